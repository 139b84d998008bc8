<%@ include "modules/complaints/complaints_web.h" %>
<%@ include "base/text.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct complaint_reply_page %>
<% const struct complaint_party *w = &p->party; %>
<header class="title"><h1><%t 回复投诉人 %></h1><span class="figure"><%= w->source_number %></span></header>
<%r html_failure(pg) %>
<div class="work">
	<section class="card">
		<p class="person"><b><%= w->person_name %></b> <% if (*w->room) { %><a href="/households/<%u w->room %>"><%= w->room %></a><% } %> <%r html_value(pg, field_find(complaint_party_fields, "phone"), w) %></p>
		<p><a href="/complaints/<%u p->c.id %>"><%= p->c.number %> <%= p->c.title %></a> <%r part_tag(pg, complaint_states, p->c.state, complaint_state_colour(p->c.state)) %></p>
		<p><b><%t 处理结果 %></b> <span class="long"><%= *p->c.result ? p->c.result : "—" %></span></p>
		<% if (w->due_at) { %>
		<% char action[64]; (void)snprintf(action, sizeof action, "/complaint-replies/%" PRId64 "/told", w->id); %>
		<%r html_form_open(pg, action, "fields") %>
			<%r part_tiles(pg, "way", T(pg->cx, "方式"), complaint_ways, WAY_PHONE, false) %>
			<p class="field full"><label for="text"><%t 回复内容 %></label><textarea id="text" name="text" rows="3" maxlength="20000" required><%= input_text(pg->input, "text") ? input_text(pg->input, "text") : p->c.result %></textarea><%r html_error(pg, "text") %><%r html_error(pg, "way") %></p>
			<p class="actions"><button class="primary"><%t 已经回复 %></button> <%r part_clock(pg, 0, w->due_at, pg->cx->now) %></p>
		<%r html_form_close(pg) %>
		<% } else if (w->told_at) { %>
		<p><%r html_time(pg, w->told_at) %> <%= w->told_name %> <%r html_choice(pg, complaint_ways, w->told_way) %>: <span class="long"><%= w->told_text %></span></p>
		<% } else { %>
		<p class="empty"><%t 这位投诉人现在没有要回复的事。 %></p>
		<% } %>
	</section>
</div>
