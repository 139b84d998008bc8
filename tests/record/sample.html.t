<%@ include "record/sample.h" %>
<%@ type struct sample_list %>
<% /* every form of the template language once; rendered by src/record/template_test.c */ %>
<h1><%t 工单 %> <small><%= p->count %></small></h1>
<ul>
	<% for (size_t i = 0; i < p->count; i++) { const struct sample_row *r = &p->rows[i]; %>
	<li class="row<% if (r->late) { %> late<% } %>"
	    title="<%= r->name %>">
		<a href="/requests/<%u r->id %>?q=<%u r->name %>"><%= r->name %></a>
		at
		<%r html_time(pg, r->at) %>
		<% switch (i % 2) { case 0: %>
			<i>even</i>
		<% break; default: %>
			<i>odd</i>
		<% break; } %>
	</li>
	<% } %>
</ul>
<pre>
  kept
</pre>
