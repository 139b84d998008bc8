<%@ include "modules/inspection/inspection_web.h" %>
<%@ include "modules/houses/houses.h" %>
<%@ type struct inspection_plan %>
<% static const struct { int use, place, x, y, w, h; } areas[] = {
	{ ROOM_DWELLING, PLACE_BALCONY, 3, 3, 60, 14 }, { ROOM_DWELLING, PLACE_LIVING, 3, 17, 60, 42 }, { ROOM_DWELLING, PLACE_BEDROOM, 63, 3, 34, 42 },
	{ ROOM_DWELLING, PLACE_BATH, 63, 45, 34, 26 }, { ROOM_DWELLING, PLACE_KITCHEN, 63, 71, 34, 26 }, { ROOM_DWELLING, PLACE_HALL, 3, 59, 60, 38 },
	{ ROOM_SHOP, PLACE_SHOP, 3, 3, 94, 64 }, { ROOM_SHOP, PLACE_STORE, 3, 67, 94, 30 } }; %>
<svg class="plan" viewBox="0 0 100 100"<% if (p->tap) { %> data-plan="1" <% } %> role="img" aria-label="<%t 平面示意 %>">
	<rect class="outside" data-place="outside" x="0" y="0" width="100" height="100"/>
	<% for (size_t i = 0; i < sizeof areas / sizeof areas[0]; i++) { if (areas[i].use != p->use) continue; %>
	<rect data-place="<%= choice_of(inspection_places, areas[i].place)->word %>" x="<%= areas[i].x %>" y="<%= areas[i].y %>" width="<%= areas[i].w %>" height="<%= areas[i].h %>"/>
	<text x="<%= areas[i].x + 2 %>" y="<%= areas[i].y + 6 %>"><%= T(pg->cx, choice_of(inspection_places, areas[i].place)->label) %></text>
	<% } %>
	<% for (size_t i = 0; i < p->count; i++) { const struct defect *d = &p->marks[i]; if (d->x < 0 || d->state == DEFECT_WITHDRAWN) continue; %>
	<circle class="<%= defect_state_colour(d->state) %>" cx="<%= d->x %>" cy="<%= d->y %>" r="2.4"><title><%= d->number %> <%= d->text %></title></circle>
	<% } %>
	<% if (p->tap) { %><circle class="here" cx="-9" cy="-9" r="3"/><% } %>
</svg>
