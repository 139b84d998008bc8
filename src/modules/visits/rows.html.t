<%@ include "modules/visits/visits_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct visit_rows %>
<% for (size_t i = 0; i < p->count; i++) { const struct visit *v = &p->rows[i]; %>
<tr>
	<td class="no wide"><%= v->number %></td>
	<td class="room short"><% if (*v->room) { %><a href="/households/<%u v->room %>" title="<%= v->room %>"><%= v->room %></a><% } else { %>—<% } %></td>
	<td class="short wide" title="<%= v->person_name %>"><%= v->person_name %></td>
	<td><%r part_tag(pg, visit_kinds, v->kind, v->kind == VISIT_COMPLAINT ? "red" : v->kind == VISIT_REGULAR ? "teal" : v->kind == VISIT_HELP ? "violet" : "blue") %></td>
	<td class="clip"><a href="/visits/<%u v->id %>"><%= v->title %></a></td>
	<td class="wide"><%r html_choice(pg, visit_reasons, v->reason) %></td>
	<td><% if (v->grade && v->state >= VISIT_UNSIGNED) { %><%r part_tag(pg, visit_grades, v->grade, visit_grade_colour(v->grade)) %> <% } %><% if (v->state != VISIT_CLOSED || !v->grade) { %><%r part_tag(pg, visit_states, v->state, visit_state_colour(v->state)) %><% } %></td>
	<td class="short wide"><%= v->visitor_name ? v->visitor_name : v->assignee_name ? v->assignee_name : v->post_name ? v->post_name : "—" %></td>
	<td class="end"><% if (v->state <= VISIT_UNREACHED) { %><%r part_clock(pg, v->began_at, v->due_at, p->now) %><% } else if (v->late_days) { %><span class="tag red"><%t 超期 %> <%= v->late_days %> <%t 天 %></span><% } else if (v->visited_at) { %><small><%r html_time(pg, v->visited_at) %></small><% } %></td>
</tr>
<% } %>
