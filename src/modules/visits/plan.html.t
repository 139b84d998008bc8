<%@ include "modules/visits/visits_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct visit_plan_page %>
<% const struct visit_plan *n = &p->plan; %>
<header class="title"><h1><%= n->title %></h1><%r part_tag(pg, plan_categories, n->category, "teal") %>
	<span class="figure"><%= n->done %> / <%= n->rooms %></span>
	<a class="button" href="/visits/plans?year=<%= n->year %>"><%t 全部计划 %></a>
</header>
<div class="work">
	<section class="card">
		<table class="rows">
			<thead><tr><th><%t 房号 %></th><th><%t 计划日期 %></th><th><%t 状态 %></th><th><%t 走访时间 %></th></tr></thead>
			<tbody>
			<% for (size_t i = 0; i < p->count; i++) { const struct plan_room *r = &p->rooms[i]; %>
			<tr>
				<td class="room"><a href="/households/<%u r->room %>"><%= r->room %></a></td>
				<td class="figure" data-label="<%t 计划日期 %>"><%r html_date(pg, r->planned_on) %></td>
				<td><% if (r->visit_id) { %><a href="/visits/<%u r->visit_id %>"><%r part_tag(pg, visit_states, r->state, visit_state_colour(r->state)) %></a><% } else { %><span class="tag grey"><%t 未到日期 %></span><% } %></td>
				<td class="figure end"><%r html_time(pg, r->visited_at) %> <%r html_choice(pg, visit_grades, r->grade) %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
	</section>
</div>
