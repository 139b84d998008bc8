<%@ include "modules/calls/calls_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct call_step_form %>
<% const struct step *s = p->step; char action[96]; (void)snprintf(action, sizeof action, "/calls/%" PRId64 "/%s", p->page->c.id, s->action); %>
<% bool sent = pg->input && input_text(pg->input, "step") && !strcmp(input_text(pg->input, "step"), s->action); %>
<details class="step" name="step"<% if (sent) { %> open <% } %>>
	<summary class="button<% if (p->first) { %> primary<% } %>"><%= T(pg->cx, s->label) %></summary>
	<%r html_form_open(pg, action, "fields") %>
		<input type="hidden" name="version" value="<%= p->page->c.version %>">
		<% if (!strcmp(s->action, "transfer")) { %>
		<p class="field"><label><%t 转给 %> <select name="to"><% for (size_t i = 0; i < p->page->people_count; i++) { %><option value="<%= p->page->people[i].id %>"><%= p->page->people[i].name %></option><% } %></select></label><%r html_error(pg, "to") %></p>
		<% } %>
		<% for (size_t i = 0; i < s->input_count; i++) { %>
		<% if (s->input[i].show != SHOW_ID) { %>
		<%r html_input(pg, "", &s->input[i], NULL) %>
		<% } %>
		<% } %>
		<p class="actions"><button class="primary"><%= T(pg->cx, s->label) %></button></p>
	<%r html_form_close(pg) %>
</details>
