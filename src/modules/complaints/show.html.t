<%@ include "modules/complaints/complaints_web.h" %>
<%@ include "modules/complaints/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct complaint_show_page %>
<% const struct complaint *c = &p->c; %>
<header class="title">
	<h1><%= c->title %></h1>
	<%r part_tag(pg, complaint_states, c->state, complaint_state_colour(c->state)) %>
	<%r part_tag(pg, complaint_grades, c->grade, complaint_grade_colour(c->grade)) %>
	<% if (c->validity) { %><%r part_tag(pg, complaint_validities, c->validity, c->validity == VALIDITY_VALID ? "blue" : "grey") %><% } %>
	<% if (c->urgent) { %><span class="tag red"><%t 特急 %></span><% } %>
	<% if (c->reopen_count) { %><span class="tag amber"><%t 重开 %> <%= c->reopen_count %></span><% } %>
	<span class="figure"><%= c->number %></span>
	<a class="button" href="/complaints/<%u c->id %>/paper"><%r part_icon(pg, "print") %><%t 打印 %></a>
</header>
<%r html_failure(pg) %>
<div class="work">
	<p class="printed"><%t 投诉人 %>: <% if (c->anonymous) { %><%t 匿名 %><% } else { %><%= c->person_name %><% } %> &emsp; <%= *c->room ? c->room : c->place %></p>
	<% if (p->incident.id) { %><p class="banner"><%t 并入事件 %> <a href="/incidents/<%u p->incident.id %>"><%= p->incident.number %> <%= p->incident.title %></a></p><% } %>
	<% if (p->has_main) { %><p class="banner"><%t 已并入 %> <a href="/complaints/<%u p->main.id %>"><%= p->main.number %> <%= p->main.title %></a></p><% } %>
	<section class="card">
		<p><span class="long"><%= c->text %></span></p>
		<% if (*c->wish) { %><p><b><%t 业主要求 %></b> <span class="long"><%= c->wish %></span></p><% } %>
		<div class="steps">
		<% for (size_t i = 0; i < p->action_count; i++) { struct complaint_step_form form = { p, p->actions[i], i == 0 }; %>
		<%r complaints_step_html(pg, &form) %>
		<% } %>
		</div>
	</section>
	<section class="card">
		<header><h2><%t 时限 %></h2></header>
		<table class="rows">
			<thead><tr><th><%t 应办 %></th><th><%t 负责 %></th><th><%t 到期 %></th><th><%t 算法 %></th><th><%t 剩余 %></th></tr></thead>
			<tbody>
			<% for (size_t i = 0; i < p->obligation_count; i++) { const struct obligation *o = &p->obligations[i]; %>
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
	<% if (p->party_count > 1) { %>
	<section class="card">
		<header><h2><%t 同一件事的投诉人 %> <span class="figure"><%= p->party_count %></span></h2></header>
		<table class="rows">
			<thead><tr><th><%t 单号 %></th><th><%t 房号 %></th><th><%t 投诉人 %></th><th><%t 电话 %></th><th><%t 回复 %></th></tr></thead>
			<tbody>
			<% for (size_t i = 0; i < p->party_count; i++) { const struct complaint_party *w = &p->parties[i]; %>
			<tr>
				<td class="no"><a href="/complaints/<%u w->source_id %>"><%= w->source_number %></a></td>
				<td class="room short"><%= w->room %></td>
				<td><%= w->person_name %></td>
				<td class="figure" data-label="<%t 电话 %>"><%r html_value(pg, field_find(complaint_party_fields, "phone"), w) %></td>
				<td class="end"><% if (w->due_at) { %><a href="/complaint-replies/<%u w->id %>"><%t 去回复 %></a> <%r part_clock(pg, 0, w->due_at, p->now) %><% } else if (w->told_at) { %><%r html_choice(pg, complaint_ways, w->told_way) %> <%r html_time(pg, w->told_at) %><% } else { %>—<% } %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
	</section>
	<% } %>
	<div class="pair">
		<section class="card">
			<header><h2><%t 经过 %></h2></header>
			<ol class="timeline">
			<% for (size_t i = p->event_count; i-- > 0;) { const struct journal_entry *e = &p->events[i]; %>
				<li><%r html_time(pg, e->claimed_at ? e->claimed_at : e->at) %><div><b><%= complaint_action_label(pg->cx, e->action) %></b> <span class="long"><%= e->note %></span><% if (e->claimed_at && e->claimed_at + 60000 < e->at) { %> <span class="tag amber"><%t 补录 %></span> <%r html_time(pg, e->at) %><% } %> <small><%= e->actor_name ? e->actor_name : T(pg->cx, "系统") %></small></div></li>
			<% } %>
			</ol>
		</section>
		<section class="card">
			<header><h2><%t 详情 %></h2></header>
			<%r html_details(pg, complaint_fields, c) %>
			<% if (c->contact_id) { %><p><a href="/contacts/<%u c->contact_id %>"><%t 来电来访登记 %></a></p><% } %>
			<% const struct choice *cause = choice_of(complaint_causes, c->cause), *unit = choice_of(complaint_units, c->unit); %>
			<% if (cause && unit) { %><p><a href="/complaints?cause=<%u cause->word %>&amp;unit=<%u unit->word %>"><%t 同部门同原因的投诉 %></a></p><% } %>
			<% if (!strcmp(c->origin, "request")) { %><p><a href="/requests/<%u c->origin_id %>"><%t 由工单转来 %></a></p><% } %>
		</section>
		<% if (p->repeat_count) { %>
		<section class="card">
			<header><h2><%t 这一户同一原因的投诉 %></h2></header>
			<ul class="lines">
			<% for (size_t i = 0; i < p->repeat_count; i++) { const struct complaint *r = &p->repeats[i]; %>
				<li><%r html_time(pg, r->received_at) %><a class="one" href="/complaints/<%u r->id %>"><%= r->number %> <%= r->title %></a><%r part_tag(pg, complaint_states, r->state, complaint_state_colour(r->state)) %></li>
			<% } %>
			</ul>
		</section>
		<% } %>
		<section class="card">
			<header><h2><%t 照片和文件 %></h2></header>
			<ul class="photos">
			<% for (size_t i = 0; i < p->attachment_count; i++) { const struct attachment *a = &p->attachments[i]; %>
				<li><a href="/complaints/<%u c->id %>/files/<%u a->id %>"><% if (!strncmp(a->type, "image/", 6)) { %><img src="/complaints/<%u c->id %>/files/<%u a->id %>" alt="<%= a->name %>" loading="lazy"><% } else { %><%= a->name %><% } %></a><small><%r html_time(pg, a->created_at) %></small></li>
			<% } %>
			</ul>
			<% char action[64]; (void)snprintf(action, sizeof action, "/complaints/%" PRId64 "/files", c->id); %>
			<%r html_form_open_upload(pg, action, "fields") %>
				<p class="field full"><label for="file"><%t 加照片 %></label><input id="file" type="file" name="file" accept="image/jpeg,image/png,image/webp,application/pdf" multiple><small class="hint"><%t 最多 6 个，每个 8 MB 以内；照片或 PDF %></small><%r html_error(pg, "file") %></p>
				<p class="actions"><button><%t 上传 %></button></p>
			<%r html_form_close(pg) %>
		</section>
	</div>
	<p class="printed"><%t 业主签名 %>: ________________ &emsp; <%t 日期 %>: ________________</p>
</div>
<aside class="context" aria-label="<%t 投诉人 %>">
	<section class="card<% if (*c->phone) { %> caller<% } %>">
		<% if (*c->phone) { %><header><%r part_icon(pg, "call") %><h2><%r html_value(pg, field_find(complaint_fields, "phone"), c) %></h2>
		<% if (c->assignee_id == pg->cx->actor->id || actor_may(pg->cx->actor, PERM_HOUSEHOLD_REVEAL)) { %>
		<% char reveal[64]; (void)snprintf(reveal, sizeof reveal, "/complaints/%" PRId64 "/phone", c->id); %>
		<%r html_form_open(pg, reveal, "reveal") %><% if (c->assignee_id != pg->cx->actor->id) { %><input name="reason" required maxlength="100" size="8" aria-label="<%t 查看原因 %>" placeholder="<%t 查看原因 %>" value="<%= input_text(pg->input, "reason") %>"><% } %><button class="small"><%r part_icon(pg, "eye") %><%t 显示 %></button><%r html_form_close(pg) %>
		<% } %>
		</header><% } %>
		<p class="person"><% if (c->anonymous) { %><span class="tag grey"><%t 匿名 %></span> <small><%t 不需要答复 %></small><% } else { %><b><%= c->person_name %></b> <% } %><% if (*c->room) { %><a href="/households/<%u c->room %>"><%= c->room %></a><% } else { %><%= c->place %><% } %></p>
	</section>
</aside>
