<%@ include "modules/outreach/outreach_web.h" %>
<%@ include "modules/outreach/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct announcement_list_page %>
<% struct outreach_tab tab = { 3 }; %>
<header class="title"><h1><%t 住户通知 %></h1><%r outreach_tabs_html(pg, &tab) %>
	<% if (actor_may(pg->cx->actor, PERM_ANNOUNCE_WRITE)) { %><a class="button primary" href="/announcements/new"><%r part_icon(pg, "plus") %><%t 拟通知 %></a><% } %>
</header>
<div class="work">
	<section class="card">
		<header><form class="filters" action="/announcements"><select name="kind" aria-label="<%t 类型 %>"><%r part_options(pg, announcement_kinds, T(pg->cx, "全部类型"), input_text(pg->input, "kind")) %></select><button class="primary"><%t 查找 %></button></form><% if (actor_may(pg->cx->actor, PERM_LIST_EXPORT)) { %><a class="button" href="/exports/announcements<%= part_query(pg) %>"><%r part_icon(pg, "download") %><%t 导出 %></a><% } %></header>
		<% if (!p->count) { %>
		<p class="empty"><%t 没有住户通知。停水停电要提前告知，先拟一条。 %> <a href="/announcements/new"><%t 拟通知 %></a></p>
		<% } else { %>
		<table class="rows">
			<thead><tr><th class="wide"><%t 单号 %></th><th><%t 类型 %></th><th><%t 标题 %></th><th class="wide"><%t 范围 %></th><th><%t 状态 %></th><th class="wide"><%t 生效 %></th><th class="num"><%t 送达 %></th><th><%t 送达率 %></th></tr></thead>
			<tbody>
			<% for (size_t i = 0; i < p->count; i++) { const struct announcement *a = &p->rows[i]; %>
			<tr>
				<td class="no wide"><%= a->number %></td>
				<td><%r part_tag(pg, announcement_kinds, a->kind, a->kind == ANNOUNCE_FIRE || a->kind == ANNOUNCE_SAFETY ? "red" : "grey") %></td>
				<td class="clip"><a href="/announcements/<%u a->id %>"><%= a->title %></a></td>
				<td class="short wide"><%= *a->area ? a->area : T(pg->cx, "全小区") %></td>
				<td><%r part_tag(pg, announcement_states, a->state, announcement_colour(a->state)) %></td>
				<td class="figure wide"><%r html_time(pg, a->effective_from) %></td>
				<td class="num" data-label="<%t 送达 %>"><% if (a->sent_at) { %><%= a->delivered %>/<%= a->recipients %><% } %></td>
				<td class="end figure"><% if (a->sent_at) { %><%= announcement_share(pg->cx, a) %><% } else { %>—<% } %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
		<footer><%r part_pager(pg, "/announcements", p->next, -1) %></footer>
	</section>
</div>
