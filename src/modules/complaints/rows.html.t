<%@ include "modules/complaints/complaints_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct complaint_rows %>
<% for (size_t i = 0; i < p->count; i++) { const struct complaint *c = &p->rows[i]; %>
<tr>
	<% if (p->pick) { char box[32]; (void)snprintf(box, sizeof box, "ids.%zu", i); %><td class="pick"><input type="checkbox" name="<%= box %>" value="<%= c->id %>" aria-label="<%= c->number %>"></td><% } %>
	<td class="no wide"><%= c->number %></td>
	<td class="room short"><% if (*c->room) { %><a href="/households/<%u c->room %>" title="<%= c->room %>"><%= c->room %></a><% } else { %><%= *c->place ? c->place : "—" %><% } %></td>
	<td class="short wide"><% if (c->anonymous) { %><span class="tag grey"><%t 匿名 %></span><% } else { %><%= c->person_name %><% } %></td>
	<td><%r part_tag(pg, complaint_grades, c->grade, complaint_grade_colour(c->grade)) %></td>
	<td class="clip"><% if (c->urgent) { %><span class="tag red"><%t 特急 %></span> <% } %><% if (c->after_hours && c->state == COMPLAINT_NEW) { %><span class="tag violet"><%t 夜间 %></span> <% } %><% if (c->repeat_of) { %><span class="tag amber"><%t 重复 %></span> <% } %><% if (c->reopen_count) { %><span class="tag amber"><%t 重开 %></span> <% } %><a href="/complaints/<%u c->id %>"><%= c->title %></a></td>
	<td class="short wide"><%r html_choice(pg, complaint_causes, c->cause) %></td>
	<td><% if (c->validity == VALIDITY_INVALID) { %><%r part_tag(pg, complaint_validities, c->validity, "grey") %> <% } %><%r part_tag(pg, complaint_states, c->state, complaint_state_colour(c->state)) %></td>
	<td class="short wide"><% if (c->assignee_name || c->post_name) { %><%= c->assignee_name ? c->assignee_name : c->post_name %><% } else { %><%r html_choice(pg, complaint_units, c->unit) %><% } %></td>
	<td class="end"><% if (c->state < COMPLAINT_CLOSED) { %><%r part_clock(pg, c->received_at, c->due_at, p->now) %><% } else if (c->first_closed_at) { %><small><%r html_duration(pg, c->first_closed_at - c->received_at) %></small><% } %></td>
</tr>
<% } %>
