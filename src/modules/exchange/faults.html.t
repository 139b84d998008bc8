<%@ include "modules/exchange/exchange_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct import_show_page %>
<% if (p->job.refused_count) { %>
<section class="card" id="faults">
	<header><h2><%t 有错的行 %></h2><% if (*p->job.stored && p->fault_count) { %><a class="button" href="/imports/<%u p->job.id %>/errors"><%r part_icon(pg, "download") %><%t 下载有错的行 %></a><% } %></header>
	<% if (!p->fault_count) { %>
	<p class="empty"><%t 有错的内容只保留一天，已经清理。 %></p>
	<% } else { %>
	<table class="rows">
		<thead><tr><th class="num"><%t 行 %></th><th><%t 列 %></th><th><%t 内容 %></th><th><%t 错误 %></th></tr></thead>
		<tbody>
		<% for (size_t i = 0; i < p->fault_count; i++) { const struct import_fault *f = &p->faults[i]; %>
		<tr><td class="num"><%= f->row %></td><td data-label="<%t 列 %>"><%= *f->column ? f->column : "—" %></td><td class="short figure" title="<%= f->value %>"><%= f->value %></td><td class="text"><%= f->why %></td></tr>
		<% } %>
		</tbody>
	</table>
	<% if (p->job.refused_count > (int64_t)p->fault_count) { %>
	<p class="empty"><%t 只列出前面几行，其余在下载的表里。 %></p>
	<% } %>
	<% } %>
</section>
<% } %>
