<%@ include "modules/visits/visits_web.h" %>
<%@ include "modules/visits/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ include "pages/story.h" %>
<%@ include "pages/templates.h" %>
<%@ type struct visit_show_page %>
<% const struct visit *v = &p->v; bool records = false; size_t shown = 0;
for (size_t i = 0; i < p->action_count; i++) records |= !strcmp(p->actions[i]->action, "record"); %>
<header class="title">
	<h1><%= v->title %></h1>
	<%r part_tag(pg, visit_states, v->state, visit_state_colour(v->state)) %>
	<%r part_tag(pg, visit_kinds, v->kind, "blue") %>
	<% if (v->round > 1) { %><span class="tag red"><%t 二次回访 %></span><% } %>
	<% if (v->major) { %><span class="tag red"><%t 重大投诉 %></span><% } %>
	<% if (v->late_days) { %><span class="tag red"><%t 超期 %> <%= v->late_days %> <%t 天 %></span><% } %>
	<span class="figure"><%= v->number %></span>
	<a class="button" href="/visits/<%u v->id %>/paper"><%r part_icon(pg, "print") %><%t 打印 %></a>
</header>
<%r html_failure(pg) %>
<div class="work">
	<p class="printed"><%t 受访人 %>: <%= v->person_name %> &emsp; <%= v->room %> &emsp; <%= v->subject_number %></p>
	<section class="card">
		<% if (records) { %>
		<header><h2><%t 记录回访 %></h2><% if (v->at_home) { %><span class="tag amber"><%t 要求上门 %></span><% } %></header>
		<%r visits_record_html(pg, p) %>
		<% } %>
		<div class="steps">
		<% for (size_t i = 0; i < p->action_count; i++) { const struct step *s = p->actions[i]; if (visit_goes_by_itself(s->action)) continue; %>
		<% struct visit_step_form form = { p, s, shown++ == 0 && !records }; %>
		<%r visits_step_html(pg, &form) %>
		<% } %>
		<% if (v->state == VISIT_FAILED) { %><p><%t 不合格：等二次回访有了结果，这张单自动关闭。 %></p><% } else if (!shown && !records) { %><p class="empty"><%t 这次回访已经结束。 %></p><% } %>
		</div>
	</section>
	<% for (size_t i = p->record_count; i-- > 0;) { const struct visit_record *r = &p->records[i]; %>
	<section class="card">
		<header><h2><%t 回访记录单 %></h2>
			<%r part_tag(pg, visit_grades, r->grade, visit_grade_colour(r->grade)) %>
			<% if (i + 1 < p->record_count) { %><span class="tag grey"><%t 已被更正 %></span><% } else if (i) { %><span class="tag amber"><%t 更正 %></span><% } %>
			<% if (r->channel == BY_PHONE) { %><b><%t 电话回访 %></b><% } else if (v->state == VISIT_UNSIGNED) { %><b class="tag red"><%t 待补签 %></b><% } %>
		</header>
		<%r html_details_wide(pg, visit_record_fields, r) %>
	</section>
	<% } %>
	<%r pages_clocks_html(pg, &(struct clock_rows){ p->obligations, p->obligation_count, p->now }) %>
	<div class="pair">
		<%r pages_timeline_html(pg, &(struct timeline){ p->events, p->event_count }) %>
		<section class="card">
			<header><h2><%t 详情 %></h2></header>
			<%r html_details(pg, visit_fields, v) %>
		</section>
		<% if (p->try_count) { %>
		<section class="card">
			<header><h2><%t 未果记录 %></h2></header>
			<ul class="lines">
			<% for (size_t i = 0; i < p->try_count; i++) { const struct visit_try *t = &p->tries[i]; %>
				<li><%r html_time(pg, t->at) %> <%r html_choice(pg, visit_channels, t->channel) %> <%= t->remarks %> <small><%= t->by_name %></small></li>
			<% } %>
			</ul>
		</section>
		<% } %>
		<% if (p->attachment_count) { %>
		<section class="card">
			<header><h2><%t 签名和照片 %></h2></header>
			<ul class="photos">
			<% for (size_t i = 0; i < p->attachment_count; i++) { const struct attachment *a = &p->attachments[i]; %>
				<li><a href="/visits/<%u v->id %>/files/<%u a->id %>"><% if (!strncmp(a->type, "image/", 6)) { %><img src="/visits/<%u v->id %>/files/<%u a->id %>" alt="<%= a->name %>" loading="lazy"><% } else { %><%= a->name %><% } %></a><small><%r html_time(pg, a->created_at) %></small></li>
			<% } %>
			</ul>
		</section>
		<% } %>
		<% if (p->round_count) { %>
		<section class="card">
			<header><h2><%t 这件事的其他回访 %></h2></header>
			<ul class="lines">
			<% for (size_t i = 0; i < p->round_count; i++) { const struct visit *o = &p->rounds[i]; %>
				<li><a class="one" href="/visits/<%u o->id %>"><%= o->number %> <%t 第几次回访 %> <%= o->round %></a><%r part_tag(pg, visit_states, o->state, visit_state_colour(o->state)) %></li>
			<% } %>
			</ul>
		</section>
		<% } %>
	</div>
</div>
<aside class="context" aria-label="<%t 受访人 %>">
	<section class="card<% if (*v->phone) { %> caller<% } %>">
		<% if (*v->phone) { %><header><%r part_icon(pg, "call") %><h2><%r html_value(pg, field_find(visit_fields, "phone"), v) %></h2>
		<% bool calls = v->state <= VISIT_UNREACHED && actor_may(pg->cx->actor, PERM_VISIT_WRITE); if (calls || actor_may(pg->cx->actor, PERM_HOUSEHOLD_REVEAL)) { %>
		<% char reveal[64]; (void)snprintf(reveal, sizeof reveal, "/visits/%" PRId64 "/phone", v->id); %>
		<%r html_form_open(pg, reveal, "reveal") %><% if (!calls) { %><input name="reason" required maxlength="100" size="8" aria-label="<%t 查看原因 %>" placeholder="<%t 查看原因 %>" value="<%= input_text(pg->input, "reason") %>"><% } %><button class="small"><%r part_icon(pg, "eye") %><%t 显示 %></button><%r html_form_close(pg) %>
		<% } %>
		</header><% } %>
		<p class="person"><b><%= v->person_name %></b> <% if (*v->room) { %><a href="/households/<%u v->room %>"><%= v->room %></a><% } %></p>
		<% if (v->subject_id) { %><p><%t 关联单： %><%r part_record(pg, subject_path(pg->cx, v->subject, v->subject_id), v->subject_number) %></p><% } %>
		<% if (v->complaint_id) { %><p><%t 不满意转投诉： %><%r part_record(pg, subject_path(pg->cx, "complaint", v->complaint_id), subject_name(pg->cx, "complaint", v->complaint_id).number) %></p><% } %>
		<% if (v->plan_id) { %><p><a href="/visits/plans/<%u v->plan_id %>"><%t 走访计划 %></a></p><% } %>
		<% if (v->appointment_at) { %><p><%t 约定时间 %> <b><%r html_time(pg, v->appointment_at) %></b></p><% } %>
	</section>
</aside>
