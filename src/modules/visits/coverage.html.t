<%@ include "modules/visits/visits_web.h" %>
<%@ include "modules/visits/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct visit_coverage_page %>
<% bool reached = p->all.visited * 100 >= p->all.occupied * p->all.target; %>
<header class="title"><h1><%t 走访覆盖 %></h1>
	<%r visits_tabs_html(pg, &(struct visit_tabs){ "coverage" }) %>
</header>
<div class="work">
	<section class="card">
		<header><h2><%= p->year %> <%t 年 %></h2><nav class="tabs" aria-label="<%t 年 %>"><a href="/visits/coverage?year=<%= p->year - 1 %>"><%= p->year - 1 %></a><a href="/visits/coverage?year=<%= p->year + 1 %>"><%= p->year + 1 %></a></nav></header>
		<% if (!p->rate) { %><p class="empty"><%t 无数据：还没有已入住的房屋。 %></p><% } else { %>
		<p><span class="tag <%= reached ? "green" : "red" %>"><%= p->rate %></span> <%t 已入住 %> <b><%= p->all.occupied %></b> <%t 户，已走访 %> <b><%= p->all.visited %></b> <%t 户；目标 %> <%= p->all.target %> %</p>
		<table class="rows">
			<thead><tr><th><%t 楼栋 %></th><th class="num"><%t 已入住 %></th><th class="num"><%t 已走访 %></th><th class="num"><%t 覆盖率 %></th></tr></thead>
			<tbody>
			<% for (size_t i = 0; i < p->row_count; i++) { const struct coverage_row *r = &p->rows[i]; %>
			<tr><td class="room"><%= r->building %></td><td class="num" data-label="<%t 已入住 %>"><%= r->occupied %></td><td class="num" data-label="<%t 已走访 %>"><%= r->visited %></td><td class="num end"><%= visit_rate(pg->cx->arena, r->visited, r->occupied) %></td></tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
	</section>
	<% if (p->missing_count) { %>
	<section class="card">
		<header><h2><%t 今年还没有走访 %></h2><span class="tag amber"><%= p->missing_count %> <%t 户 %></span><% if (actor_may(pg->cx->actor, PERM_VISIT_PLAN)) { %><a class="button" href="/visits/plans"><%t 排进计划 %></a><% } %></header>
		<ul class="lines columns">
		<% for (size_t i = 0; i < p->shown; i++) { const struct unvisited *m = &p->missing[i]; %>
			<li><a href="/households/<%u m->room %>"><%= m->room %></a> <small><% if (m->last_at) { %><%t 上次 %> <%r html_time(pg, m->last_at) %><% } else { %><%t 从未走访 %><% } %></small></li>
		<% } %>
		</ul>
		<% if (p->shown < p->missing_count) { %><footer><small><%t 只列出最久没有走访的；全部名单见接口。 %></small></footer><% } %>
	</section>
	<% } %>
</div>
