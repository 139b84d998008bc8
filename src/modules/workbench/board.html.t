<%@ include "modules/workbench/workbench_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct obligation_page %>
<% const char *state = p->state ? p->state : "open"; %>
<header class="title"><h1><%t 待办 %></h1>
	<nav class="tabs" aria-label="<%t 状态 %>">
		<a href="/obligations"<% if (!strcmp(state, "open")) { %> aria-current="page"<% } %>><%t 待办 %></a>
		<a href="/obligations?state=overdue"<% if (!strcmp(state, "overdue")) { %> aria-current="page"<% } %>><%t 已超时 %></a>
		<a href="/obligations?owner=me"><%t 我的 %></a>
		<a href="/obligations?state=late"<% if (!strcmp(state, "late")) { %> aria-current="page"<% } %>><%t 逾期办结 %></a>
	</nav>
</header>
<div class="work">
	<section class="card">
		<% if (!p->count) { %>
		<p class="empty"><%t 没有要办的事。 %></p>
		<% } else { %>
		<table class="rows">
			<thead><tr><th><%t 应办 %></th><th><%t 负责 %></th><th><%t 到期 %></th><th><%t 算法 %></th><th><%t 剩余 %></th></tr></thead>
			<tbody>
			<% for (size_t i = 0; i < p->count; i++) { const struct obligation *o = &p->rows[i]; %>
			<tr>
				<td><a href="/requests/<%u o->subject_id %>"><b><%= T(pg->cx, o->label) %></b></a> <small><%= o->rule %></small></td>
				<td data-label="<%t 负责 %>"><%= o->owner_name ? o->owner_name : o->post_name ? o->post_name : "—" %></td>
				<td class="figure" data-label="<%t 到期 %>"><%r html_time(pg, o->due_at) %></td>
				<td class="text"><%= o->arithmetic %></td>
				<td class="end"><% if (o->state == OBLIGATION_OPEN && o->paused_at) { %><span class="clock grey"><%t 暂停 %></span><% } else if (o->state == OBLIGATION_OPEN) { %><%r part_clock(pg, o->started_at, o->due_at, pg->cx->now) %><% } else { %><%r part_tag(pg, obligation_states, o->state, o->state == OBLIGATION_MET ? "green" : "red") %><% } %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
		<footer><%r part_pager(pg, "/obligations", p->next, -1) %></footer>
	</section>
</div>
