<%@ include "modules/households/households_web.h" %>
<%@ include "modules/contacts/contacts_web.h" %>
<%@ include "modules/contacts/templates.h" %>
<%@ include "modules/requests/requests_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct household_file %>
<% bool invite = actor_may(pg->cx->actor, PERM_PORTAL_WRITE); %>
<% bool write = actor_may(pg->cx->actor, PERM_HOUSEHOLD_WRITE); char action[160]; %>
<header class="title"><h1><%= p->room.room %></h1><%r part_tag(pg, room_states, p->room.state, "blue") %>
	<% for (size_t i = 0; i < p->people_count; i++) { if (p->people[i].care && !p->people[i].until_on) { %><%r part_tag(pg, care_marks, p->people[i].care, "violet") %><% } %><% } %>
	<a class="button primary" href="/contacts/new?room=<%u p->room.room %>"><%r part_icon(pg, "plus") %><%t 登记报事 %></a>
	<a class="button" href="/contacts/new?direction=out&amp;room=<%u p->room.room %>"><%r part_icon(pg, "phone") %><%t 主动联系 %></a>
</header>
<%r html_failure(pg) %>
<div class="work">
	<section class="card">
		<header><h2><%t 房屋 %></h2></header>
		<%r html_details_wide(pg, room_fields, &p->room) %>
		<% if (write) { (void)snprintf(action, sizeof action, "/households/%s", p->room.room); %>
		<details <% if (pg->cx->why[0] && input_text(pg->input, "was")) { %> open <% } %>><summary><%t 修改 %></summary>
		<%r html_form_edit(pg, action, "fields keep", p->room.version) %>
			<%r html_inputs(pg, "", room_fields, &p->room) %>
			<p class="actions"><button class="primary"><%t 保存 %></button></p>
		<%r html_form_close(pg) %>
		</details>
		<% } %>
	</section>
	<section class="card">
		<header><h2><%t 住户 %></h2></header>
		<% if (!p->people_count) { %><p class="empty"><%t 还没有登记住户。 %></p><% } else { %>
		<table class="rows">
			<thead><tr><th><%t 姓名 %></th><th><%t 关系 %></th><th><%t 起止 %></th><th><%t 电话 %></th><th><%t 证件号 %></th><th><%t 备注 %></th><% if (invite) { %><th><span class="hidden"><%t 操作 %></span></th><% } %></tr></thead>
			<tbody>
			<% for (size_t i = 0; i < p->people_count; i++) { const struct occupancy *o = &p->people[i]; %>
			<tr>
				<td class="room short" title="<%= o->name %>"><a href="/households/<%u p->room.room %>/people/<%u o->id %>"><%= o->name %></a></td>
				<td><%r html_choice(pg, relations, o->relation) %></td>
				<td data-label="<%t 起止 %>" class="figure"><%r html_date(pg, o->from_on) %> <% if (o->until_on) { %><%t 至 %> <%r html_date(pg, o->until_on) %><% } else { %><%t 至今 %><% } %></td>
				<td class="figure"><%r html_value(pg, field_find(occupancy_fields, "phone"), o) %></td>
				<td class="figure"><% if (o->id_tail && *o->id_tail) { %>****<%= o->id_tail %><% } else { %>—<% } %></td>
				<td class="text"><%= o->remark %></td>
				<% if (invite) { %><td class="end"><% if (!o->until_on) { %><%r html_form_open(pg, "/portal/invites", "inline") %><input type="hidden" name="occupancy" value="<%= o->id %>"><button class="small"><%t 邀请 %></button><%r html_form_close(pg) %><% } %></td><% } %>
			</tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
		<% if (write) { (void)snprintf(action, sizeof action, "/households/%s/people", p->room.room); %>
		<details <% if (pg->cx->errors && input_text(pg->input, "relation")) { %> open <% } %>><summary><%r part_icon(pg, "plus") %> <%t 加住户 %></summary>
		<%r html_form_open(pg, action, "fields keep") %>
			<%r html_inputs(pg, "", resident_fields, NULL) %>
			<p class="actions"><button class="primary"><%t 保存 %></button></p>
		<%r html_form_close(pg) %>
		</details>
		<% } %>
	</section>
	<% if (actor_may(pg->cx->actor, PERM_CONTACT_WRITE)) { struct contact_out_form out = { p->room.room, p->people_count ? p->people[0].name : NULL }; %>
	<section class="card" id="contact"><details><summary data-key="l"><%r part_icon(pg, "phone") %> <%t 记一次主动联系 %> <kbd>L</kbd></summary><%r contacts_outform_html(pg, &out) %></details></section>
	<% } %>
	<section class="card">
		<header><h2><%t 往来记录 %></h2></header>
		<% if (!p->timeline_count) { %><p class="empty"><%t 还没有往来。先记一次联系。 %></p><% } %>
		<ol class="timeline">
		<% for (size_t i = 0; i < p->timeline_count; i++) { const struct timeline_entry *e = &p->timeline[i]; %>
			<li class="<%= e->colour && strcmp(e->kind, "contact") ? e->colour : strcmp(e->kind, "contact") ? "" : "grey" %>"><%r html_time(pg, e->at) %><div><b><%= e->label %></b> <%= e->text %> <% if (e->page) { %><a href="/<%u e->page %>/<%u e->id %>"><%= e->number %></a> <% } %><% if (e->state) { %><span class="tag <%= e->colour %>"><%= e->state %></span> <% } %><small><%= e->who %></small></div></li>
		<% } %>
		</ol>
	</section>
</div>
<aside class="context" aria-label="<%t 在办 %>">
	<section class="card">
		<header><h2><%t 在办 %></h2><% if (p->open_count) { %><span class="tag amber"><%= p->open_count %> <%t 件 %></span><% } %></header>
		<% if (!p->open_count) { %><p class="empty"><%t 没有在办的事。 %></p><% } %>
		<ul class="lines">
		<% for (size_t i = 0; i < p->open_count; i++) { const struct request_record *q = &p->open[i]; %>
			<li><a class="one" href="/requests/<%u q->id %>"><%= q->title %></a><%r part_clock(pg, q->received_at, q->due_at, pg->cx->now) %></li>
		<% } %>
		</ul>
	</section>
</aside>
