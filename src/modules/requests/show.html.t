<%@ include "modules/requests/requests_web.h" %>
<%@ include "modules/requests/templates.h" %>
<%@ include "modules/requests/step_inputs.h" %>
<%@ include "modules/incidents/incidents_web.h" %>
<%@ include "pages/parts.h" %>
<%@ include "pages/story.h" %>
<%@ include "pages/templates.h" %>
<%@ type struct request_show_page %>
<% const struct request_record *q = &p->q; %>
<header class="title">
	<h1><%= q->title %></h1>
	<%r part_tag(pg, request_states, q->state, request_state_colour(q->state)) %>
	<%r part_tag(pg, request_kinds, q->kind, request_kind_colour(q->kind)) %>
	<% if (q->help_class) { %><%r part_tag(pg, help_classes, q->help_class, "violet") %><% } %>
	<% if (q->urgency > URGENCY_NORMAL) { %><%r part_tag(pg, urgencies, q->urgency, "red") %><% } %>
	<span class="figure"><%= q->number %></span>
	<a class="button" href="/requests/<%u q->id %>/slip"><%r part_icon(pg, "print") %><%t 打印 %></a>
</header>
<%r html_failure(pg) %>
<div class="work">
	<% if (p->incident.id) { %><p class="banner"><%t 并入事件 %> <a href="/incidents/<%u p->incident.id %>"><%= p->incident.number %> <%= p->incident.title %></a></p><% } %>
	<% struct incident_offer offer = { p->incidents, p->incident_count, false, NULL, NULL }; %>
	<%r incidents_offer_html(pg, &offer) %>
	<section class="card">
		<p><span class="long"><%= q->text %></span></p>
		<div class="steps">
		<% for (size_t i = 0; i < p->action_count; i++) { const struct step *s = p->actions[i]; %>
		<% struct request_step_form form = { q, s, p->people, p->people_count, p->posts, p->post_count, i == 0 }; %>
		<%r requests_step_html(pg, &form) %>
		<% } %>
		</div>
	</section>
	<% struct clock_rows clocks = { p->obligations, p->obligation_count, p->now }; %>
	<%r pages_clocks_html(pg, &clocks) %>
	<div class="pair">
		<% struct timeline line = { p->events, p->event_count }; %>
		<%r pages_timeline_html(pg, &line) %>
		<section class="card">
			<header><h2><%t 详情 %></h2></header>
			<%r html_details(pg, request_fields, q) %>
			<% if (q->contact_id) { %><p><a href="/contacts/<%u q->contact_id %>"><%t 来电来访登记 %></a></p><% } %>
			<% if (p->has_parent) { %><p><%t 由求助转来： %><a href="/requests/<%u p->parent.id %>"><%= p->parent.number %></a></p><% } %>
		</section>
		<% if (p->material_count || q->labour_fen) { %>
		<section class="card">
			<header><h2><%t 材料与费用 %></h2></header>
			<table class="rows">
				<thead><tr><th><%t 材料 %></th><th class="num"><%t 数量 %></th><th class="num"><%t 单价 %></th><th class="num"><%t 金额 %></th></tr></thead>
				<tbody>
				<% for (size_t i = 0; i < p->material_count; i++) { const struct request_material *m = &p->materials[i]; %>
				<tr><td class="text"><%= m->name %> <%= m->spec %><% if (m->owner_supplied) { %> <span class="tag grey"><%t 业主自备 %></span> <small><%t 材料非我方提供 %></small><% } %></td><td class="num" data-label="<%t 数量 %>"><%r html_value(pg, field_find(request_material_fields, "quantity_mass"), m) %></td><td class="num" data-label="<%t 单价 %>"><%r html_money(pg, m->price_fen) %></td><td class="num end"><%r html_money(pg, m->sum_fen) %></td></tr>
				<% } %>
				</tbody>
				<tfoot>
					<tr><td colspan="3"><%t 人工 %></td><td class="num end"><%r html_money(pg, q->labour_fen) %></td></tr>
					<tr><td colspan="3"><%t 合计 %></td><td class="num end"><%r html_money(pg, q->total_fen) %></td></tr>
				</tfoot>
			</table>
		</section>
		<% } %>
		<section class="card">
			<header><h2><%t 照片和文件 %></h2></header>
			<ul class="photos">
			<% for (size_t i = 0; i < p->attachment_count; i++) { const struct attachment *a = &p->attachments[i]; %>
				<li><a href="/requests/<%u q->id %>/files/<%u a->id %>"><% if (!strncmp(a->type, "image/", 6)) { %><img src="/requests/<%u q->id %>/files/<%u a->id %>" alt="<%= a->name %>" loading="lazy"><% } else { %><%= a->name %><% } %></a><small><%r html_time(pg, a->created_at) %></small></li>
			<% } %>
			</ul>
			<% char action[64]; (void)snprintf(action, sizeof action, "/requests/%" PRId64 "/files", q->id); %>
			<%r html_form_open_upload(pg, action, "fields") %>
				<p class="field full"><label for="file"><%t 加照片 %></label><input id="file" type="file" name="file" accept="image/jpeg,image/png,image/webp,application/pdf" multiple><small class="hint"><%t 最多 6 个，每个 8 MB 以内；照片或 PDF %></small><%r html_error(pg, "file") %></p>
				<p class="actions"><button><%t 上传 %></button></p>
			<%r html_form_close(pg) %>
		</section>
		<% if (p->child_count) { %>
		<section class="card">
			<header><h2><%t 转出的工单 %></h2></header>
			<ul class="lines">
			<% for (size_t i = 0; i < p->child_count; i++) { const struct request_record *c = &p->children[i]; %>
				<li><a class="one" href="/requests/<%u c->id %>"><%= c->number %> <%= c->title %></a><%r part_tag(pg, request_states, c->state, request_state_colour(c->state)) %></li>
			<% } %>
			</ul>
		</section>
		<% } %>
	</div>
</div>
<aside class="context" aria-label="<%t 提出人 %>">
	<section class="card<% if (*q->phone) { %> caller<% } %>">
		<% if (*q->phone) { %><header><%r part_icon(pg, "call") %><h2><%r html_value(pg, field_find(request_fields, "phone"), q) %></h2>
		<% if (*q->phone && (q->assignee_id == pg->cx->actor->id || actor_may(pg->cx->actor, PERM_HOUSEHOLD_REVEAL))) { %>
		<% char reveal[64]; (void)snprintf(reveal, sizeof reveal, "/requests/%" PRId64 "/phone", q->id); %>
		<%r html_form_open(pg, reveal, "reveal") %><% if (q->assignee_id != pg->cx->actor->id) { %><input name="reason" required maxlength="100" size="8" aria-label="<%t 查看原因 %>" placeholder="<%t 查看原因 %>" value="<%= input_text(pg->input, "reason") %>"><% } %><button class="small"><%r part_icon(pg, "eye") %><%t 显示 %></button><%r html_form_close(pg) %>
		<% } %>
		</header><% } %>
		<p class="person"><b><%= q->person_name %></b> <% if (*q->room) { %><a href="/households/<%u q->room %>"><%= q->room %></a><% } else { %><%= q->place %><% } %></p>
	</section>
	<% if (p->note_count) { %>
	<section class="card">
		<header><h2><%t 这户的保修 %></h2></header>
		<ul class="lines">
		<% for (int meant = 1; meant >= 0; meant--) { for (size_t i = 0; i < p->note_count; i++) { const struct room_note *n = &p->notes[i]; if (n->meant != meant) continue; %>
			<li><span class="tag <%= n->colour %>"><%= n->label %></span> <span><% if (meant) { %><b><%= n->text %></b><% } else { %><small><%= n->text %></small><% } %></span></li>
		<% } } %>
		</ul>
	</section>
	<% } %>
</aside>
