<%@ include "modules/shifts/shifts_web.h" %>
<%@ include "modules/shifts/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct handover_new_page %>
<header class="title"><h1><%t 交班 %></h1><span class="figure"><%r html_date(pg, p->now.day) %> <%r html_choice(pg, bands, p->now.band) %> <%= p->panel.hours %></span></header>
<%r html_failure(pg) %>
<% if (p->panel.waiting.id) { %><%r shifts_waiting_html(pg, &p->panel.waiting) %><% } %>
<%r html_form_open(pg, "/handovers", "work keep") %>
	<section class="card">
		<header><h2><%t 未完事项 %></h2><span class="figure"><%= p->item_count %></span></header>
		<% if (!p->item_count) { %><p class="empty"><%t 你名下没有未完事项，可以直接交班。 %></p><% } else { %>
		<table class="rows">
			<thead><tr><th><%t 交接 %></th><th><%t 编号 %></th><th><%t 房号 %></th><th><%t 内容 %></th><th><%t 剩余时限 %></th></tr></thead>
			<tbody>
			<% for (size_t i = 0; i < p->item_count; i++) { const struct handover_item *item = &p->items[i]; char name[32]; (void)snprintf(name, sizeof name, "items.%d.", (int)i); %>
			<tr>
				<td><input type="hidden" name="<%= name %>subject" value="<%= item->subject %>"><input type="checkbox" name="<%= name %>id" value="<%= item->subject_id %>" checked aria-label="<%= item->title %>"></td>
				<td class="no"><% if (*item->number) { %><%= item->number %><% } else { %>—<% } %></td>
				<td class="room"><%= *item->room ? item->room : "—" %></td>
				<td class="clip"><%r part_record(pg, subject_path(pg->cx, item->subject, item->subject_id), item->title) %></td>
				<td class="end"><%r part_clock(pg, 0, item->due_at, pg->cx->now) %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
		<p class="hint"><%t 逐项核对；没办完的都要交接，接班人签收后由接班人负责，时限照旧。 %></p>
		<% } %>
		<%r html_error(pg, "items") %>
	</section>
	<section class="card">
		<div class="fields">
			<p class="field required"><label for="to"><%t 接班人 %></label><select id="to" name="to" required><%r shift_options(pg, p->people, p->people_count, "to", 0) %></select><%r html_error(pg, "to") %></p>
			<%r html_input(pg, "", field_find(handover_new_fields, "keys"), NULL) %>
			<%r html_input(pg, "", field_find(handover_new_fields, "receipts"), NULL) %>
			<%r html_input(pg, "", field_find(handover_new_fields, "cash_fen"), NULL) %>
			<%r html_input(pg, "", field_find(handover_new_fields, "remark"), NULL) %>
			<details class="full"<% if (html_has_error(pg, "day") || html_has_error(pg, "band")) { %> open <% } %>><summary><%t 交的是另一班 %></summary><div class="fields">
				<%r html_input(pg, "", field_find(handover_new_fields, "day"), NULL) %>
				<%r html_input(pg, "", field_find(handover_new_fields, "band"), NULL) %>
			</div></details>
		</div>
	</section>
	<p class="actions sticky"><button class="primary" data-key="ctrl+enter"><%t 签字交班 %> <kbd>Ctrl Enter</kbd></button> <a class="button" href="/shifts"><%t 不交了 %></a></p>
<%r html_form_close(pg) %>
<aside class="context after" aria-label="<%t 今天的记事 %>">
	<section class="card">
		<header><h2><%t 今天的记事 %></h2></header>
		<% if (!p->panel.note_count) { %><p class="empty"><%t 今天还没有记事。 %></p><% } else { %>
		<ul class="lines">
		<% for (size_t i = 0; i < p->panel.note_count; i++) { const struct shift_note *n = &p->panel.notes[i]; %>
			<li><%r html_time(pg, n->created_at) %><span><%= n->text %></span></li>
		<% } %>
		</ul>
		<% } %>
	</section>
</aside>
