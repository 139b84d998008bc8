<%@ include "modules/inspection/inspection_web.h" %>
<%@ include "modules/inspection/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ include "pages/story.h" %>
<%@ include "pages/templates.h" %>
<%@ type struct inspection_show_page %>
<% const struct inspection *i = &p->i; char action[96]; const struct defect_new fresh = { .place = i->use == ROOM_SHOP ? PLACE_SHOP : PLACE_LIVING, .part = PART_FINISH, .severity = SEVERITY_MINOR, .x = -1, .y = -1 }; bool running = i->state == INSPECTION_RUNNING && actor_may(pg->cx->actor, PERM_INSPECTION_WRITE); %>
<header class="title">
	<h1><%= i->room %></h1>
	<%r part_tag(pg, inspection_states, i->state, inspection_state_colour(i->state)) %>
	<span class="figure"><%= i->number %></span>
	<a class="button" href="/inspections/<%u i->id %>/paper"><%r part_icon(pg, "print") %><%t 验收表 %></a>
	<% if (i->open_defects) { %><a class="button" href="/inspections/<%u i->id %>/notice"><%r part_icon(pg, "print") %><%t 整改通知单 %></a><% } %>
</header>
<%r html_failure(pg) %>
<div class="work">
	<% if (i->state == INSPECTION_REFUSED) { %><div class="banner red"><p><b><%r html_choice(pg, refusals, i->refusal) %></b> <span class="long"><%= i->refusal_text %></span></p></div><% } %>
	<section class="card">
		<p><b><%= i->owner %></b> · <%t 项目 %> <b class="figure"><%= i->answered %>/<%= i->lines %></b> · <%t 问题 %> <b class="figure"><%= i->defects %></b> · <%t 未修好 %> <b class="figure"><%= i->open_defects %></b> · <a href="/households/<%u i->room %>"><%t 一户一档 %></a></p>
		<p class="banner"><%= inspection_no_waiver(pg->cx) %></p>
		<div class="steps">
		<% for (size_t n = 0; n < p->action_count; n++) { const struct step *s = p->actions[n]; (void)snprintf(action, sizeof action, "/inspections/%" PRId64 "/%s", i->id, s->action); %>
		<% bool sent = pg->input && input_text(pg->input, "step") && !strcmp(input_text(pg->input, "step"), s->action); %>
		<% bool signs = !strcmp(s->action, "accept") || !strcmp(s->action, "accept_with") || !strcmp(s->action, "refuse"); %>
		<details class="step" name="step"<% if (sent) { %> open <% } %>>
			<summary class="button<% if (!n) { %> primary<% } else if (!strcmp(s->action, "refuse") || !strcmp(s->action, "cancel")) { %> danger<% } %>"><%= T(pg->cx, s->label) %></summary>
			<%r html_form_open_upload(pg, action, "fields") %>
				<input type="hidden" name="version" value="<%= i->version %>">
				<% for (size_t k = 0; k < s->input_count; k++) { const struct field *f = &s->input[k]; if (strcmp(f->name, "signature") && strcmp(f->name, "signed_by")) { %><%r html_input(pg, "", f, NULL) %><% } } %>
				<% if (signs) { %><p class="field full"><%= inspection_no_waiver(pg->cx) %></p><%r part_signature_of(pg, T(pg->cx, "业主或代理人签名"), T(pg->cx, "请业主在这里签名"), i->owner) %><%r html_error(pg, "signed_by") %><% } %>
				<p class="actions"><button class="primary"><%= T(pg->cx, s->label) %></button></p>
			<%r html_form_close(pg) %>
		</details>
		<% } %>
		</div>
	</section>
	<section class="card">
		<header><h2><%t 逐项验看 %></h2></header>
		<% (void)snprintf(action, sizeof action, "/inspections/%" PRId64 "/lines", i->id); %>
		<% if (running) { %><%r html_form_open(pg, action, "keep") %><% } %>
		<table class="rows">
			<thead><tr><th class="num"><%t 序号 %></th><th><%t 项目 %></th><th class="wide"><%t 标准 %></th><th><%t 结果 %></th><th><%t 备注 %></th></tr></thead>
			<tbody>
			<% for (size_t n = 0; n < p->line_count; n++) { const struct inspection_line *l = &p->lines[n]; char name[64]; %>
			<tr>
				<td class="num"><%= l->line %></td>
				<td><%r html_choice(pg, inspection_places, l->place) %> <b><%= l->item %></b></td>
				<td class="wide text"><%= l->standard %></td>
				<% if (running) { (void)snprintf(name, sizeof name, "lines.%zu.result", n); const char *typed = pg->input ? input_text(pg->input, name) : NULL; %>
				<td><input type="hidden" name="lines.<%= n %>.line" value="<%= l->line %>"><select name="<%= name %>" aria-label="<%t 结果 %> <%= l->line %>"><%r part_options(pg, line_results, "—", typed ? typed : l->result ? choice_of(line_results, l->result)->word : NULL) %></select><%r html_error(pg, name) %></td>
				<% (void)snprintf(name, sizeof name, "lines.%zu.note", n); %>
				<td class="end"><input name="<%= name %>" maxlength="100" value="<%= pg->input && input_text(pg->input, name) ? input_text(pg->input, name) : l->note %>" aria-label="<%t 备注 %> <%= l->line %>"></td>
				<% } else { %>
				<td><% if (l->result) { %><%r part_tag(pg, line_results, l->result, l->result == LINE_DEFECT ? "amber" : l->result == LINE_PASSED ? "green" : "grey") %><% } else { %>—<% } %></td>
				<td class="text end"><%= l->note %></td>
				<% } %>
			</tr>
			<% } %>
			</tbody>
		</table>
		<% if (running) { %>
			<p class="actions"><label><input type="checkbox" name="rest" value="1"> <%t 没有记的其余各项都合格 %></label><button class="primary"><%t 保存结果 %></button></p>
		<%r html_form_close(pg) %>
		<% } %>
	</section>
	<section class="card" id="found">
		<header><h2><%t 问题 %></h2></header>
		<% if (!p->defect_count) { %><p class="empty"><%t 没有登记问题。 %></p><% } else { %>
		<table class="rows">
			<thead><tr><th><%t 编号 %></th><th><%t 部位 %></th><th><%t 问题 %></th><th><%t 状态 %></th><th><%t 期限 %></th></tr></thead>
			<tbody>
			<% for (size_t n = 0; n < p->defect_count; n++) { const struct defect *d = &p->defects[n]; %>
			<tr>
				<td class="no"><a href="/defects/<%u d->id %>"><%= d->number %></a></td>
				<td><%r html_choice(pg, inspection_places, d->place) %></td>
				<td class="text"><%r part_tag(pg, severities, d->severity, severity_colour(d->severity)) %> <%= d->text %></td>
				<td><%r part_tag(pg, defect_states, d->state, defect_state_colour(d->state)) %></td>
				<td class="end"><% if (d->state == DEFECT_OPEN) { %><%r part_clock(pg, d->sent_at, d->due_at, p->now) %><% } else { %>—<% } %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
		<% if (p->may_add) { (void)snprintf(action, sizeof action, "/inspections/%" PRId64 "/defects", i->id); bool again = html_has_error(pg, "text") || html_has_error(pg, "photo") || html_has_error(pg, "place") || html_has_error(pg, "part") || html_has_error(pg, "severity") || html_has_error(pg, "line"); %>
		<details <% if (again) { %> open <% } %>><summary><%r part_icon(pg, "camera") %> <%t 登记问题 %></summary>
		<%r html_form_open_upload(pg, action, "fields keep") %>
			<div class="field full"><p class="hint"><%t 点一下图上出问题的地方；不点也可以，选部位就行。 %></p><%r inspection_plan_html(pg, &(struct inspection_plan){ i->use, p->defects, p->defect_count, true }) %></div>
			<input type="hidden" name="x" value="<%= pg->input ? input_text(pg->input, "x") : NULL %>"><input type="hidden" name="y" value="<%= pg->input ? input_text(pg->input, "y") : NULL %>">
			<% for (size_t k = 0; k < DEFECT_NEW_FIELDS - 2; k++) { %><%r html_input(pg, "", &defect_new_table[k], &fresh) %><% } %>
			<p class="field full"><label for="photo"><%t 照片 %></label><input id="photo" type="file" name="photo" accept="image/jpeg,image/png,image/webp" multiple><%r html_error(pg, "photo") %></p>
			<p class="actions"><button class="primary"><%t 登记 %></button></p>
		<%r html_form_close(pg) %>
		</details>
		<% } %>
	</section>
	<% if (p->obligation_count) { struct clock_rows clocks = { p->obligations, p->obligation_count, p->now }; %><%r pages_clocks_html(pg, &clocks) %><% } %>
	<div class="pair">
		<% struct timeline line = { p->events, p->event_count }; %>
		<%r pages_timeline_html(pg, &line) %>
		<section class="card">
			<header><h2><%t 详情 %></h2></header>
			<%r html_details(pg, inspection_fields, i) %>
			<% if (p->file_count) { %>
			<ul class="lines">
			<% for (size_t n = 0; n < p->file_count; n++) { const struct attachment *a = &p->files[n]; %>
				<li><%r html_time(pg, a->created_at) %> <a href="/inspections/<%u i->id %>/files/<%u a->id %>"><%= a->name %></a></li>
			<% } %>
			</ul>
			<% } %>
		</section>
	</div>
</div>
