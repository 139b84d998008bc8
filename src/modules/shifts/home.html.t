<%@ include "modules/shifts/shifts_web.h" %>
<%@ include "modules/shifts/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct shifts_page %>
<% struct shift_tabs tabs = { "/shifts" }; const struct shift_panel *now = &p->panel; %>
<header class="title"><h1><%t 交接班 %></h1><span class="figure"><%r html_choice(pg, bands, now->now.band) %> <%= now->hours %></span><%r shifts_tabs_html(pg, &tabs) %></header>
<%r html_failure(pg) %>
<% if (now->waiting.id) { %><%r shifts_waiting_html(pg, &now->waiting) %><% } %>
<div class="work">
	<section class="card">
		<header><h2><%t 今天的记事 %></h2></header>
		<%r html_form_open(pg, "/shifts/notes", "fields keep") %>
			<p class="field full"><label for="text"><%t 记一笔 %></label><textarea id="text" name="text" rows="2" maxlength="2000" required><%= input_text(pg->input, "text") %></textarea><%r html_error(pg, "text") %></p>
			<p class="actions"><button class="primary" data-key="ctrl+enter"><%t 记下 %> <kbd>Ctrl Enter</kbd></button></p>
		<%r html_form_close(pg) %>
		<% if (!now->note_count) { %><p class="empty"><%t 今天还没有记事。钥匙、来访、设备、天气，接班的人要知道的都记在这里。 %></p><% } else { %>
		<ol class="timeline">
		<% for (size_t i = 0; i < now->note_count; i++) { const struct shift_note *n = &now->notes[i]; %>
			<li><%r html_time(pg, n->created_at) %><div><span class="long"><%= n->text %></span> <small><%r html_choice(pg, bands, n->band) %> <%= n->created_by_name ? n->created_by_name : T(pg->cx, "系统") %></small></div></li>
		<% } %>
		</ol>
		<% } %>
	</section>
	<section class="card">
		<header><h2><%t 交接班记录 %></h2><a href="/handovers"><%t 全部记录 %></a></header>
		<% if (!p->count) { %><p class="empty"><%t 还没有交接班记录。下班时按“交班”，把没办完的事交给接班的人。 %></p><% } else { %>
		<% struct handover_list_page list = { .rows = p->rows, .count = p->count }; %>
		<%r shifts_handover_rows_html(pg, &list) %>
		<% } %>
	</section>
</div>
<aside class="context" aria-label="<%t 值班 %>">
	<section class="card">
		<header><h2><%t 现在值班 %></h2></header>
		<% if (now->gap) { %><p class="banner red"><%t 接电话的人不够 %></p><% } %>
		<% if (!now->duty_count) { %><p class="empty"><%t 这一班没有排人 %> <a href="/roster"><%t 看排班 %></a></p><% } else { %>
		<ul class="lines">
		<% for (size_t i = 0; i < now->duty_count; i++) { const struct roster *d = &now->duty[i]; %>
			<li><b><%= d->stand_in_name ? d->stand_in_name : d->name %></b><small><%r html_choice(pg, role_choices, d->role) %><% if (d->stand_in_name) { %> <%t 顶 %> <%= d->name %><% } %></small></li>
		<% } %>
		</ul>
		<% } %>
	</section>
	<section class="card">
		<header><h2><%t 我手上没办完的 %></h2><span class="figure"><%= p->item_count %></span></header>
		<% if (!p->item_count) { %><p class="empty"><%t 没有未完事项。 %></p><% } else { %>
		<ul class="lines">
		<% for (size_t i = 0; i < p->item_count && i < 8; i++) { const struct handover_item *item = &p->items[i]; %>
			<li><span class="one"><%= item->room %> <%r part_record(pg, subject_path(pg->cx, item->subject, item->subject_id), item->title) %></span><%r part_clock(pg, 0, item->due_at, pg->cx->now) %></li>
		<% } %>
		</ul>
		<% } %>
		<p class="actions"><a class="button primary" href="/handovers/new"><%t 交班 %></a></p>
	</section>
</aside>
