<%@ include "modules/incidents/incidents_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct incident_offer %>
<% for (size_t n = 0; n < p->count; n++) { const struct incident *i = &p->rows[n]; %>
<div class="banner">
	<p><%r part_tag(pg, incident_kinds, i->kind, "red") %> <a href="/incidents/<%u i->id %>"><%= i->title %></a><% if (i->expected_at) { %> · <%t 预计恢复 %> <%r html_time(pg, i->expected_at) %><% } %></p>
	<% if (*i->text) { %><p><span class="long"><%= i->text %></span></p><% } %>
	<% if (p->attach) { %><p><a class="button" href="/contacts/new?incident=<%u i->id %>&amp;phone=<%u p->phone %>&amp;room=<%u p->room %>"><%t 并入这个事件 %></a></p><% } %>
</div>
<% } %>
