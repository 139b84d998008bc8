<%@ include "modules/complaints/complaints_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct complaint_sums_part %>
<section class="card">
	<header><h2><%= p->title %></h2></header>
	<table class="rows">
		<thead><tr><th><%= p->title %></th><th class="num"><%t 受理 %></th><th class="num"><%t 有效 %></th><th class="num"><%t 处理率 %></th><th class="num"><%t 满意 %></th></tr></thead>
		<tbody>
		<% for (size_t i = 0; i < p->count; i++) { const struct complaint_sum *s = &p->rows[i]; const struct choice *c = choice_of(p->choices, s->value); %>
		<tr>
			<td class="text"><% if (c) { %><a href="/complaints?<%= p->query %>=<%u c->word %>"><%= T(pg->cx, c->label) %></a><% } else { %><%t 未填 %><% } %></td>
			<td class="num" data-label="<%t 受理 %>"><%= s->received %></td>
			<td class="num" data-label="<%t 有效 %>"><%= s->valid %></td>
			<td class="num" data-label="<%t 处理率 %>"><%= complaint_rate(pg->cx, s->handled, s->received) %></td>
			<td class="num" data-label="<%t 满意 %>"><%= complaint_rate(pg->cx, s->content, s->asked) %></td>
		</tr>
		<% } %>
		</tbody>
	</table>
</section>
