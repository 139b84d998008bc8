<%@ include "modules/portal/portal_web.h" %>
<%@ include "modules/portal/templates.h" %>
<%@ type struct home_list_page %>
<%r portal_head_html(pg, &p->head) %>
<main>
	<section class="sheet">
		<h2><%t 我的报事 %></h2>
		<% if (!p->count) { %><p class="empty"><%t 还没有报过事。 %></p><% } else { %>
		<ul class="rows">
		<% for (size_t i = 0; i < p->count; i++) { %><%r portal_matter_row_html(pg, &p->rows[i]) %><% } %>
		</ul>
		<% } %>
		<a class="wide primary" href="/my/report"><%t 我要报事 %></a>
	</section>
</main>
