<%@ include "modules/complaints/complaints_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct complaint_step_form %>
<% const struct complaint_show_page *page = p->page; const struct step *s = p->step; const struct complaint *c = &page->c; %>
<% char action[96]; (void)snprintf(action, sizeof action, "/complaints/%" PRId64 "/%s", c->id, s->action); %>
<% bool sent = pg->input && input_text(pg->input, "step") && !strcmp(input_text(pg->input, "step"), s->action); %>
<% bool filled = strcmp(s->action, "correct") != 0; %>
<details class="step" name="step"<% if (sent) { %> open <% } %>>
	<summary class="button<% if (p->first) { %> primary<% } %>"><%= T(pg->cx, s->label) %></summary>
	<%r html_form_open(pg, action, "fields") %>
		<input type="hidden" name="version" value="<%= c->version %>">
		<% for (size_t i = 0; i < s->input_count; i++) { const struct field *f = &s->input[i]; %>
		<% if (!strcmp(f->name, "assignee")) { %>
		<p class="field"><label><%t 责任人 %> <select name="assignee"><option value=""></option><% for (size_t k = 0; k < page->worker_count; k++) { %><option value="<%= page->workers[k].id %>"<% if (page->workers[k].id == c->assignee_id) { %> selected <% } %>><%= page->workers[k].name %></option><% } %></select></label><%r html_error(pg, "assignee") %></p>
		<% } else if (!strcmp(f->name, "post")) { %>
		<p class="field"><label><%t 或责任岗位 %> <select name="post"><option value=""></option><% for (size_t k = 0; k < page->post_count; k++) { %><option value="<%= page->posts[k].id %>"<% if (page->posts[k].id == c->post_id) { %> selected <% } %>><%= page->posts[k].name %></option><% } %></select></label><%r html_error(pg, "post") %></p>
		<% } else if (!strcmp(f->name, "accused")) { %>
		<p class="field"><label><%t 被投诉人 %> <select name="accused"><option value=""></option><% for (size_t k = 0; k < page->people_count; k++) { %><option value="<%= page->people[k].id %>"<% if (filled && page->people[k].id == c->accused_id) { %> selected <% } %>><%= page->people[k].name %></option><% } %></select></label><small class="hint"><%t 选了以后，本人看不到也办不了这件投诉 %></small><%r html_error(pg, "accused") %></p>
		<% } else if (filled && (!strcmp(f->name, "cause") || !strcmp(f->name, "unit"))) { %>
		<p class="field"><label><%= T(pg->cx, f->label) %> <select name="<%= f->name %>"><% const struct choice *now = choice_of(f->choices, !strcmp(f->name, "cause") ? c->cause : c->unit); %><%r part_options(pg, f->choices, "", now ? now->word : NULL) %></select></label><%r html_error(pg, f->name) %></p>
		<% } else { %>
		<%r html_input(pg, "", f, NULL) %>
		<% } %>
		<% } %>
		<p class="actions"><button class="primary"><%= T(pg->cx, s->label) %></button></p>
	<%r html_form_close(pg) %>
</details>
