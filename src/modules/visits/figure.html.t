<%@ include "modules/visits/visits_web.h" %>
<%@ type struct visit_figure_row %>
<% const struct visit_figure *f = p->f; const char *on_time = visit_rate(pg->cx->arena, f->on_time, f->due), *pleased = visit_rate(pg->cx->arena, f->satisfied, f->graded); %>
<tr>
	<td class="short"><%= p->label %></td>
	<td class="num" data-label="<%t 应回访 %>"><%= f->due %></td>
	<td class="num" data-label="<%t 按时 %>"><%= f->on_time %></td>
	<td class="num" data-label="<%t 及时率 %>"><% if (on_time) { %><span class="tag <%= f->on_time == f->due ? "green" : "red" %>"><%= on_time %></span><% } else { %><%t 无数据 %><% } %></td>
	<td class="num" data-label="<%t 有评价 %>"><%= f->graded %></td>
	<td class="num" data-label="<%t 满意率 %>"><% if (pleased) { %><span class="tag <%= f->satisfied * 100 >= f->graded * p->target ? "green" : "red" %>"><%= pleased %></span><% } else { %><%t 无数据 %><% } %></td>
	<td class="num" data-label="<%t 不满意 %>"><%= f->unsatisfied %></td>
	<td class="num" data-label="<%t 缺签名 %>"><%= f->unsigned_count %></td>
	<td class="num end" data-label="<%t 未果 %>"><%= f->nobody %></td>
</tr>
