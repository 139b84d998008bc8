<%@ include "modules/runsheet/runsheet_web.h" %>
<%@ include "modules/runsheet/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct runsheet_list_page %>
<% const char *state = p->state ? p->state : "all"; %>
<% const struct { const char *state, *label; } tabs[] = {
	{ "all", T(pg->cx, "全部") }, { "running", T(pg->cx, "办理中") }, { "paused", T(pg->cx, "待回") },
	{ "done", T(pg->cx, "已办结") }, { "dropped", T(pg->cx, "已撤销") } }; %>
<header class="title"><h1><%t 入伙手续 %></h1>
	<%r runsheet_tabs_html(pg, &(struct runsheet_tabs){ "sheets" }) %>
</header>
<div class="work">
	<section class="card">
		<header>
			<nav class="tabs" aria-label="<%t 状态 %>">
			<% for (size_t i = 0; i < sizeof tabs / sizeof tabs[0]; i++) { %>
				<a href="/runsheets?state=<%u tabs[i].state %>"<% if (!strcmp(state, tabs[i].state)) { %> aria-current="page"<% } %>><%= tabs[i].label %></a>
			<% } %>
			</nav>
			<form class="filters" action="/runsheets">
				<input type="hidden" name="state" value="<%= state %>">
				<input type="search" name="q" value="<%= p->filter.q %>" aria-label="<%t 查找 %>" placeholder="<%t 房号、编号、业主 %>">
				<input type="date" name="day" value="<%= p->day %>" aria-label="<%t 到场日期 %>">
				<button class="primary"><%t 查找 %></button>
			</form>
			<a class="button" href="/runsheets/day<%= part_query(pg) %>"><%r part_icon(pg, "print") %><%t 日报表 %></a>
			<% if (actor_may(pg->cx->actor, PERM_RUNSHEET_EXPORT)) { %><a class="button" href="/exports/runsheets<%= part_query(pg) %>"><%r part_icon(pg, "download") %><%t 导出 %></a><% } %>
			<% if (actor_may(pg->cx->actor, PERM_RUNSHEET_DESK)) { %><a class="button primary" href="/runsheets/new"><%r part_icon(pg, "plus") %><%t 住户到场 %></a><% } %>
		</header>
		<% if (!p->count) { %>
		<p class="empty"><%t 没有符合条件的流程单。住户拿着通知书到场，就在这里开单。 %></p>
		<% } else { %>
		<table class="rows">
			<thead><tr><th class="wide"><%t 编号 %></th><th><%t 房号 %></th><th><%t 业主 %></th><th class="wide"><%t 类别 %></th><th><%t 所在台 %></th><th class="wide"><%t 正在办理 %></th><th><%t 到场 %></th><th class="wide"><%t 没办完的原因 %></th><th><%t 状态 %></th></tr></thead>
			<tbody>
			<% for (size_t n = 0; n < p->count; n++) { const struct runsheet *s = &p->rows[n]; %>
			<tr>
				<td class="no wide"><%= s->number %></td>
				<td class="room"><a href="/runsheets/<%u s->id %>"><%= s->room %></a></td>
				<td class="short"><%= s->owners %></td>
				<td class="wide"><% if (s->resale) { %><span class="tag violet"><%t 二次入伙 %></span><% } else { %><%r html_choice(pg, movein_buyers, s->buyer_kind) %><% } %></td>
				<td data-label="<%t 所在台 %>"><% if (s->desk && s->state != SHEET_DROPPED) { %><%r html_choice(pg, desks, s->desk) %><% } else { %>—<% } %></td>
				<td class="wide"><%= s->taken_name %></td>
				<td class="figure"><%r html_time(pg, s->came_at) %></td>
				<td class="short wide"><%= s->pause_text %></td>
				<td class="end"><%r part_tag(pg, sheet_states, s->state, sheet_state_colour(s->state)) %><% if (s->is_short) { %> <span class="tag amber"><%t 资料待补 %></span><% } %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
		<footer><%r part_pager(pg, "/runsheets", p->next, p->total) %></footer>
	</section>
</div>
