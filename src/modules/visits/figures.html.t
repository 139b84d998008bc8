<%@ include "modules/visits/visits_web.h" %>
<%@ include "modules/visits/templates.h" %>
<%@ type struct visit_figures_page %>
<% const struct visit_month *m = &p->m; struct { const char *heading; const struct choice *choices; const struct visit_figure *rows; size_t count; } groups[] = {
	{ T(pg->cx, "按类别"), visit_kinds, m->kinds, m->kind_count }, { T(pg->cx, "按部门"), visit_units, m->units, m->unit_count }, { T(pg->cx, "按回访人"), NULL, m->people, m->person_count } }; %>
<header class="title"><h1><%t 回访月报 %></h1>
	<%r visits_tabs_html(pg, &(struct visit_tabs){ "figures" }) %>
</header>
<%r html_failure(pg) %>
<div class="work">
	<section class="card">
		<header><h2><%= m->year %>-<%= m->month / 10 %><%= m->month % 10 %></h2><nav class="tabs" aria-label="<%t 月 %>"><a href="/visits/figures?month=<%= p->before %>"><%= p->before %></a><a href="/visits/figures?month=<%= p->after %>"><%= p->after %></a></nav></header>
		<table class="rows">
			<thead><tr><th><%t 分组 %></th><th class="num"><%t 应回访 %></th><th class="num"><%t 按时 %></th><th class="num"><%t 及时率 %></th><th class="num"><%t 有评价 %></th><th class="num"><%t 满意率 %></th><th class="num"><%t 不满意 %></th><th class="num"><%t 缺签名 %></th><th class="num"><%t 未果 %></th></tr></thead>
			<tbody>
			<%r visits_figure_html(pg, &(struct visit_figure_row){ T(pg->cx, "合计"), &m->all, m->target }) %>
			<% for (size_t g = 0; g < 3; g++) { if (groups[g].count) { %>
			<tr class="group"><th colspan="9"><%= groups[g].heading %></th></tr>
			<% for (size_t i = 0; i < groups[g].count; i++) { const struct visit_figure *f = &groups[g].rows[i]; const struct choice *c = groups[g].choices ? choice_of(groups[g].choices, (int)f->key) : NULL; %>
			<%r visits_figure_html(pg, &(struct visit_figure_row){ groups[g].choices ? (c ? T(pg->cx, c->label) : "—") : f->name, f, m->target }) %>
			<% } } } %>
			</tbody>
		</table>
		<footer><p><small><%t 应回访：时限在这个月到期的，和提前办结的；满意率是满意与较满意占有评价的；没有到期的是无数据。 %> <a href="/visits?month=<%= p->m.year %>-<%= p->m.month / 10 %><%= p->m.month % 10 %>"><%t 看这个月的回访单 %></a></small></p></footer>
	</section>
</div>
