<%@ include "pages/story.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct clock_rows %>
<section class="card">
	<header><h2><%t 时限 %></h2></header>
	<% if (!p->count) { %><p class="empty"><%t 这件事没有时限。 %></p><% } else { %>
	<table class="rows">
		<thead><tr><th><%t 应办 %></th><th><%t 负责 %></th><th><%t 到期 %></th><th><%t 算法 %></th><th><%t 剩余 %></th></tr></thead>
		<tbody>
		<% for (size_t i = 0; i < p->count; i++) { const struct obligation *o = &p->rows[i]; %>
		<tr>
			<td class="text"><a href="/obligations/<%u o->id %>"><b><%= T(pg->cx, o->label) %></b></a> <small><%r part_rule(pg, o->rule) %></small></td>
			<td class="text" data-label="<%t 负责 %>"><%= o->owner_name ? o->owner_name : o->post_name ? o->post_name : "—" %><% if (o->rung && o->state == OBLIGATION_OPEN) { %> <span class="tag red"><%t 已升级 %> <%= o->rung_post_name %></span><% } %></td>
			<td class="figure" data-label="<%t 到期 %>"><%r html_time(pg, o->due_at) %></td>
			<td class="text"><%= o->arithmetic %><% if (o->paused_at) { %> <b><%t 暂停 %></b> <%= o->pause_reason %><% } %></td>
			<td class="end"><% if (o->state == OBLIGATION_OPEN && !o->paused_at) { %><%r part_clock(pg, o->started_at, o->due_at, p->now) %><% } else if (o->state == OBLIGATION_OPEN) { %><span class="clock grey"><%r part_icon(pg, "pause") %><%t 暂停 %></span><% } else { %><%r part_tag(pg, obligation_states, o->state, o->state == OBLIGATION_MET ? "green" : o->state == OBLIGATION_LATE ? "red" : "grey") %><% } %></td>
		</tr>
		<% } %>
		</tbody>
	</table>
	<% } %>
</section>
