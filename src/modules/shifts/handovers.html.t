<%@ include "modules/shifts/shifts_web.h" %>
<%@ include "modules/shifts/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct handover_list_page %>
<% const char *state = p->state ? p->state : ""; struct shift_tabs tabs = { "/shifts" }; %>
<header class="title"><h1><%t 交接班记录 %></h1><%r shifts_tabs_html(pg, &tabs) %></header>
<div class="work">
	<section class="card">
		<header>
			<nav class="tabs" aria-label="<%t 状态 %>">
				<a href="/handovers"<% if (!*state) { %> aria-current="page"<% } %>><%t 全部 %></a>
				<a href="/handovers?state=mine"<% if (!strcmp(state, "mine")) { %> aria-current="page"<% } %>><%t 我的 %></a>
				<a href="/handovers?state=open"<% if (!strcmp(state, "open")) { %> aria-current="page"<% } %>><%t 待交接 %></a>
			</nav>
			<a class="button primary" href="/handovers/new"><%t 交班 %></a>
		</header>
		<% if (!p->count) { %><p class="empty"><%t 没有这样的交接班记录。 %></p><% } else { %>
		<%r shifts_handover_rows_html(pg, p) %>
		<% } %>
		<% if (actor_may(pg->cx->actor, PERM_LIST_EXPORT)) { %><a class="button" href="/exports/handovers<%= part_query(pg) %>"><%r part_icon(pg, "download") %><%t 导出 %></a><% } %><footer><%r part_pager(pg, "/handovers", p->next, -1) %></footer>
	</section>
</div>
