<%@ include "modules/visits/visits_web.h" %>
<%@ include "modules/visits/visit_parts.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct visit_step_form %>
<% const struct step *s = p->step; const struct visit *v = &p->p->v; char action[96];
bool sign = !strcmp(s->action, "sign"), people = !strcmp(s->action, "assign") || !strcmp(s->action, "home"), correct = !strcmp(s->action, "correct");
const struct visit_record *last = p->p->record_count ? &p->p->records[p->p->record_count - 1] : NULL;
bool sent = pg->input && input_text(pg->input, "step") && !strcmp(input_text(pg->input, "step"), s->action);
(void)snprintf(action, sizeof action, "/visits/%" PRId64 "/%s", v->id, sign ? "signature" : s->action); %>
<details class="step" name="step"<% if (sent || p->first) { %> open <% } %>>
	<summary class="button<% if (p->first) { %> primary<% } else if (!strcmp(s->action, "cancel")) { %> danger<% } %>"><%= T(pg->cx, s->label) %></summary>
	<% if (sign) { %><%r html_form_open_upload(pg, action, "fields keep") %><% } else { %><%r html_form_open(pg, action, "fields") %><% } %>
		<input type="hidden" name="version" value="<%= v->version %>">
		<% if (people) { %>
		<p class="field"><label><%t 安排给 %> <select name="assignee"><option value=""></option><% for (size_t i = 0; i < p->p->people_count; i++) { %><option value="<%= p->p->people[i].id %>"<% if (p->p->people[i].id == v->assignee_id) { %> selected <% } %>><%= p->p->people[i].name %></option><% } %></select></label><%r html_error(pg, "assignee") %></p>
		<p class="field"><label><%t 或安排给岗位 %> <select name="post"><option value=""></option><% for (size_t i = 0; i < p->p->post_count; i++) { %><option value="<%= p->p->posts[i].id %>"<% if (p->p->posts[i].id == v->post_id && !v->assignee_id) { %> selected <% } %>><%= p->p->posts[i].name %></option><% } %></select></label><%r html_error(pg, "post") %></p>
		<% } else if (sign) { %>
		<%r part_signature(pg, v->person_name) %>
		<% } else if (correct && last) { const struct record_input in = { .at = last->at, .channel = last->channel, .respondent = last->respondent, .grade = last->grade, .quality = last->quality, .attitude = last->attitude, .effect = last->effect, .tidy = last->tidy, .explained = last->explained, .shortcomings = last->shortcomings, .suggestions = last->suggestions, .new_issue = last->new_issue, .answer = last->answer, .reply_at = last->reply_at, .remarks = last->remarks }; %>
		<% for (size_t i = 0; i < s->input_count; i++) { %><%r html_input(pg, "", &s->input[i], &in) %><% } %>
		<% } else { %>
		<% for (size_t i = 0; i < s->input_count; i++) { %><% if (s->input[i].show != SHOW_ID) { %><%r html_input(pg, "", &s->input[i], NULL) %><% } %><% } %>
		<% } %>
		<p class="actions"><button class="primary"><%= T(pg->cx, s->label) %></button></p>
	<%r html_form_close(pg) %>
</details>
