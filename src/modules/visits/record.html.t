<%@ include "modules/visits/visits_web.h" %>
<%@ include "modules/visits/visit_parts.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct visit_show_page %>
<% const struct visit *v = &p->v; const struct fields f = { record_inputs, RECORD_INPUT_FIELDS, sizeof(struct record_input) };
static const char *const words[] = { "shortcomings", "suggestions", "new_issue", "answer", "reply_at", "respondent", "at" };
char action[64]; (void)snprintf(action, sizeof action, "/visits/%" PRId64 "/door", v->id); %>
<%r html_form_open_upload(pg, action, "fields keep visit") %>
	<input type="hidden" name="version" value="<%= v->version %>">
	<%r part_tiles(pg, "channel", T(pg->cx, "方式"), visit_channels, v->at_home || v->reason == REASON_PLAN ? BY_DOOR : BY_PHONE, false) %>
	<%r part_tiles(pg, "grade", T(pg->cx, "满意度"), visit_grades, 0, false) %>
	<%r html_input(pg, "", field_find(f, "remarks"), NULL) %>
	<%r part_signature(pg, v->person_name) %>
	<details class="full" <% if (pg->cx->errors) { %> open <% } %>><summary><%t 逐项评价、建议和新问题 %></summary>
		<div class="fields">
		<%r part_tiles(pg, "quality", T(pg->cx, "质量"), visit_marks, 0, false) %>
		<%r part_tiles(pg, "attitude", T(pg->cx, "服务态度"), visit_marks, 0, false) %>
		<%r part_tiles(pg, "effect", T(pg->cx, "效果"), visit_marks, 0, false) %>
		<% if (v->kind == VISIT_REPAIR || v->kind == VISIT_SERVICE) { %>
		<%r part_tiles(pg, "tidy", T(pg->cx, "穿鞋套、人走场净"), visit_answers, 0, false) %>
		<%r part_tiles(pg, "explained", T(pg->cx, "说明了维修情况"), visit_answers, 0, false) %>
		<% } %>
		<% for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) { %><%r html_input(pg, "", field_find(f, words[i]), NULL) %><% } %>
		<p class="field"><label><%t 回访人 %> <select name="visitor"><option value="0"><%t 本人 %></option><% for (size_t i = 0; i < p->people_count; i++) { %><option value="<%= p->people[i].id %>"><%= p->people[i].name %></option><% } %></select></label><%r html_error(pg, "visitor") %></p>
		</div>
	</details>
	<p class="actions"><button class="primary" data-busy="<%t 正在保存… %>"><%t 保存回访记录 %></button></p>
<%r html_form_close(pg) %>
