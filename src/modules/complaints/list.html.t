<%@ include "modules/complaints/complaints_web.h" %>
<%@ include "modules/complaints/templates.h" %>
<%@ include "base/text.h" %>
<%@ include "pages/parts.h" %>
<%@ include "pages/templates.h" %>
<%@ type struct complaint_list_page %>
<% const char *state = p->filter.state ? p->filter.state : "all"; const char *anonymous = input_text(pg->input, "anonymous"); %>
<header class="title"><h1><%t 投诉 %></h1>
	<nav class="tabs" aria-label="<%t 状态 %>">
		<a href="/complaints?state=open&amp;order=due"<% if (!strcmp(state, "open")) { %> aria-current="page"<% } %>><%t 在办 %></a>
		<a href="/complaints?state=new&amp;order=due"<% if (!strcmp(state, "new")) { %> aria-current="page"<% } %>><%t 待判定 %></a>
		<a href="/complaints?state=proposed&amp;order=due"<% if (!strcmp(state, "proposed")) { %> aria-current="page"<% } %>><%t 待审批 %></a>
		<a href="/complaints?state=overdue&amp;order=due"<% if (!strcmp(state, "overdue")) { %> aria-current="page"<% } %>><%t 已超时 %></a>
		<a href="/complaints?anonymous=true"<% if (anonymous && !strcmp(anonymous, "true")) { %> aria-current="page"<% } %>><%t 匿名 %></a>
		<a href="/complaints"<% if (!strcmp(state, "all") && text_blank(anonymous)) { %> aria-current="page"<% } %>><%t 全部 %></a>
	</nav>
</header>
<div class="work">
	<section class="card">
		<header>
			<form class="filters" action="/complaints">
				<input type="hidden" name="state" value="<%= state %>">
				<% if (p->filter.by_due) { %><input type="hidden" name="order" value="due"><% } %>
				<% if (!text_blank(anonymous)) { %><input type="hidden" name="anonymous" value="<%= anonymous %>"><% } %>
				<input type="search" name="q" value="<%= p->filter.q %>" aria-label="<%t 查找 %>" placeholder="<%t 内容、房号、单号 %>">
				<select name="grade" aria-label="<%t 等级 %>"><%r part_options(pg, complaint_grades, T(pg->cx, "全部等级"), input_text(pg->input, "grade")) %></select>
				<select name="cause" aria-label="<%t 投诉原因 %>"><%r part_options(pg, complaint_causes, T(pg->cx, "全部原因"), input_text(pg->input, "cause")) %></select>
				<select name="unit" aria-label="<%t 责任部门 %>"><%r part_options(pg, complaint_units, T(pg->cx, "全部部门"), input_text(pg->input, "unit")) %></select>
				<input type="date" name="from" value="<%= input_text(pg->input, "from") %>" aria-label="<%t 从 %>">
				<input type="date" name="to" value="<%= input_text(pg->input, "to") %>" aria-label="<%t 到 %>">
				<button class="primary"><%t 查找 %></button>
			</form>
			<a class="button" href="/complaint-reports/now"><%r part_icon(pg, "board") %><%t 月分析 %></a>
			<% if (actor_may(pg->cx->actor, PERM_COMPLAINT_EXPORT)) { %><a class="button" href="/exports/complaints<%= part_query(pg) %>"><%r part_icon(pg, "download") %><%t 导出 %></a><% } %>
			<a class="button" href="/complaints/new"><%r part_icon(pg, "plus") %><%t 登记投诉 %></a>
		</header>
		<% if (!p->count) { %>
		<p class="empty"><%t 没有符合条件的投诉。 %> <a href="/complaints/new"><%t 登记一件 %></a></p>
		<% } else { %>
		<% bool pick = p->bar.count > 0; %>
		<% if (pick) { %><%r html_form_open(pg, "/complaints/bulk", "bulk") %><% } %>
		<table class="rows">
			<thead><tr><% if (pick) { %><th class="pick"></th><% } %><th class="wide"><%t 单号 %></th><th><%t 房号 %></th><th class="wide"><%t 投诉人 %></th><th><%t 等级 %></th><th><%t 内容 %></th><th class="wide"><%t 原因 %></th><th><%t 状态 %></th><th class="wide"><%t 责任 %></th><th><%t 时限 %></th></tr></thead>
			<tbody>
			<% struct complaint_rows rows = { p->rows, p->count, p->now, pick }; %>
			<%r complaints_rows_html(pg, &rows) %>
			</tbody>
		</table>
		<% if (pick) { %><%r pages_bulkbar_html(pg, &p->bar) %><%r html_form_close(pg) %><% } %>
		<% } %>
		<footer><%r part_pager(pg, "/complaints", p->next, p->total) %></footer>
	</section>
</div>
