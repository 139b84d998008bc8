<%@ include "modules/movein/movein_web.h" %>
<%@ include "modules/movein/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct movein_notices_page %>
<header class="title"><h1><%t 收楼入伙通知书 %></h1>
	<%r movein_tabs_html(pg, &(struct movein_tabs){ "notices" }) %>
</header>
<div class="work">
	<section class="card">
		<header>
			<%r movein_filter_html(pg, p) %>
			<% if (actor_may(pg->cx->actor, PERM_MOVEIN_EXPORT)) { %><a class="button" href="/exports/movein<%= part_query(pg) %>"><%r part_icon(pg, "download") %><%t 导出登记表 %></a><% } %>
		</header>
		<% if (!p->count) { %><p class="empty"><%t 没有符合条件的通知书。 %></p><% } else { %><%r movein_rows_html(pg, p) %><% } %>
		<footer><%r part_pager(pg, "/movein-notices", p->next, p->total) %></footer>
	</section>
</div>
