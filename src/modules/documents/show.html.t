<%@ include "modules/documents/documents_web.h" %>
<%@ include "modules/documents/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct document_show_page %>
<header class="title">
	<h1><%= p->d.title %></h1>
	<%r part_tag(pg, document_states, p->d.state, document_state_colour(p->d.state)) %>
	<%r part_tag(pg, document_kinds, p->d.kind, "violet") %>
	<span class="figure"><%= arena_printf(pg->cx->arena, T(pg->cx, "第 %d 版"), p->d.edition) %></span>
	<a class="button" href="/documents"><%t 全部文件 %></a>
</header>
<%r html_failure(pg) %>
<div class="work">
	<%r documents_confirm_html(pg, p) %>
	<section class="card">
		<p class="say"><b class="long"><%= p->d.text %></b></p>
		<%r documents_entries_html(pg, p) %>
		<% if (p->action_count) { %>
		<div class="steps">
		<% for (size_t i = 0; i < p->action_count; i++) { struct document_step_form form = { p, p->actions[i], i == 0 }; %>
		<%r documents_step_html(pg, &form) %>
		<% } %>
		</div>
		<% } %>
	</section>
	<div class="pair">
		<section class="card">
			<header><h2><%t 详情 %></h2></header>
			<%r html_details(pg, document_fields, &p->d) %>
		</section>
		<section class="card">
			<header><h2><%t 经过 %></h2></header>
			<ol class="timeline">
			<% for (size_t i = p->event_count; i-- > 0;) { const struct journal_entry *e = &p->events[i]; %>
				<li><%r html_time(pg, e->at) %><div><b><%= document_action_label(pg->cx, e->action) %></b> <span class="long"><%= !strcmp(e->action, "refuse") ? document_action_label(pg->cx, e->note) : e->note %></span> <small><%= e->actor_name ? e->actor_name : T(pg->cx, "系统") %></small></div></li>
			<% } %>
			</ol>
		</section>
	</div>
	<% if (p->d.state == DOCUMENT_IN_FORCE || p->reading_count) { %>
	<section class="card" id="readings">
		<header><h2><%t 阅知 %></h2><span><%= arena_printf(pg->cx->arena, T(pg->cx, "%d 人中 %d 人已阅知，阅知率 %s"), (int)p->share.all, (int)p->share.done, reading_percent(pg->cx, &p->share)) %></span></header>
		<% if (!p->reading_count) { %><p class="empty"><%t 生效后一分钟内会通知到每位员工。 %></p><% } else { %>
		<table class="rows">
			<thead><tr><th><%t 员工 %></th><th><%t 状态 %></th><th><%t 最迟 %></th><th><%t 阅知时间 %></th></tr></thead>
			<tbody>
			<% for (size_t i = 0; i < p->reading_count; i++) { const struct reading *r = &p->readings[i]; %>
			<tr><td><%= r->name %></td><td><%r part_tag(pg, reading_states, r->state, r->state == READING_DONE ? "green" : r->due_at < pg->cx->now ? "red" : "amber") %></td><td class="figure" data-label="<%t 最迟 %>"><%r html_time(pg, r->due_at) %></td><td class="figure"><%r html_time(pg, r->read_at) %></td></tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
	</section>
	<% } %>
</div>
