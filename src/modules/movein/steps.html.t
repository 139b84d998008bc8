<%@ include "modules/movein/movein_web.h" %>
<%@ include "modules/movein/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct movein_steps %>
<% char action[128]; size_t drawn = 0; %>
<div class="steps">
<% for (size_t n = 0; n < p->count; n++) { const struct step *s = p->actions[n]; if (movein_by_itself(s)) continue; (void)snprintf(action, sizeof action, "%s/%" PRId64 "/%s", p->path, p->id, s->action); %>
<% bool sent = pg->input && input_text(pg->input, "step") && !strcmp(input_text(pg->input, "step"), s->action); %>
<% const void *begun = p->begun_step && !strcmp(p->begun_step, s->action) ? p->begun : NULL; %>
<details class="step" name="step"<% if (sent) { %> open <% } %>>
	<summary class="button<% if (!drawn++) { %> primary<% } else if (!strcmp(s->action, "void") || !strcmp(s->action, "drop") || !strcmp(s->action, "leave")) { %> danger<% } %>"><%= T(pg->cx, s->label) %></summary>
	<%r html_form_open(pg, action, "fields") %>
		<input type="hidden" name="version" value="<%= p->version %>">
		<% for (size_t i = 0; i < s->input_count; i++) { %><%r html_input(pg, "", &s->input[i], begun) %><% } %>
		<p class="actions"><button class="primary"><%= T(pg->cx, s->label) %></button></p>
	<%r html_form_close(pg) %>
</details>
<% } %>
</div>
