<%@ include "modules/notices/notices_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct unheld_page %>
<header class="title"><h1><%t 没人签收的消息 %></h1><%r notice_tabs(pg, "/notices/outbox") %></header>
<div class="work">
	<section class="card">
		<% if (!p->count) { %>
		<p class="empty"><%t 每个岗位都有人，没有等着签收的消息。 %> <a href="/notices/outbox"><%t 回发件箱 %></a></p>
		<% } else { %>
		<p class="hint"><%t 这些消息发给了没人在岗的岗位。给岗位安排了人，一分钟内就转给他。 %> <a href="/posts"><%t 去安排岗位 %></a></p>
		<table class="rows">
			<thead><tr><th><%t 时间 %></th><th><%t 岗位 %></th><th><%t 消息 %></th></tr></thead>
			<tbody>
			<% for (size_t i = 0; i < p->count; i++) { const struct notice_row *n = &p->rows[i]; %>
			<tr>
				<td class="figure"><%r html_time(pg, n->told_at) %></td>
				<td class="short"><%= n->post_name ? n->post_name : T(pg->cx, "前台") %></td>
				<td class="text"><% if (n->urgent) { %><span class="tag red"><%t 紧急 %></span> <% } %><%= n->title %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
		<footer><%r part_pager(pg, "/notices/unheld", p->next, -1) %></footer>
	</section>
</div>
