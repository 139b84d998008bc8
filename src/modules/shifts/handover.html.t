<%@ include "modules/shifts/shifts_web.h" %>
<%@ include "modules/shifts/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ include "pages/story.h" %>
<%@ include "pages/templates.h" %>
<%@ type struct handover_show_page %>
<% const struct handover *h = &p->h; char base[64]; (void)snprintf(base, sizeof base, "/handovers/%" PRId64, h->id); %>
<header class="title"><h1><%= h->from_name %> → <%= h->to_name %></h1><%r part_tag(pg, handover_states, h->state, handover_state_colour(h->state)) %><span class="figure"><%r html_date(pg, h->day) %> <%r html_choice(pg, bands, h->band) %></span></header>
<%r html_failure(pg) %>
<div class="work">
	<% if (h->state == HANDOVER_OPEN) { %>
	<section class="card">
		<% if (h->to_id == pg->cx->actor->id) { %><p class="banner amber"><%t 核对下面的事项和数目，无误就签收；签收后都由你负责。有出入请退回并写明原因。 %></p><% } %>
		<div class="steps">
		<% for (size_t i = 0; i < p->story.action_count; i++) { const struct step *s = p->story.actions[i]; %>
		<% bool mine = !strcmp(s->action, "withdraw") ? h->from_id == pg->cx->actor->id || actor_may(pg->cx->actor, PERM_ROSTER_WRITE) : h->to_id == pg->cx->actor->id; %>
		<% struct shift_step_form form = { base, h->version, s, NULL, i == 0 }; %>
		<% if (mine) { %><%r shifts_step_html(pg, &form) %><% } %>
		<% } %>
		</div>
	</section>
	<% } %>
	<section class="card">
		<header><h2><%t 未完事项 %></h2><span class="figure"><%= p->item_count %></span></header>
		<% if (!p->item_count) { %><p class="empty"><%t 没有未完事项。 %></p><% } else { %>
		<table class="rows">
			<thead><tr><th><%t 编号 %></th><th><%t 房号 %></th><th><%t 内容 %></th><th><%t 到期 %></th></tr></thead>
			<tbody>
			<% for (size_t i = 0; i < p->item_count; i++) { const struct handover_item *item = &p->items[i]; %>
			<tr>
				<td class="no"><%= *item->number ? item->number : "—" %></td>
				<td class="room"><%= *item->room ? item->room : "—" %></td>
				<td class="clip"><%r part_record(pg, subject_path(pg->cx, item->subject, item->subject_id), item->title) %></td>
				<td class="end figure"><%r html_time(pg, item->due_at) %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
	</section>
	<% struct clock_rows clocks = { p->story.obligations, p->story.obligation_count, pg->cx->now }; %>
	<%r pages_clocks_html(pg, &clocks) %>
	<div class="pair">
		<section class="card"><header><h2><%t 详情 %></h2></header><%r html_details(pg, handover_fields, h) %></section>
		<section class="card">
			<header><h2><%t 班次记事 %></h2></header>
			<% if (!p->note_count) { %><p class="empty"><%t 这一班没有记事。 %></p><% } else { %>
			<ol class="timeline">
			<% for (size_t i = 0; i < p->note_count; i++) { const struct shift_note *n = &p->notes[i]; %>
				<li><%r html_time(pg, n->created_at) %><div><span class="long"><%= n->text %></span> <small><%= n->created_by_name %></small></div></li>
			<% } %>
			</ol>
			<% } %>
		</section>
		<% struct timeline line = { p->story.events, p->story.event_count }; %>
		<%r pages_timeline_html(pg, &line) %>
	</div>
</div>
