<%@ include "modules/portal/portal_web.h" %>
<%@ include "modules/portal/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct home_notices_page %>
<%r portal_head_html(pg, &p->head) %>
<main>
	<section class="sheet">
		<h2><%t 管理处通知 %></h2>
		<% if (!p->count) { %><p class="empty"><%t 最近三个月没有通知。 %></p><% } else { %>
		<ul class="rows">
		<% for (size_t i = 0; i < p->count; i++) { const struct announcement_seen *n = &p->rows[i]; %>
			<li><a href="/my/notices/<%u n->id %>"><span class="line"><%r part_tag(pg, announcement_kinds, n->kind, "grey") %><% if (n->waits) { %><span class="tag red"><%t 未读 %></span><% } %><%r html_time(pg, n->sent_at) %></span><b><%= n->title %></b></a></li>
		<% } %>
		</ul>
		<% } %>
	</section>
</main>
