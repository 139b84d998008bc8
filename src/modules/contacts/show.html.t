<%@ include "modules/contacts/contacts_web.h" %>
<%@ include "modules/complaints/complaints_web.h" %>
<%@ include "modules/requests/requests_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct contact_show_page %>
<header class="title"><h1><%t 来电来访 %></h1><%r part_tag(pg, channels, p->c.channel, "grey") %><% if (p->c.direction == DIRECTION_OUT) { %><span class="tag teal"><%t 主动联系 %></span><% } %><% if (p->c.mood > MOOD_CALM) { %><%r part_tag(pg, moods, p->c.mood, p->c.mood == MOOD_UPSET ? "red" : "amber") %><% } %><span class="figure"><%= p->c.number %></span></header>
<div class="work">
	<% if (p->incident.id) { %><p class="banner"><%t 并入事件 %> <a href="/incidents/<%u p->incident.id %>"><%= p->incident.number %> <%= p->incident.title %></a></p><% } %>
	<% struct emergency_cards urgent = { p->emergencies, p->emergency_count, false }; %>
	<%r scripts_emergency_cards_html(pg, &urgent) %>
	<section class="card"><%r html_details_wide(pg, contact_fields, &p->c) %></section>
	<section class="card">
		<header><h2><%t 由此产生的工单 %></h2></header>
		<% if (!p->matter_count && !p->complaint_count) { %><p class="empty"><%t 当场答复，没有工单。 %></p><% } else { %>
		<ul class="lines">
		<% for (size_t i = 0; i < p->matter_count; i++) { const struct request_record *q = &p->matters[i]; %>
			<li><%r part_tag(pg, request_kinds, q->kind, request_kind_colour(q->kind)) %><a class="one" href="/requests/<%u q->id %>"><%= q->number %> <%= q->title %></a><%r part_tag(pg, request_states, q->state, request_state_colour(q->state)) %></li>
		<% } %>
		<% for (size_t i = 0; i < p->complaint_count; i++) { const struct complaint *k = &p->complaints[i]; %>
			<li><span class="tag red"><%t 投诉 %></span><a class="one" href="/complaints/<%u k->id %>"><%= k->number %> <%= k->title %></a><%r part_tag(pg, complaint_states, k->state, complaint_state_colour(k->state)) %></li>
		<% } %>
		</ul>
		<% } %>
	</section>
</div>
