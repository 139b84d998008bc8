<%@ include "modules/documents/documents_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct document_show_page %>
<% if (p->mine.id && p->mine.state == READING_OPEN) { %>
<section class="card">
	<%r html_form_open(pg, arena_printf(pg->cx->arena, "/readings/%" PRId64 "/confirm", p->mine.id), "actions") %>
		<button class="primary"><%t 我已阅知 %></button>
		<span><%t 最迟 %> <%r html_time(pg, p->mine.due_at) %></span> <%r part_clock(pg, p->mine.created_at, p->mine.due_at, pg->cx->now) %>
	<%r html_form_close(pg) %>
</section>
<% } else if (p->mine.id && p->mine.state == READING_DONE) { %>
<p class="banner green" role="status"><%t 你已阅知： %><%r html_time(pg, p->mine.read_at) %></p>
<% } %>
