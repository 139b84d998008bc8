<%@ include "modules/documents/documents_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct reading_list_page %>
<header class="title"><h1><%t 待阅知 %></h1></header>
<div class="work">
	<section class="card">
		<% if (!p->count) { %><p class="empty"><%t 没有要你阅知的文件。 %> <a href="/policy"><%t 看质量方针 %></a></p><% } else { %>
		<table class="rows">
			<thead><tr><th><%t 文件 %></th><th><%t 通知时间 %></th><th><%t 最迟 %></th></tr></thead>
			<tbody>
			<% for (size_t i = 0; i < p->count; i++) { const struct reading *r = &p->rows[i]; %>
			<tr><td><a href="/documents/<%u r->document_id %>"><%t 打开并确认 %></a></td><td class="figure"><%r html_time(pg, r->created_at) %></td><td class="figure" data-label="<%t 最迟 %>"><%r html_time(pg, r->due_at) %></td></tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
	</section>
</div>
