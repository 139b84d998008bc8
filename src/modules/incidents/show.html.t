<%@ include "modules/incidents/incidents_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct incident_show_page %>
<% const struct incident *i = &p->i; char action[96]; bool ended = i->state == INCIDENT_ENDED; %>
<header class="title">
	<h1><%= i->title %></h1>
	<%r part_tag(pg, incident_states, i->state, incident_state_colour(i->state)) %>
	<%r part_tag(pg, incident_kinds, i->kind, "blue") %>
	<span class="figure"><%= i->number %></span>
</header>
<%r html_failure(pg) %>
<div class="work">
	<section class="card">
		<p><b><%= i->areas %></b> <span class="long"><%= i->text %></span></p>
		<div class="steps">
		<% for (size_t n = 0; n < p->action_count; n++) { const struct step *s = p->actions[n]; (void)snprintf(action, sizeof action, "/incidents/%" PRId64 "/%s", i->id, s->action); %>
		<% bool sent = pg->input && input_text(pg->input, "step") && !strcmp(input_text(pg->input, "step"), s->action); %>
		<details class="step" name="step"<% if (sent) { %> open <% } %>>
			<summary class="button<% if (!n) { %> primary<% } %>"><%= T(pg->cx, s->label) %></summary>
			<%r html_form_open(pg, action, "fields") %>
				<input type="hidden" name="version" value="<%= i->version %>">
				<% for (size_t k = 0; k < s->input_count; k++) { %><%r html_input(pg, "", &s->input[k], NULL) %><% } %>
				<p class="actions"><button class="primary"><%= T(pg->cx, s->label) %></button></p>
			<%r html_form_close(pg) %>
		</details>
		<% } %>
		</div>
	</section>
	<section class="card">
		<header><h2><%t 报事人 %> <span class="figure"><%= i->reporters %></span></h2><% if (ended && i->untold) { %><span class="tag amber"><%t 未告知 %> <%= i->untold %></span><% } %></header>
		<% if (ended && i->untold) { (void)snprintf(action, sizeof action, "/incidents/%" PRId64 "/told", i->id); %>
		<%r html_form_open(pg, action, "fields") %>
			<p class="full"><b><%t 告知内容 %></b> <span class="long"><%= i->result %></span></p>
			<p class="actions"><button name="way" value="message" class="primary"><%t 短信告知全部 %></button> <button name="way" value="phone"><%t 都已电话告知 %></button></p>
		<%r html_form_close(pg) %>
		<% } %>
		<% if (!p->reporter_count) { %><p class="empty"><%t 还没有人报这件事。来电时并入，或在下面登记。 %></p><% } else { %>
		<table class="rows">
			<thead><tr><th><%t 房号 %></th><th><%t 姓名 %></th><th><%t 电话 %></th><th class="num"><%t 次数 %></th><th class="wide"><%t 最近 %></th><th><%t 告知 %></th></tr></thead>
			<tbody>
			<% for (size_t n = 0; n < p->reporter_count; n++) { const struct incident_reporter *w = &p->reporters[n]; %>
			<tr>
				<td class="room short"><% if (*w->room) { %><a href="/households/<%u w->room %>"><%= w->room %></a><% } else { %>—<% } %></td>
				<td><%= w->person_name %></td>
				<td class="figure"><%r html_value(pg, field_find(incident_reporter_fields, "phone"), w) %><% if (ended && !w->told_at && *w->phone && actor_may(pg->cx->actor, PERM_HOUSEHOLD_REVEAL)) { (void)snprintf(action, sizeof action, "/incident-reporters/%" PRId64 "/phone", w->id); %> <%r html_form_open(pg, action, "reveal") %><button class="small"><%t 显示 %></button><%r html_form_close(pg) %><% } %></td>
				<td class="num" data-label="<%t 次数 %>"><%= w->times %></td>
				<td class="figure wide"><%r html_time(pg, w->last_at) %></td>
				<td class="end"><% if (w->told_at) { %><%r html_choice(pg, incident_ways, w->told_way) %> <%r html_time(pg, w->told_at) %><% } else if (ended) { (void)snprintf(action, sizeof action, "/incidents/%" PRId64 "/told", i->id); %><%r html_form_open(pg, action, "reveal") %><input type="hidden" name="reporter" value="<%= w->id %>"><button class="small" name="way" value="phone"><%t 已电话告知 %></button><%r html_form_close(pg) %><% } else { %>—<% } %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
		<% if (i->state == INCIDENT_OPEN) { (void)snprintf(action, sizeof action, "/incidents/%" PRId64 "/reporters", i->id); %>
		<%r html_form_open(pg, action, "fields") %>
			<% for (size_t n = 0; n < incident_report_fields.count; n++) { %><%r html_input(pg, "", &incident_report_fields.field[n], NULL) %><% } %>
			<p class="actions"><button><%t 加一位报事人 %></button></p>
		<%r html_form_close(pg) %>
		<% } %>
	</section>
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
	<div class="pair">
		<section class="card">
			<header><h2><%t 经过 %></h2></header>
			<ol class="timeline">
			<% for (size_t n = p->event_count; n-- > 0;) { const struct journal_entry *e = &p->events[n]; const char *label = step_label(pg->cx, "incident", e->action); %>
				<li><%r html_time(pg, e->claimed_at ? e->claimed_at : e->at) %><div><b><% if (label) { %><%= label %><% } else if (!strcmp(e->action, "attach_reporter")) { %><%t 报事人 %><% } else if (!strcmp(e->action, "told")) { %><%t 告知 %><% } else { %><%t 登记 %><% } %></b> <span class="long"><%= e->note %></span> <small><%= e->actor_name ? e->actor_name : T(pg->cx, "系统") %></small></div></li>
			<% } %>
			</ol>
		</section>
		<section class="card">
			<header><h2><%t 详情 %></h2></header>
			<%r html_details(pg, incident_fields, i) %>
		</section>
		<% if (p->link_count) { %>
		<section class="card">
			<header><h2><%t 关联的来电和单子 %></h2></header>
			<ul class="lines">
			<% for (size_t n = 0; n < p->link_count; n++) { const struct incident_linked *l = &p->links[n]; %>
				<li><%r html_time(pg, l->link.linked_at) %><span class="tag grey"><%= l->label %></span><% if (l->page) { %><a class="one" href="/<%u l->page %>/<%u l->link.subject_id %>"><%= l->number %> <%= l->title %></a><% } else { %><%= l->number %><% } %></li>
			<% } %>
			</ul>
		</section>
		<% } %>
	</div>
</div>
