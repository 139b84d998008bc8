<%@ include "modules/shifts/shifts_web.h" %>
<%@ include "modules/shifts/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct order_list_page %>
<% const char *state = p->state ? p->state : "open"; struct shift_tabs tabs = { "/orders" }; %>
<header class="title"><h1><%t 指令 %></h1><%r shifts_tabs_html(pg, &tabs) %></header>
<div class="work">
	<section class="card">
		<header>
			<nav class="tabs" aria-label="<%t 状态 %>">
				<a href="/orders"<% if (!strcmp(state, "open")) { %> aria-current="page"<% } %>><%t 未完 %></a>
				<a href="/orders?state=mine"<% if (!strcmp(state, "mine")) { %> aria-current="page"<% } %>><%t 等我办 %></a>
				<a href="/orders?state=overdue"<% if (!strcmp(state, "overdue")) { %> aria-current="page"<% } %>><%t 已超时 %></a>
				<a href="/orders?state=confirmed"<% if (!strcmp(state, "confirmed")) { %> aria-current="page"<% } %>><%t 已确认 %></a>
				<a href="/orders?state=all"<% if (!strcmp(state, "all")) { %> aria-current="page"<% } %>><%t 全部 %></a>
			</nav>
			<% if (actor_may(pg->cx->actor, PERM_ORDER_ISSUE)) { %><a class="button primary" href="/orders/new"><%r part_icon(pg, "plus") %><%t 下达指令 %></a><% } %>
		</header>
		<% if (!p->count) { %>
		<p class="empty"><%t 没有这样的指令。 %></p>
		<% } else { %>
		<table class="rows">
			<thead><tr><th class="wide"><%t 编号 %></th><th><%t 内容 %></th><th><%t 承办 %></th><th class="wide"><%t 下达人 %></th><th class="wide"><%t 下达 %></th><th><%t 要求完成 %></th><th><%t 状态 %></th><th><%t 下一步 %></th></tr></thead>
			<tbody>
			<% for (size_t i = 0; i < p->count; i++) { const struct order *o = &p->rows[i]; %>
			<tr>
				<td class="no wide"><%= o->number %></td>
				<td class="clip"><a href="/orders/<%u o->id %>"><%= o->text %></a></td>
				<td class="short"><%= o->undertaker_name ? o->undertaker_name : o->post_name ? o->post_name : "—" %></td>
				<td class="short wide"><%= o->issued_by_name ? o->issued_by_name : T(pg->cx, "系统") %></td>
				<td class="figure wide"><%r html_time(pg, o->issued_at) %></td>
				<td class="figure" data-label="<%t 要求完成 %>"><%r html_time(pg, o->due_at) %></td>
				<td><%r part_tag(pg, order_states, o->state, order_state_colour(o->state)) %></td>
				<td class="end"><% if (o->duty) { %><small><%= T(pg->cx, o->duty) %></small> <%r part_clock(pg, o->issued_at, o->duty_due_at, pg->cx->now) %><% } %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
		<% if (actor_may(pg->cx->actor, PERM_LIST_EXPORT)) { %><a class="button" href="/exports/orders<%= part_query(pg) %>"><%r part_icon(pg, "download") %><%t 导出 %></a><% } %><footer><%r part_pager(pg, "/orders", p->next, -1) %></footer>
	</section>
</div>
