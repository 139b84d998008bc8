<%@ include "modules/incidents/incidents_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct incident_reporter %>
<header class="title"><h1><%= p->room %></h1></header>
<section class="card">
	<p class="person"><b><%= p->person_name %></b> <a href="tel:<%u p->phone %>"><%= p->phone %></a></p>
	<p><small><%t 这次查看已经记入操作记录。 %></small></p>
	<p class="actions"><a class="button" href="/incidents/<%u p->incident_id %>"><%t 回到事件 %></a></p>
</section>
