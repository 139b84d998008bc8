<%@ include "modules/households/households_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct household_list_page %>
<% for (size_t i = 0; i < p->count; i++) { const struct household *h = &p->rows[i]; %>
<tr>
	<td class="room"><a href="/households/<%u h->room %>"><%= h->room %></a></td>
	<td><%r part_tag(pg, room_states, h->state, h->state == ROOM_OCCUPIED ? "blue" : h->state == ROOM_LET ? "teal" : h->state == ROOM_RENOVATING ? "amber" : "grey") %></td>
	<td class="clip" title="<%= h->name %>"><% if (h->name && *h->name) { %><a href="/households/<%u h->room %>"><%= h->name %></a><% } %></td>
	<td data-label="<%t 关系 %>"><%r html_choice(pg, relations, h->relation) %></td>
	<td class="figure"><%r html_value(pg, field_find(household_fields, "phone"), h) %></td>
	<td class="num wide"><%r html_value(pg, field_find(household_fields, "area_mass"), h) %><%t ㎡ %></td>
	<td class="end"><% if (h->open_count) { %><a href="/requests?state=open&amp;q=<%u h->room %>"><%= h->open_count %> <%t 件在办 %></a><% } %></td>
	<td class="wide"><% if (h->care) { %><%r part_tag(pg, care_marks, h->care, "violet") %><% } %></td>
</tr>
<% } %>
