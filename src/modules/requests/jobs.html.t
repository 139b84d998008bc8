<%@ include "modules/requests/requests_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct request_jobs_page %>
<header class="title"><h1><%t 我的任务 %></h1><span class="figure"><%= p->count %></span></header>
<%r html_failure(pg) %>
<div class="work" data-live data-topic="request">
	<% if (!p->count) { %><p class="card empty"><%t 没有派给你的任务。派来的会自动出现在这里。 %></p><% } %>
	<% for (size_t i = 0; i < p->count; i++) { const struct request_job *job = &p->jobs[i]; const struct request_record *q = job->q; char touch[96], phone[64]; (void)snprintf(touch, sizeof touch, "/requests/%" PRId64 "/%s", q->id, job->touch ? job->touch->action : ""); (void)snprintf(phone, sizeof phone, "/requests/%" PRId64 "/phone", q->id); %>
	<article class="card job">
		<header><h2><a href="/requests/<%u q->id %>"><%= *q->room ? q->room : *q->place ? q->place : q->number %></a></h2>
			<%r part_tag(pg, request_states, q->state, request_state_colour(q->state)) %>
			<% if (q->urgency > URGENCY_NORMAL) { %><%r part_tag(pg, urgencies, q->urgency, "red") %><% } %>
			<%r part_clock(pg, q->received_at, q->due_at, p->now) %>
		</header>
		<p><%= q->title %></p>
		<p><small><%= q->number %> <%= q->person_name %><% if (q->appointment_at) { %> · <%t 约定上门 %> <%r html_time(pg, q->appointment_at) %><% } %></small></p>
		<div class="actions">
			<% if (job->touch) { %><%r html_form_open(pg, touch, "resend") %><input type="hidden" name="version" value="<%= q->version %>"><input type="hidden" name="at" value="" data-moment><button class="primary"><%= T(pg->cx, job->touch->label) %></button><%r html_form_close(pg) %><% } %>
			<% if (job->next) { %><a class="button primary" href="/requests/<%u q->id %>"><%= T(pg->cx, job->next->label) %></a><% } %>
			<% if (*q->phone) { %><%r html_form_open(pg, phone, "") %><button><%r part_icon(pg, "phone") %><%t 打电话 %></button><%r html_form_close(pg) %><% } %>
			<a class="button" href="/requests/<%u q->id %>"><%t 打开 %></a>
		</div>
	</article>
	<% } %>
</div>
