<%@ include "modules/duties/duties_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct duties_page %>
<% const char *state = p->state ? p->state : "open", *view = p->view; %>
<header class="title"><h1><%t 待办 %></h1>
	<nav class="tabs" aria-label="<%t 视图 %>">
		<a href="/obligations?view=mine"<% if (!strcmp(view, "mine")) { %> aria-current="page"<% } %>><%t 我的 %> <b><%= p->mine %></b></a>
		<a href="/obligations?view=posts"<% if (!strcmp(view, "posts")) { %> aria-current="page"<% } %>><%t 我的岗位 %> <b><%= p->posts %></b></a>
		<a href="/obligations?view=climbed"<% if (!strcmp(view, "climbed")) { %> aria-current="page"<% } %>><%t 升级给我 %> <b><%= p->climbed %></b></a>
		<a href="/obligations?view=waive"<% if (!strcmp(view, "waive")) { %> aria-current="page"<% } %>><%t 待同意免办 %> <b><%= p->waive %></b></a>
		<a href="/obligations?view=office"<% if (!strcmp(view, "office") && !strcmp(state, "open")) { %> aria-current="page"<% } %>><%t 管理处 %> <b><%= p->office %></b></a>
		<a href="/obligations?state=overdue"<% if (!strcmp(state, "overdue")) { %> aria-current="page"<% } %>><%t 已超时 %></a>
		<a href="/obligations?state=late"<% if (!strcmp(state, "late")) { %> aria-current="page"<% } %>><%t 逾期办结 %></a>
		<a href="/deputies"><%t 代理 %></a>
	</nav>
</header>
<div class="work">
	<section class="card">
		<% if (!p->count) { %>
		<p class="empty"><%t 没有要办的事。 %> <a href="/obligations"><%t 看管理处的 %></a></p>
		<% } else { %>
		<table class="rows">
			<thead><tr><th><%t 应办 %></th><th class="wide"><%t 单号 %></th><th><%t 房号 %></th><th><%t 内容 %></th><th><%t 负责 %></th><th><%t 已升级 %></th><th class="wide"><%t 到期 %></th><th><%t 剩余 %></th></tr></thead>
			<tbody>
			<% for (size_t i = 0; i < p->count; i++) { const struct duty_row *row = &p->rows[i]; const struct obligation *o = row->o; %>
			<tr>
				<td><a href="/obligations/<%u o->id %>"><b><%= T(pg->cx, o->label) %></b></a> <small><%r part_rule(pg, o->rule) %></small></td>
				<td class="no wide"><%= row->name.number %></td>
				<td class="room short" data-label="<%t 房号 %>"><%= *row->name.room ? row->name.room : "—" %></td>
				<td class="clip"><%r part_record(pg, row->path, row->name.title) %></td>
				<td class="short" data-label="<%t 负责 %>"><%= o->owner_name ? o->owner_name : o->post_name ? o->post_name : "—" %></td>
				<td><% if (o->rung && o->state == OBLIGATION_OPEN) { %><span class="tag red">↑ <%= o->rung_post_name %></span><% } %></td>
				<td class="figure wide" title="<%= o->arithmetic %>"><%r html_time(pg, o->due_at) %></td>
				<td class="end"><% if (o->state == OBLIGATION_OPEN && o->paused_at) { %><span class="clock grey"><%t 暂停 %></span><% } else if (o->state == OBLIGATION_OPEN) { %><%r part_clock(pg, o->started_at, o->due_at, pg->cx->now) %><% } else { %><%r part_tag(pg, obligation_states, o->state, o->state == OBLIGATION_MET ? "green" : o->state == OBLIGATION_LATE ? "red" : "grey") %><% } %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
		<% if (actor_may(pg->cx->actor, PERM_LIST_EXPORT)) { %><a class="button" href="/exports/obligations<%= part_query(pg) %>"><%r part_icon(pg, "download") %><%t 导出 %></a><% } %><footer><%r part_pager(pg, "/obligations", p->next, -1) %></footer>
	</section>
</div>
