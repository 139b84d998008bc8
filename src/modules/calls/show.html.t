<%@ include "modules/calls/calls_web.h" %>
<%@ include "modules/calls/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ include "base/text.h" %>
<%@ type struct call_show_page %>
<% const struct call *c = &p->c; %>
<header class="title">
	<h1><% if (*c->phone) { %><%= text_mask(pg->cx->arena, c->phone) %><% } else { %><%t 未显示号码 %><% } %></h1>
	<%r part_tag(pg, call_states, c->state, call_state_colour(c->state)) %>
	<span class="figure"><%= c->number %></span>
</header>
<%r html_failure(pg) %>
<div class="work">
	<section class="card">
		<p><%t 响铃 %> <b><%r call_rings_html(pg, c->rings) %></b><% if (c->rings == RINGS_UNKNOWN) { %> <small><%t 电话系统没有报振铃时间，不作推算 %></small><% } %><% if (c->answered_after_ms >= 0) { %> · <%t 接听用时 %> <%r html_duration(pg, c->answered_after_ms) %><% } %></p>
		<% if (p->contact.id) { %>
		<p><%t 来电来访登记： %><a href="/contacts/<%u c->contact_id %>"><%= p->contact.number %></a> <%= p->contact.text %></p>
		<% } else { %>
		<p><a class="button" href="/contacts/new?call_id=<%u c->id %>&amp;phone=<%u c->phone %>"><%t 登记这通来电 %></a></p>
		<% } %>
		<div class="steps">
		<% for (size_t i = 0; i < p->action_count; i++) { struct call_step_form form = { p, p->actions[i], i == 0 && strcmp(p->actions[i]->action, "correct") }; %>
		<%r calls_step_html(pg, &form) %>
		<% } %>
		</div>
	</section>
	<% if (p->obligation_count) { %>
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
				<td class="end"><% if (o->state == OBLIGATION_OPEN) { %><%r part_clock(pg, o->started_at, o->due_at, pg->cx->now) %><% } else { %><%r part_tag(pg, obligation_states, o->state, o->state == OBLIGATION_MET ? "green" : o->state == OBLIGATION_LATE ? "red" : "grey") %><% } %></td>
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
			<% for (size_t i = p->event_count; i-- > 0;) { const struct journal_entry *e = &p->events[i]; const struct choice *to = e->to_state ? choice_named(call_states, e->to_state) : NULL; %>
				<li><%r html_time(pg, e->claimed_at ? e->claimed_at : e->at) %><div><b><% if (to) { %><%= T(pg->cx, to->label) %><% } else { %><%= call_action_label(pg->cx, e->action) %><% } %></b> <span class="long"><%= e->note %></span> <small><%= e->actor_name ? e->actor_name : T(pg->cx, "电话系统") %></small></div></li>
			<% } %>
			</ol>
		</section>
		<section class="card">
			<header><h2><%t 详情 %></h2></header>
			<%r html_details(pg, call_fields, c) %>
		</section>
	</div>
</div>
