<%@ include "modules/inspection/inspection_web.h" %>
<%@ include "modules/inspection/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct defect_list_page %>
<% const char *state = p->state ? p->state : "all"; %>
<% const struct { const char *state, *label; } tabs[] = {
	{ "undone", T(pg->cx, "未了") }, { "late", T(pg->cx, "逾期") }, { "open", T(pg->cx, "整改中") }, { "fixed", T(pg->cx, "待复验") },
	{ "passed", T(pg->cx, "复验合格") }, { "all", T(pg->cx, "全部") } }; %>
<header class="title"><h1><%t 问题整改 %></h1>
	<%r inspection_tabs_html(pg, &(struct inspection_tabs){ "defects" }) %>
</header>
<div class="work">
	<section class="card">
		<header>
			<nav class="tabs" aria-label="<%t 状态 %>">
			<% for (size_t i = 0; i < sizeof tabs / sizeof tabs[0]; i++) { %>
				<a href="/defects?state=<%u tabs[i].state %>"<% if (!strcmp(state, tabs[i].state)) { %> aria-current="page"<% } %>><%= tabs[i].label %></a>
			<% } %>
			</nav>
			<form class="filters" action="/defects">
				<input type="hidden" name="state" value="<%= state %>">
				<input type="search" name="q" value="<%= p->filter.q %>" aria-label="<%t 查找 %>" placeholder="<%t 房号、编号 %>">
				<select name="part" aria-label="<%t 工种 %>"><%r part_options(pg, inspection_parts, T(pg->cx, "全部工种"), p->part) %></select>
				<button class="primary"><%t 查找 %></button>
			</form>
			<% if (actor_may(pg->cx->actor, PERM_INSPECTION_EXPORT)) { %><a class="button" href="/exports/defects<%= part_query(pg) %>"><%r part_icon(pg, "download") %><%t 导出 %></a><% } %>
		</header>
		<% if (!p->count) { %>
		<p class="empty"><%t 没有符合条件的问题。 %></p>
		<% } else { %>
		<table class="rows">
			<thead><tr><th class="wide"><%t 编号 %></th><th><%t 房号 %></th><th class="wide"><%t 部位 %></th><th><%t 问题 %></th><th class="wide"><%t 整改单位 %></th><th><%t 程度 %></th><th class="num wide"><%t 不合格 %></th><th><%t 状态 %></th><th><%t 期限 %></th></tr></thead>
			<tbody>
			<% for (size_t n = 0; n < p->count; n++) { const struct defect *d = &p->rows[n]; %>
			<tr>
				<td class="no wide"><%= d->number %></td>
				<td class="room"><a href="/defects/<%u d->id %>"><%= d->room %></a></td>
				<td class="wide"><%r html_choice(pg, inspection_places, d->place) %></td>
				<td class="clip"><%= d->text %></td>
				<td class="short wide"><%= d->builder %></td>
				<td><%r part_tag(pg, severities, d->severity, severity_colour(d->severity)) %></td>
				<td class="num wide"><%= d->fails %></td>
				<td><%r part_tag(pg, defect_states, d->state, defect_state_colour(d->state)) %></td>
				<td class="end"><% if (d->state == DEFECT_OPEN) { %><%r part_clock(pg, d->sent_at, d->due_at, p->now) %><% } else { %>—<% } %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
		<footer><%r part_pager(pg, "/defects", p->next, p->total) %></footer>
	</section>
	<% if (p->sum_count) { %>
	<section class="card">
		<header><h2><%t 各楼栋、各工种未了的问题 %></h2></header>
		<table class="rows">
			<thead><tr><th><%t 楼栋 %></th><th><%t 工种 %></th><th class="num"><%t 未修好 %></th><th class="num"><%t 已逾期 %></th></tr></thead>
			<tbody>
			<% for (size_t n = 0; n < p->sum_count; n++) { const struct defect_sum *s = &p->sums[n]; %>
			<tr>
				<td><a href="/defects?state=undone&amp;building=<%u s->building %>"><%= s->building %></a></td>
				<td class="text"><%r html_choice(pg, inspection_parts, s->part) %></td>
				<td class="num" data-label="<%t 未修好 %>"><%= s->open %></td>
				<td class="num end" data-label="<%t 已逾期 %>"><%= s->late %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
	</section>
	<% } %>
</div>
