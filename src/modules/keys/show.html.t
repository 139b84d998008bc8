<%@ include "modules/keys/key_parts.h" %>
<%@ include "modules/keys/keys_web.h" %>
<%@ include "modules/keys/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct key_show_page %>
<% const struct key *k = &p->k; char action[96]; const struct lend_input lending = { .unit = KEY_UNIT_OWN }; const struct return_input returning = { .returner = k->borrower }; %>
<header class="title">
	<h1><% if (*k->room) { %><%= k->room %><% } else { %><%= k->place %><% } %></h1>
	<%r part_tag(pg, key_states, k->state, key_state_colour(k->state)) %>
	<%r part_tag(pg, key_kinds, k->kind, "blue") %>
	<span class="figure"><%= k->number %></span>
</header>
<%r html_failure(pg) %>
<div class="work">
	<% if (*k->difference && k->state == KEY_PENDING) { %><div class="banner"><p><b><%t 接收差异 %></b> <%= k->difference %> <%t 补交并试开合格以前不能移交业主。 %></p></div><% } %>
	<section class="card">
		<p><%t 柜 %> <b><%= *k->cabinet ? k->cabinet : "—" %></b> · <%t 位 %> <b><%= *k->hook ? k->hook : "—" %></b> · <%t 封条 %> <b><%= *k->seal ? k->seal : "—" %></b> · <b class="figure"><%= k->count %></b> <%t 把 %><% if (*k->room) { %> · <a href="/households/<%u k->room %>"><%t 一户一档 %></a><% } %></p>
		<% if (k->loan_id) { %><p><b><%= k->borrower %></b> <%t 借出 %> <%r html_time(pg, k->lent_at) %> <%r part_clock(pg, k->lent_at, k->due_at, p->now) %> <% if (!p->own) { %><a class="button small" href="/key-loans/<%u k->loan_id %>"><%t 打印借用单 %></a><% } %></p><% } %>
		<% if (k->approved_by) { %><p><span class="tag green"><%t 已批准 %></span> <%t 借给 %> <b><%= k->approved_for %></b> · <%= k->approved_name %> <%r html_time(pg, k->approved_at) %></p><% } %>
		<div class="steps">
		<% for (size_t n = 0; n < p->action_count; n++) { const struct step *s = p->actions[n]; (void)snprintf(action, sizeof action, "/keys/%" PRId64 "/%s", k->id, s->action); %>
		<% bool sent = pg->input && input_text(pg->input, "step") && !strcmp(input_text(pg->input, "step"), s->action); %>
		<% bool picture = !strcmp(s->action, "lend") || !strcmp(s->action, "return") || !strcmp(s->action, "hand") || !strcmp(s->action, "reclaim") || !strcmp(s->action, "reclaim_by") || !strcmp(s->action, "emergency"); %>
		<% const void *begun = !strcmp(s->action, "lend") ? (const void *)&lending : !strcmp(s->action, "return") ? (const void *)&returning : NULL; %>
		<details class="step" name="step"<% if (sent) { %> open <% } %>>
			<summary class="button<% if (!n) { %> primary<% } else if (!strcmp(s->action, "lose") || !strcmp(s->action, "scrap")) { %> danger<% } %>"><%= T(pg->cx, s->label) %></summary>
			<%r html_form_open_upload(pg, action, "fields") %>
				<input type="hidden" name="version" value="<%= k->version %>">
				<% for (size_t i = 0; i < s->input_count; i++) { const struct field *f = &s->input[i]; %>
				<% if (f->show == SHOW_ID) { %>
				<p class="field"><label><%= T(pg->cx, f->label) %> <select name="<%= f->name %>"><%r shift_options(pg, p->people, p->people_count, f->name, 0) %></select></label><%r html_error(pg, f->name) %></p>
				<% } else { %><%r html_input(pg, "", f, begun) %><% } %>
				<% } %>
				<% if (picture) { %><%r part_signature_of(pg, T(pg->cx, "签名或照片"), T(pg->cx, "请在这里签名"), NULL) %><% } %>
				<p class="actions"><button class="primary"><%= T(pg->cx, s->label) %></button></p>
			<%r html_form_close(pg) %>
		</details>
		<% } %>
		</div>
	</section>
	<section class="card">
		<header><h2><%t 借用记录 %></h2><% if (*k->room && !p->own) { %><a class="button small" href="/key-loans?room=<%u k->room %>"><%t 这户的全部借用 %></a><% } %></header>
		<% if (!p->loan_count) { %><p class="empty"><%t 还没有人借过。 %></p><% } else { %>
		<table class="rows">
			<thead><tr><th class="wide"><%t 编号 %></th><th><%t 借用人 %></th><th><%t 事由 %></th><th><%t 借出 %></th><th class="wide"><%t 应还 %></th><th><%t 归还 %></th><th class="wide"><%t 归还人 %></th><th class="wide"><%t 房屋状况 %></th></tr></thead>
			<tbody>
			<% for (size_t n = 0; n < p->loan_count; n++) { const struct key_loan *l = &p->loans[n]; %>
			<tr>
				<td class="no wide"><% if (p->own) { %><%= l->number %><% } else { %><a href="/key-loans/<%u l->id %>"><%= l->number %></a><% } %></td>
				<td><%= l->borrower_name %><% if (l->urgent) { %> <span class="tag red"><%t 应急 %></span> <%= l->second_name %><% } %></td>
				<td class="clip"><% if (l->request_id) { %><%r part_record(pg, subject_path(pg->cx, "request", l->request_id), l->request_number) %> <% } %><%= l->purpose %></td>
				<td class="figure" data-label="<%t 借出 %>"><%r html_time(pg, l->lent_at) %></td>
				<td class="figure wide"><%r html_time(pg, l->due_at) %></td>
				<td class="figure end" data-label="<%t 归还 %>"><% if (l->lost) { %><span class="tag red"><%t 遗失 %></span> <% } else if (!l->returned_at) { %>—<% } %><%r html_time(pg, l->returned_at) %></td>
				<td class="wide"><%= l->returner %></td>
				<td class="clip wide"><%= l->remark %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
	</section>
	<% if (p->obligation_count) { %>
	<section class="card">
		<header><h2><%t 时限 %></h2></header>
		<table class="rows">
			<thead><tr><th><%t 应办 %></th><th><%t 负责 %></th><th><%t 到期 %></th><th><%t 算法 %></th><th><%t 剩余 %></th></tr></thead>
			<tbody>
			<% for (size_t n = 0; n < p->obligation_count; n++) { const struct obligation *o = &p->obligations[n]; %>
			<tr>
				<td><b><%= T(pg->cx, o->label) %></b> <small><%= o->rule %></small></td>
				<td data-label="<%t 负责 %>"><%= o->owner_name ? o->owner_name : o->post_name ? o->post_name : "—" %></td>
				<td class="figure" data-label="<%t 到期 %>"><%r html_time(pg, o->due_at) %></td>
				<td class="text"><%= o->arithmetic %></td>
				<td class="end"><% if (o->state == OBLIGATION_OPEN) { %><%r part_clock(pg, o->started_at, o->due_at, p->now) %><% } else { %><%r part_tag(pg, obligation_states, o->state, o->state == OBLIGATION_MET ? "green" : o->state == OBLIGATION_LATE ? "red" : "grey") %><% } %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
	</section>
	<% } %>
	<% if (!p->own) { %>
	<div class="pair">
		<section class="card">
			<header><h2><%t 经过 %></h2></header>
			<ol class="timeline">
			<% for (size_t n = p->event_count; n-- > 0;) { const struct journal_entry *e = &p->events[n]; const char *label = step_label(pg->cx, "key", e->action); %>
				<li><%r html_time(pg, e->claimed_at ? e->claimed_at : e->at) %><div><b><% if (label) { %><%= label %><% } else if (!strcmp(e->action, "overdue")) { %><%t 逾期未还 %><% } else { %><%t 接收 %><% } %></b> <span class="long"><%= e->note %></span> <small><%= e->actor_name ? e->actor_name : T(pg->cx, "系统") %></small></div></li>
			<% } %>
			</ol>
		</section>
		<section class="card">
			<header><h2><%t 详情 %></h2></header>
			<%r html_details(pg, key_fields, k) %>
			<% if (p->file_count) { %>
			<ul class="lines">
			<% for (size_t n = 0; n < p->file_count; n++) { const struct attachment *a = &p->files[n]; %>
				<li><%r html_time(pg, a->created_at) %> <a href="/keys/<%u k->id %>/files/<%u a->id %>"><%= a->name %></a></li>
			<% } %>
			</ul>
			<% } %>
		</section>
	</div>
	<% } %>
</div>
