<%@ include "modules/outreach/outreach_web.h" %>
<%@ include "modules/outreach/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct promise_show_page %>
<% const struct promise *c = &p->p; %>
<header class="title"><h1><%t 承诺 %></h1><%r part_tag(pg, promise_states, c->state, promise_state_colour(c->state)) %><% if (c->offered_id) { %><span class="tag amber"><%= arena_printf(pg->cx->arena, T(pg->cx, "移交给%s，待接受"), c->offered_name ? c->offered_name : "-") %></span><% } %><span class="figure"><%= c->number %></span></header>
<%r html_failure(pg) %>
<div class="work">
	<section class="card">
		<p><span class="long"><%= c->content %></span></p>
		<% if (c->state == PROMISE_OPEN || c->state == PROMISE_MOVED) { %><p><%r part_clock(pg, c->created_at, c->due_at, p->now) %></p><% } %>
		<div class="steps">
		<% for (size_t i = 0; i < p->action_count; i++) { struct promise_step_form form = { p, p->actions[i], i == 0 }; %>
		<%r outreach_promise_step_html(pg, &form) %>
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
	<div class="pair">
		<section class="card">
			<header><h2><%t 经过 %></h2></header>
			<ol class="timeline">
			<% for (size_t i = p->event_count; i-- > 0;) { const struct journal_entry *e = &p->events[i]; const char *label = step_label(pg->cx, "promise", e->action); %>
				<li><%r html_time(pg, e->at) %><div><b><%= label ? label : T(pg->cx, "登记") %></b> <span class="long"><%= e->note %></span> <small><%= e->actor_name ? e->actor_name : T(pg->cx, "系统") %></small></div></li>
			<% } %>
			</ol>
		</section>
		<section class="card">
			<header><h2><%t 详情 %></h2></header>
			<%r html_details(pg, promise_fields, c) %>
			<% if (c->contact_id) { %><p><a href="/contacts/<%u c->contact_id %>"><%t 来电来访登记 %></a></p><% } %>
			<% if (*c->room) { %><p><a href="/households/<%u c->room %>"><%t 一户一档 %></a></p><% } %>
		</section>
	</div>
</div>
