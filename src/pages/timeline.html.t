<%@ include "pages/story.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct timeline %>
<section class="card">
	<header><h2><%t 经过 %></h2></header>
	<ol class="timeline">
	<% for (size_t i = p->count; i-- > 0;) { const struct journal_entry *e = &p->events[i]; %>
		<li><%r html_time(pg, e->claimed_at ? e->claimed_at : e->at) %><div><b><%= story_label(pg->cx, e) %></b> <span class="long"><%= e->note %></span><% if (e->claimed_at && e->claimed_at + 60000 < e->at) { %> <span class="tag amber"><%t 补录 %></span> <%r html_time(pg, e->at) %><% } %> <small><%= e->actor_name ? e->actor_name : T(pg->cx, "系统") %></small></div></li>
	<% } %>
	</ol>
</section>
