<%@ include "modules/settings/settings_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct journal_list_page %>
<header class="title"><h1><%t 操作记录 %></h1></header>
<div class="work">
	<section class="card">
		<table class="rows">
			<thead><tr><th class="num"><%t 序号 %></th><th><%t 时间 %></th><th><%t 谁 %></th><th><%t 动作 %></th><th><%t 对象 %></th><th><%t 变动 %></th></tr></thead>
			<tbody>
			<% for (size_t i = 0; i < p->count; i++) { const struct journal_entry *e = &p->rows[i]; %>
			<tr>
				<td class="num"><%= e->seq %></td>
				<td class="figure"><%r html_time(pg, e->at) %></td>
				<td class="short"><%= e->actor_name ? e->actor_name : T(pg->cx, "系统") %></td>
				<td><span class="tag blue"><%= journal_action_label(pg->cx, e) %></span></td>
				<td><% if (!strcmp(e->subject, "request")) { %><a href="/requests/<%u e->subject_id %>"><%t 工单 %></a><% } else if (!strcmp(e->subject, "complaint") && e->subject_id) { %><a href="/complaints/<%u e->subject_id %>"><%t 投诉 %></a><% } else if (!strcmp(e->subject, "contact")) { %><a href="/contacts/<%u e->subject_id %>"><%t 来电来访 %></a><% } else { %><%= journal_subject_label(pg->cx, e->subject) %><% } %></td>
				<td class="text"><% if (e->from_state || e->to_state) { %><%= e->from_state %> → <%= e->to_state %> <% } %><%= e->note %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
		<footer><%r part_pager(pg, "/journal", p->next, -1) %></footer>
	</section>
</div>
