<%@ include "modules/scripts/scripts_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct emergency_cards %>
<% for (size_t i = 0; i < p->count; i++) { const struct emergency *e = &p->rows[i]; %>
<section class="card urgent" role="alert" data-emergency="<%= e->words %>"<% if (p->hidden) { %> hidden <% } %>>
	<header><h2><%r part_icon(pg, "alert") %> <%r html_choice(pg, emergency_kinds, e->kind) %></h2></header>
	<dl class="details">
		<dt><%t 问什么 %></dt><dd><%= e->ask %></dd>
		<dt><%t 怎么办 %></dt><dd><%= e->act %></dd>
		<dt><%t 打给谁 %></dt><dd><b><%= e->phones %></b></dd>
	</dl>
</section>
<% } %>
