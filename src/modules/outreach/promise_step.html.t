<%@ include "modules/outreach/outreach_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct promise_step_form %>
<% const struct step *s = p->step; const struct promise_show_page *page = p->page; char action[96]; (void)snprintf(action, sizeof action, "/promises/%" PRId64 "/%s", page->p.id, s->action); %>
<% bool sent = pg->input && input_text(pg->input, "step") && !strcmp(input_text(pg->input, "step"), s->action); %>
<details class="step" name="step"<% if (sent) { %> open <% } %>>
	<summary class="button<% if (p->first) { %> primary<% } else if (!strcmp(s->action, "withdraw")) { %> danger<% } %>"><%= T(pg->cx, s->label) %></summary>
	<%r html_form_open(pg, action, "fields") %>
		<input type="hidden" name="version" value="<%= page->p.version %>">
		<% if (!strcmp(s->action, "hand_over")) { %>
		<p class="field"><label><%t 移交给 %> <select name="to"><option value=""></option><% for (size_t i = 0; i < page->people_count; i++) { if (page->people[i].id != page->p.holder_id) { %><option value="<%= page->people[i].id %>"><%= page->people[i].name %></option><% } } %></select></label><%r html_error(pg, "to") %></p>
		<% } %>
		<% for (size_t i = 0; i < s->input_count; i++) { if (s->input[i].show != SHOW_ID) { %>
		<%r html_input(pg, "", &s->input[i], NULL) %>
		<% } } %>
		<p class="actions"><button class="primary"><%= T(pg->cx, s->label) %></button></p>
	<%r html_form_close(pg) %>
</details>
