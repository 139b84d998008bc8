<%@ include "app/bulk.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct bulk %>
<header class="title"><h1><%t 批量办理 %></h1><span class="tag blue"><%= T(pg->cx, p->label) %></span></header>
<div class="work">
	<section class="card">
		<header><h2><%t 办成 %> <span class="figure"><%= p->done %></span></h2><% if (p->done < p->count) { %><span class="tag red"><%t 没有办成 %> <%= p->count - p->done %></span><% } %></header>
		<table class="rows">
			<thead><tr><th><%t 单号 %></th><th><%t 结果 %></th><th><%t 状态 %></th></tr></thead>
			<tbody>
			<% for (size_t i = 0; i < p->count; i++) { const struct bulk_result *r = &p->rows[i]; %>
			<tr>
				<td class="no"><% if (r->number) { %><a href="/<%u p->kind->page %>/<%u r->id %>"><%= r->number %></a><% } else { %><%= r->id %><% } %></td>
				<td class="text"><% if (r->message) { %><span class="tag red"><%t 没有办成 %></span> <%= r->message %><% } else { %><span class="tag green"><%t 办成 %></span><% } %></td>
				<td class="end"><% if (r->state) { %><%r html_choice(pg, p->kind->machine->states, r->state) %><% } %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
		<footer><a class="button" href="/<%u p->kind->page %>"><%t 回到列表 %></a></footer>
	</section>
</div>
