<%@ include "modules/requests/requests_web.h" %>
<%@ include "modules/requests/templates.h" %>
<%@ include "base/text.h" %>
<%@ include "pages/parts.h" %>
<%@ include "pages/templates.h" %>
<%@ type struct request_list_page %>
<% const char *state = p->filter.state ? p->filter.state : "all"; %>
<header class="title"><h1><%t 工单 %></h1>
	<nav class="tabs" aria-label="<%t 状态 %>">
		<a href="/requests?state=open&amp;order=due"<% if (!strcmp(state, "open")) { %> aria-current="page"<% } %>><%t 在办 %></a>
		<a href="/requests?state=undispatched&amp;order=due"<% if (!strcmp(state, "undispatched")) { %> aria-current="page"<% } %>><%t 未派单 %></a>
		<a href="/requests?state=overdue&amp;order=due"<% if (!strcmp(state, "overdue")) { %> aria-current="page"<% } %>><%t 已超时 %></a>
		<a href="/requests?state=closed"<% if (!strcmp(state, "closed")) { %> aria-current="page"<% } %>><%t 已关闭 %></a>
		<a href="/requests"<% if (!strcmp(state, "all")) { %> aria-current="page"<% } %>><%t 全部 %></a>
	</nav>
</header>
<div class="work">
	<section class="card" data-live="request">
		<header>
			<form class="filters" action="/requests">
				<input type="hidden" name="state" value="<%= state %>">
				<% if (p->filter.by_due) { %><input type="hidden" name="order" value="due"><% } %>
				<input type="search" name="q" value="<%= p->filter.q %>" aria-label="<%t 查找 %>" placeholder="<%t 内容、房号、单号 %>">
				<select name="kind" aria-label="<%t 类别 %>"><%r part_options(pg, request_kinds, T(pg->cx, "全部类别"), p->kind) %></select>
				<input name="building" value="<%= p->filter.building %>" size="4" aria-label="<%t 楼栋 %>" placeholder="<%t 楼栋 %>">
				<input type="date" name="from" value="<%= input_text(pg->input, "from") %>" aria-label="<%t 从 %>">
				<input type="date" name="to" value="<%= input_text(pg->input, "to") %>" aria-label="<%t 到 %>">
				<button class="primary"><%t 查找 %></button>
			</form>
			<% if (p->count) { %><a class="button" href="/requests/slips<%= part_query(pg) %>"><%r part_icon(pg, "print") %><%t 打印派工单 %></a><% } %>
			<% if (actor_may(pg->cx->actor, PERM_REQUEST_EXPORT)) { %>
			<a class="button" href="/exports/requests<%= part_query(pg) %>"><%r part_icon(pg, "download") %><%t 导出 %></a>
			<% } %>
		</header>
		<% if (!p->count) { %>
		<p class="empty"><%t 没有符合条件的工单。 %> <a href="/contacts/new"><%t 登记一件 %></a></p>
		<% } else { %>
		<% bool pick = p->bar.count > 0; %>
		<% if (pick) { %><%r html_form_open(pg, "/requests/bulk", "bulk") %><% } %>
		<table class="rows">
			<thead><tr><% if (pick) { %><th class="pick"></th><% } %><th class="wide"><%t 单号 %></th><th><%t 房号 %></th><th class="wide"><%t 提出人 %></th><th><%t 类别 %></th><th><%t 内容 %></th><th><%t 状态 %></th><th class="wide"><%t 负责人 %></th><th><%t 时限 %></th></tr></thead>
			<tbody>
			<% struct request_rows rows = { p->rows, p->count, p->now, pick }; %>
			<%r requests_rows_html(pg, &rows) %>
			</tbody>
		</table>
		<% if (pick) { %><%r pages_bulkbar_html(pg, &p->bar) %><%r html_form_close(pg) %><% } %>
		<% } %>
		<footer><%r part_pager(pg, "/requests", p->next, p->total) %></footer>
	</section>
</div>
