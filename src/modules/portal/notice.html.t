<%@ include "modules/portal/portal_web.h" %>
<%@ include "modules/portal/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct home_notice_page %>
<% const struct announcement_seen *n = &p->n; const char *done = arena_printf(pg->cx->arena, "/my/notices/%" PRId64 "/read", n->id); %>
<%r portal_head_html(pg, &p->head) %>
<main>
	<section class="sheet">
		<p class="line"><%r part_tag(pg, announcement_kinds, n->kind, "grey") %><%r html_time(pg, n->sent_at) %></p>
		<h2 class="says"><%= n->title %></h2>
		<% if (n->effective_from) { %><p><b><%r html_time(pg, n->effective_from) %><% if (n->effective_to) { %> <%t 至 %> <%r html_time(pg, n->effective_to) %><% } %></b></p><% } %>
		<p class="long"><%= n->text %></p>
		<% if (n->waits) { %><%r html_form_open(pg, done, NULL) %><p class="actions"><button class="primary"><%t 我知道了 %></button></p><%r html_form_close(pg) %><% } else { %><p class="hint"><%t 您家已读。 %></p><% } %>
	</section>
</main>
