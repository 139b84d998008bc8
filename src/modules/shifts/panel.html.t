<%@ include "modules/shifts/shifts_web.h" %>
<%@ include "modules/shifts/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct shift_panel %>
<section class="card" aria-label="<%t 交接班 %>">
	<header><h2><a href="/shifts"><%r html_choice(pg, bands, p->now.band) %></a> <small class="figure"><%= p->hours %></small></h2><a class="button small" href="/handovers/new"><%t 交班 %></a></header>
	<p class="tags">
		<% if (p->gap) { %><span class="tag red"><%t 接电话的人不够 %></span><% } %>
		<% for (size_t i = 0; i < p->duty_count && i < 8; i++) { const struct roster *d = &p->duty[i]; %>
		<span class="tag blue" title="<%= T(pg->cx, choice_of(role_choices, d->role)->label) %>"><%= d->stand_in_name ? d->stand_in_name : d->name %></span>
		<% } %>
		<% if (!p->duty_count) { %><a href="/roster"><%t 这一班没有排人 %></a><% } %>
	</p>
	<% if (p->order_count || p->overdue) { %>
	<ul class="lines">
		<% for (size_t i = 0; i < p->order_count; i++) { const struct order *o = &p->orders[i]; %>
		<li><span class="tag <%= o->overdue ? "red" : "amber" %>"><% if (o->duty) { %><%= T(pg->cx, o->duty) %><% } else { %><%t 指令 %><% } %></span><a class="one" href="/orders/<%u o->id %>" title="<%= o->text %>"><%= o->text %></a></li>
		<% } %>
		<% if (p->overdue) { %><li><a href="/orders?state=overdue"><span class="tag red"><%= p->overdue %></span> <%t 条指令已超时 %></a></li><% } %>
	</ul>
	<% } %>
	<ul class="lines">
		<% for (size_t i = 0; i < p->note_count; i++) { const struct shift_note *n = &p->notes[i]; %>
		<li><%r html_time(pg, n->created_at) %><span class="one" title="<%= n->text %>"><%= n->text %></span></li>
		<% } %>
		<% if (p->more_notes) { %><li><a href="/shifts"><%t 今天的全部记事 %></a></li><% } %>
	</ul>
	<%r html_form_open(pg, "/shifts/notes", "actions") %>
		<input type="hidden" name="back" value="/">
		<input name="text" class="grow" required maxlength="2000" autocomplete="off" aria-label="<%t 班次记事 %>" placeholder="<%t 记一笔，接班的人看得到 %>">
		<button class="small"><%t 记下 %></button>
	<%r html_form_close(pg) %>
</section>
