<%@ include "modules/shifts/shifts_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct shift_step_form %>
<% const struct step *s = p->step; char action[96]; (void)snprintf(action, sizeof action, "%s/%s", p->base, s->action); %>
<% bool sent = pg->input && input_text(pg->input, "step") && !strcmp(input_text(pg->input, "step"), s->action); %>
<details class="step" name="step"<% if (sent) { %> open <% } %>>
	<summary class="button<% if (p->first) { %> primary<% } else if (s->drops) { %> danger<% } %>"><%= T(pg->cx, s->label) %></summary>
	<%r html_form_open(pg, action, "fields") %>
		<input type="hidden" name="version" value="<%= p->version %>">
		<% if (p->choices && !strcmp(s->action, "reissue")) { const struct order_form_page *c = p->choices; %>
		<p class="field"><label><%t 承办人 %> <select name="undertaker"><%r shift_options(pg, c->people, c->people_count, "undertaker", 0) %></select></label><%r html_error(pg, "undertaker") %></p>
		<p class="field"><label><%t 或承办岗位 %> <select name="post"><%r shift_options(pg, c->posts, c->post_count, "post", 0) %></select></label><%r html_error(pg, "post") %></p>
		<% } %>
		<% for (size_t i = 0; i < s->input_count; i++) { %>
		<% if (s->input[i].show != SHOW_ID) { %><%r html_input(pg, "", &s->input[i], NULL) %><% } %>
		<% } %>
		<p class="actions"><button class="primary"><%= T(pg->cx, s->label) %></button></p>
	<%r html_form_close(pg) %>
</details>
