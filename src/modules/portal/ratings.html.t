<%@ include "modules/portal/portal_web.h" %>
<%@ include "modules/portal/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct portal_ratings_page %>
<header class="title"><h1><%t 住户入口 %></h1><%r portal_tabs_html(pg, &(struct portal_tabs){ "ratings" }) %></header>
<div class="work">
	<ul class="counters">
		<li><b><%= p->sum.ratings %></b> <%t 近 30 天评价 %></li>
		<li><b><% if (p->sum.ratings) { %><%= arena_printf(pg->cx->arena, "%.1f", (double)p->sum.stars / (double)p->sum.ratings) %><% } else { %>—<% } %></b> <%t 平均几星 %></li>
		<% if (p->sum.visit_stars) { %><li class="<% if (p->sum.low) { %>red<% } %>"><b><%= p->sum.low %></b> <%= arena_printf(pg->cx->arena, T(pg->cx, "不超过 %d 星，要回访"), p->sum.visit_stars) %></li><% } %>
	</ul>
	<section class="card">
		<header><h2><%t 住户评价 %></h2><%r part_rule(pg, "9 (d)") %><p class="hint"><%t 住户自己写的，管理处改不了；与回访的满意度分开算。 %></p></header>
		<% if (!p->count) { %>
		<p class="empty"><%t 还没有评价。住户在入口里看到办完的事时会被请求评价。 %></p>
		<% } else { %>
		<table class="rows">
			<thead><tr><th><%t 评价时间 %></th><th><%t 房号 %></th><th><%t 工单 %></th><th><%t 星 %></th><th><%t 理由 %></th><th><%t 留言 %></th></tr></thead>
			<tbody>
			<% for (size_t i = 0; i < p->count; i++) { const struct rating_row *v = &p->rows[i]; %>
			<tr>
				<td class="figure"><%r html_time(pg, v->created_at) %></td>
				<td class="short"><%= v->room %></td>
				<td class="text"><a href="/requests/<%u v->request_id %>"><%= v->title %></a></td>
				<td><span class="tag <%= v->stars <= p->sum.visit_stars ? "red" : v->stars <= 3 ? "amber" : "green" %>"><%= arena_printf(pg->cx->arena, T(pg->cx, "%d 星"), v->stars) %></span></td>
				<td class="text"><%= home_reasons_text(pg->cx, v->reasons) %></td>
				<td class="text"><%= v->text %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
		<footer><%r part_pager(pg, "/portal/ratings", p->next, -1) %></footer>
	</section>
</div>
