<%@ include "modules/visits/visits_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct visit_new_page %>
<header class="title"><h1><%t 安排回访 %></h1></header>
<%r html_failure(pg) %>
<div class="work">
	<section class="card">
		<% const struct visit_intake in = { .room = p->room, .kind = VISIT_REGULAR }; %>
		<%r html_form_open(pg, "/visits", "fields keep") %>
			<% for (size_t i = 0; i < VISIT_INTAKE_FIELDS; i++) { if (visit_intake_table[i].show != SHOW_ID) { %><%r html_input(pg, "", &visit_intake_table[i], &in) %><% } } %>
			<p class="field"><label><%t 安排给 %> <select name="assignee"><option value="0"><%t 按楼栋管家 %></option><% for (size_t i = 0; i < p->people_count; i++) { %><option value="<%= p->people[i].id %>"><%= p->people[i].name %></option><% } %></select></label><%r html_error(pg, "assignee") %></p>
			<p class="actions"><button class="primary"><%t 保存 %></button></p>
		<%r html_form_close(pg) %>
	</section>
</div>
