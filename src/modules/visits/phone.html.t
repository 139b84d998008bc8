<%@ include "modules/visits/visits_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct visit %>
<header class="title"><h1><%= p->number %></h1></header>
<section class="card">
	<p class="person"><b><%= p->person_name %></b> <a href="tel:<%u p->phone %>"><%= p->phone %></a></p>
	<p><small><%t 这次查看已经记入操作记录。 %></small></p>
	<p class="actions"><a class="button" href="/visits/<%u p->id %>"><%t 回到回访单 %></a></p>
</section>
