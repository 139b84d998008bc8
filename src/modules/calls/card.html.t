<%@ include "modules/calls/calls_web.h" %>
<%@ include "modules/contacts/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct call_card_page %>
<% if (p->c.id) { %>
<section class="card" data-call="<%= p->c.id %>" data-version="<%= p->c.version %>" data-over="<% if (p->over) { %>1<% } %>">
	<header><h2><%r part_tag(pg, call_states, p->c.state, call_state_colour(p->c.state)) %> <%r html_time(pg, p->c.received_at) %></h2></header>
	<p><%t 响铃 %> <b><%r call_rings_html(pg, p->c.rings) %></b> · <a href="/calls/<%u p->c.id %>"><%= p->c.number %></a></p>
	<p class="say"><% if (p->apology) { %><b><%= p->apology %></b> <% } %><%= p->greeting %></p>
	<p class="actions"><a class="button primary" data-key="f2" href="/contacts/new?call_id=<%u p->c.id %>&amp;phone=<%u p->c.phone %>&amp;rings=<% if (p->c.rings > 0) { %><%= p->c.rings %><% } %>"><%t 登记这通来电 %></a></p>
</section>
<% if (p->has_card) { %><%r contacts_card_html(pg, &p->card) %><% } else { %>
<section class="card"><p class="empty"><%t 来电没有显示号码，请问清楚再登记。 %></p></section>
<% } %>
<% } %>
