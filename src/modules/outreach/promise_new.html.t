<%@ include "modules/outreach/outreach_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct promise_new_page %>
<header class="title"><h1><%t 登记承诺 %></h1></header>
<%r html_failure(pg) %>
<div class="work"><section class="card">
<%r html_form_open(pg, "/promises", "fields keep") %>
	<%r html_input(pg, "", field_find(promise_intake_fields, "content"), NULL) %>
	<%r html_input(pg, "", field_find(promise_intake_fields, "due_at"), NULL) %>
	<%r html_input(pg, "", field_find(promise_intake_fields, "room"), NULL) %>
	<%r html_input(pg, "", field_find(promise_intake_fields, "person_name"), NULL) %>
	<p class="field"><label><%t 承诺人 %> <select name="promiser"><% for (size_t i = 0; i < p->people_count; i++) { %><option value="<%= p->people[i].id %>"<% if (p->people[i].id == p->me) { %> selected <% } %>><%= p->people[i].name %></option><% } %></select></label><%r html_error(pg, "promiser") %></p>
	<% if (input_text(pg->input, "contact")) { %><input type="hidden" name="contact" value="<%= input_text(pg->input, "contact") %>"><% } %>
	<p class="actions"><button class="primary" data-key="ctrl+enter f9"><%t 保存 %> <kbd>Ctrl Enter</kbd></button></p>
<%r html_form_close(pg) %>
</section></div>
