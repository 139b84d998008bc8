<%@ include "modules/portal/portal_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct home_matter %>
<li><a href="/my/reports/<%u p->id %>">
	<span class="line"><%r part_tag(pg, matter_kinds, p->kind, "grey") %><%r part_tag(pg, home_states, p->state, home_state_colour(p->state)) %><% if (p->may_rate) { %><span class="tag amber"><%t 请评价 %></span><% } %><%r html_time(pg, p->received_at) %></span>
	<b><%= p->text %></b>
	<p><%= p->says %></p>
</a></li>
