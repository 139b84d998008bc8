<%@ include "modules/documents/documents_web.h" %>
<%@ include "modules/documents/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ include "base/civil.h" %>
<%@ type struct document_show_page %>
<header class="title"><h1><%t 质量方针 %></h1><nav class="tabs" aria-label="<%t 制度 %>"><a href="/rules"><%t 制度 %></a><a href="/documents"><%t 制度文件 %></a><a href="/policy" aria-current="page"><%t 质量方针 %></a></nav></header>
<div class="work">
	<% if (p->none) { %>
	<section class="card"><p class="empty"><%t 还没有生效的质量方针。 %> <a href="/documents"><%t 到制度文件起草 %></a></p></section>
	<% } else { %>
	<%r documents_confirm_html(pg, p) %>
	<section class="card">
		<p class="say"><b class="long"><%= p->d.text %></b></p>
		<%r documents_entries_html(pg, p) %>
		<footer><span><%= arena_printf(pg->cx->arena, T(pg->cx, "第 %d 版"), p->d.edition) %></span><span><%t 生效 %> <%r html_date(pg, p->d.effective_on) %></span><span><%t 批准人 %> <%= p->d.approver_name %></span><a href="/documents/<%u p->d.id %>"><%t 全部内容和历次版本 %></a></footer>
	</section>
	<% } %>
</div>
