<%@ include "modules/inspection/inspection_web.h" %>
<%@ include "modules/inspection/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct inspection_list_page %>
<% const char *state = p->state ? p->state : "all"; const struct inspection_counts *c = &p->counts; %>
<% const struct { const char *state, *label; int64_t count; } tabs[] = {
	{ "all", T(pg->cx, "全部"), c->running + c->clean + c->accepted + c->refused + c->closed }, { "running", T(pg->cx, "验房中"), c->running },
	{ "refused", T(pg->cx, "业主拒收"), c->refused }, { "accepted", T(pg->cx, "带问题接收"), c->accepted },
	{ "clean", T(pg->cx, "验房合格"), c->clean }, { "closed", T(pg->cx, "遗留问题已清"), c->closed } }; %>
<header class="title"><h1><%t 验房 %></h1>
	<%r inspection_tabs_html(pg, &(struct inspection_tabs){ "inspections" }) %>
</header>
<div class="work">
	<section class="card">
		<header>
			<nav class="tabs" aria-label="<%t 状态 %>">
			<% for (size_t i = 0; i < sizeof tabs / sizeof tabs[0]; i++) { %>
				<a href="/inspections?state=<%u tabs[i].state %>"<% if (!strcmp(state, tabs[i].state)) { %> aria-current="page"<% } %>><%= tabs[i].label %> <small><%= tabs[i].count %></small></a>
			<% } %>
			</nav>
			<form class="filters" action="/inspections">
				<input type="hidden" name="state" value="<%= state %>">
				<input type="search" name="q" value="<%= p->filter.q %>" aria-label="<%t 查找 %>" placeholder="<%t 房号、编号、业主 %>">
				<button class="primary"><%t 查找 %></button>
			</form>
			<% if (actor_may(pg->cx->actor, PERM_INSPECTION_EXPORT)) { %><a class="button" href="/exports/inspections<%= part_query(pg) %>"><%r part_icon(pg, "download") %><%t 导出 %></a><% } %>
			<% if (actor_may(pg->cx->actor, PERM_INSPECTION_WRITE)) { %><a class="button" href="/inspections/new"><%r part_icon(pg, "plus") %><%t 开始验房 %></a><% } %>
		</header>
		<% if (!p->count) { %>
		<p class="empty"><%t 没有符合条件的验房单。 %></p>
		<% } else { %>
		<table class="rows">
			<thead><tr><th class="wide"><%t 编号 %></th><th><%t 房号 %></th><th><%t 业主 %></th><th class="wide"><%t 施工单位 %></th><th class="num"><%t 已验 %></th><th class="num"><%t 问题 %></th><th class="num"><%t 未修好 %></th><th><%t 开始 %></th><th class="wide"><%t 陪验人 %></th><th><%t 状态 %></th></tr></thead>
			<tbody>
			<% for (size_t n = 0; n < p->count; n++) { const struct inspection *i = &p->rows[n]; %>
			<tr>
				<td class="no wide"><%= i->number %></td>
				<td class="room"><a href="/inspections/<%u i->id %>"><%= i->room %></a></td>
				<td class="short"><%= i->owner %></td>
				<td class="short wide"><%= i->builder %></td>
				<td class="num" data-label="<%t 已验 %>"><%= i->answered %>/<%= i->lines %></td>
				<td class="num" data-label="<%t 问题 %>"><%= i->defects %></td>
				<td class="num" data-label="<%t 未修好 %>"><%= i->open_defects %></td>
				<td class="figure" data-label="<%t 开始 %>"><%r html_time(pg, i->started_at) %></td>
				<td class="wide"><%= i->companion %></td>
				<td class="end"><%r part_tag(pg, inspection_states, i->state, inspection_state_colour(i->state)) %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
		<footer><%r part_pager(pg, "/inspections", p->next, p->total) %></footer>
	</section>
</div>
