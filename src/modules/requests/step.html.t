<%@ include "modules/requests/requests_web.h" %>
<%@ include "modules/requests/step_inputs.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct request_step_form %>
<% const struct step *s = p->step; char action[96]; (void)snprintf(action, sizeof action, "/requests/%" PRId64 "/%s", p->q->id, s->action); %>
<% bool sent = pg->input && input_text(pg->input, "step") && !strcmp(input_text(pg->input, "step"), s->action); %>
<details class="step" name="step"<% if (sent) { %> open <% } %>>
	<summary class="button<% if (p->first) { %> primary<% } else if (!strcmp(s->action, "cancel")) { %> danger<% } %>"><%= T(pg->cx, s->label) %></summary>
	<% bool receipt = !strcmp(s->action, "sign"); if (receipt) { (void)snprintf(action, sizeof action, "/requests/%" PRId64 "/receipt", p->q->id); } %>
	<% if (receipt) { %><%r html_form_open_upload(pg, action, "fields") %><% } else { %><%r html_form_open(pg, action, "fields") %><% } %>
		<input type="hidden" name="version" value="<%= p->q->version %>">
		<% if (!strcmp(s->action, "dispatch")) { %>
		<p class="field"><label><%t 派给 %> <select name="assignee"><option value=""></option><% for (size_t i = 0; i < p->people_count; i++) { %><option value="<%= p->people[i].id %>"<% if (p->people[i].id == p->q->assignee_id) { %> selected <% } %>><%= p->people[i].name %></option><% } %></select></label><%r html_error(pg, "assignee") %></p>
		<p class="field"><label><%t 或派给岗位 %> <select name="post"><option value=""></option><% for (size_t i = 0; i < p->post_count; i++) { %><option value="<%= p->posts[i].id %>"<% if (p->posts[i].id == p->q->post_id) { %> selected <% } %>><%= p->posts[i].name %></option><% } %></select></label><%r html_error(pg, "post") %></p>
		<% } %>
		<% if (!strcmp(s->action, "send")) { %>
		<% for (int h = 0; h < 2; h++) { char name[16]; (void)snprintf(name, sizeof name, "helpers.%d", h); %>
		<p class="field"><label><%t 派谁去 %> <select name="<%= name %>"><option value=""></option><% for (size_t i = 0; i < p->people_count; i++) { %><option value="<%= p->people[i].id %>"><%= p->people[i].name %></option><% } %></select></label></p>
		<% } %>
		<%r html_error(pg, "helpers") %>
		<% } %>
		<% if (receipt) { %><%r part_signature(pg, p->q->person_name) %><% } %>
		<% for (size_t i = 0; i < s->input_count; i++) { %>
		<% if (s->input[i].show != SHOW_ID && !(receipt && !strcmp(s->input[i].name, "signed_by"))) { %>
		<%r html_input(pg, "", &s->input[i], NULL) %>
		<% } %>
		<% } %>
		<% if (!strcmp(s->action, "finish") && p->q->kind == KIND_REPAIR) { %>
		<% for (int m = 0; m < 3; m++) { char prefix[24]; (void)snprintf(prefix, sizeof prefix, "materials.%d.", m); %>
		<% struct request_material empty = { .quantity_mass = 1000 }; %>
		<fieldset class="fields full"><legend><%t 材料 %></legend>
			<% for (size_t i = 0; i < request_material_fields.count; i++) { struct field f = request_material_fields.field[i]; f.flags &= ~(unsigned)REQUIRED; %>
			<% if (f.flags & IN_FORM) { %><%r html_input(pg, prefix, &f, &empty) %><% } %>
			<% } %>
		</fieldset>
		<% } %>
		<%r html_error(pg, "materials") %>
		<% } %>
		<p class="actions"><button class="primary"><%= T(pg->cx, s->label) %></button></p>
	<%r html_form_close(pg) %>
</details>
