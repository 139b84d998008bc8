<%@ include "modules/requests/requests_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct request_rows %>
<% for (size_t i = 0; i < p->count; i++) { const struct request_record *q = &p->rows[i]; %>
<tr data-id="<%= q->id %>" data-version="<%= q->version %>">
	<% if (p->pick) { char box[32]; (void)snprintf(box, sizeof box, "ids.%zu", i); %><td class="pick"><input type="checkbox" name="<%= box %>" value="<%= q->id %>" aria-label="<%= q->number %>"></td><% } %>
	<td class="no wide"><%= q->number %></td>
	<td class="room short"><% if (*q->room) { %><a href="/households/<%u q->room %>" title="<%= q->room %>"><%= q->room %></a><% } else { %><%= *q->place ? q->place : "—" %><% } %></td>
	<td class="short wide" title="<%= q->person_name %>"><%= q->person_name %></td>
	<td><% if (q->help_class == HELP_COMPLAINT) { %><%r part_tag(pg, help_classes, q->help_class, "red") %><% } else { %><%r part_tag(pg, request_kinds, q->kind, request_kind_colour(q->kind)) %><% } %></td>
	<td class="clip"><a href="/requests/<%u q->id %>"><%= q->title %></a></td>
	<td><%r part_tag(pg, request_states, q->state, request_state_colour(q->state)) %></td>
	<td class="short wide"><%= q->assignee_name ? q->assignee_name : q->post_name ? q->post_name : "—" %></td>
	<td class="end"><% if (q->state < REQUEST_CLOSED) { %><%r part_clock(pg, q->received_at, q->due_at, p->now) %><% } else if (q->answered_at) { %><small><%r html_duration(pg, q->answered_at - q->received_at) %></small><% } else if (q->closed_at) { %><small><%r html_duration(pg, q->closed_at - q->received_at) %></small><% } %></td>
</tr>
<% } %>
