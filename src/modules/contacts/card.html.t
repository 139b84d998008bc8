<%@ include "modules/contacts/contacts_web.h" %>
<%@ include "modules/incidents/incidents_web.h" %>
<%@ include "modules/requests/requests_web.h" %>
<%@ include "base/text.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct caller_card %>
<% const char *phone = p->phone ? p->phone : ""; const char *room = p->room ? p->room : p->people_count == 1 ? p->people[0].room : ""; %>
<section class="card caller" data-fill-phone="<%= phone %>" data-fill-room="<%= p->room %>" data-fill-text="<%= p->text %>">
	<header><%r part_icon(pg, "call") %><h2><% if (p->phone) { %><%= text_mask(pg->cx->arena, phone) %><% } else { %><%= p->room ? p->room : p->typed %><% } %></h2></header>
	<% if (p->phone && !p->people_count) { %>
	<p class="empty"><%t 没有登记过这个号码。 %></p>
	<% } else if (p->room && !p->people_count) { %>
	<p class="empty"><%t 这户还没有登记住户。 %></p>
	<% } else if (!p->phone && !p->room && !p->found_count) { %>
	<p class="empty"><%t 没有找到。试试房号、电话，或者名字的拼音首字母。 %></p>
	<% } %>
	<% for (size_t i = 0; i < p->found_count; i++) { const struct occupancy *o = &p->found[i]; %>
	<p class="person"><a href="/households/<%u o->room %>" data-room="<%= o->room %>" data-name="<%= o->name %>"><%= o->room %></a> <%= o->name %> · <%r html_choice(pg, relations, o->relation) %> <small><%= text_mask(pg->cx->arena, o->phone) %></small></p>
	<% } %>
	<% for (size_t i = 0; i < p->people_count; i++) { const struct occupancy *o = &p->people[i]; %>
	<p class="person"><b><%= o->name %></b> <a href="/households/<%u o->room %>" data-room="<%= o->room %>" data-name="<%= o->name %>"><%= o->room %></a> · <%r html_choice(pg, relations, o->relation) %></p>
	<% if (o->care || *o->remark) { %>
	<p class="tags"><% if (o->care) { %><%r part_tag(pg, care_marks, o->care, "violet") %><% } %><% if (*o->remark) { %><span class="tag grey"><%= o->remark %></span><% } %></p>
	<% } %>
	<% } %>
	<% struct incident_offer offer = { p->incidents, p->incident_count, true, phone, p->people_count ? p->people[0].room : room }; %>
	<%r incidents_offer_html(pg, &offer) %>
	<dl class="details">
	<% for (size_t i = 0; i < p->open_count; i++) { const struct request_record *q = &p->open[i]; %>
		<dt><%t 在办 %></dt><dd><a href="/requests/<%u q->id %>"><%= q->title %></a> <%r part_clock(pg, q->received_at, q->due_at, pg->cx->now) %></dd>
	<% } %>
	<% for (size_t i = 0; i < p->complaint_count; i++) { const struct complaint *k = &p->complaints[i]; %>
		<dt><%t 投诉 %></dt><dd><a href="/complaints/<%u k->id %>"><%= k->title %></a> <%r part_clock(pg, k->received_at, k->due_at, pg->cx->now) %></dd>
	<% } %>
	<% for (size_t i = 0; i < p->last_count; i++) { const struct contact *c = &p->last[i]; %>
		<dt><%r html_time(pg, c->received_at) %></dt><dd><a href="/contacts/<%u c->id %>"><%= c->text %></a></dd>
	<% } %>
	</dl>
	<% if (!p->found_count) { %>
	<p class="actions">
		<a class="button primary" href="/contacts/new?kind=repair&amp;room=<%u room %>&amp;phone=<%u phone %>" data-key="f2"><%t 登记报修 %> <kbd>F2</kbd></a>
		<a class="button" href="/contacts/new?kind=complaint&amp;room=<%u room %>&amp;phone=<%u phone %>" data-key="f4"><%t 投诉 %> <kbd>F4</kbd></a>
		<a class="button" href="/contacts/new?kind=enquiry&amp;room=<%u room %>&amp;phone=<%u phone %>" data-key="f8"><%t 咨询 %> <kbd>F8</kbd></a>
	</p>
	<% } %>
</section>
