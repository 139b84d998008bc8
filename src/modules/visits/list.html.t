<%@ include "modules/visits/visits_web.h" %>
<%@ include "modules/visits/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct visit_list_page %>
<% const char *state = p->filter.state ? p->filter.state : "all"; %>
<% const struct { const char *state, *query, *label; } tabs[] = {
	{ "waiting", "?state=waiting&order=due", T(pg->cx, "待回访") }, { "overdue", "?state=overdue&order=due", T(pg->cx, "已超期") },
	{ "unsigned", "?state=unsigned&order=due", T(pg->cx, "待补签") }, { "in_review", "?state=in_review&order=due", T(pg->cx, "待审核") },
	{ "failed", "?state=failed", T(pg->cx, "不合格") }, { "all", "", T(pg->cx, "全部") } }; %>
<header class="title"><h1><%t 回访 %></h1>
	<%r visits_tabs_html(pg, &(struct visit_tabs){ "list" }) %>
</header>
<div class="work">
	<section class="card">
		<header>
			<nav class="tabs" aria-label="<%t 状态 %>">
			<% for (size_t i = 0; i < sizeof tabs / sizeof tabs[0]; i++) { %>
				<a href="/visits<%= tabs[i].query %>"<% if (!strcmp(state, tabs[i].state)) { %> aria-current="page"<% } %>><%= tabs[i].label %></a>
			<% } %>
			</nav>
			<form class="filters" action="/visits">
				<input type="hidden" name="state" value="<%= state %>">
				<% if (p->filter.by_due) { %><input type="hidden" name="order" value="due"><% } %>
				<input type="search" name="q" value="<%= p->filter.q %>" aria-label="<%t 查找 %>" placeholder="<%t 房号、单号、事由 %>">
				<select name="kind" aria-label="<%t 类别 %>"><%r part_options(pg, visit_kinds, T(pg->cx, "全部类别"), p->kind) %></select>
				<select name="grade" aria-label="<%t 满意度 %>"><%r part_options(pg, visit_grades, T(pg->cx, "全部评价"), input_text(pg->input, "grade")) %></select>
				<button class="primary"><%t 查找 %></button>
			</form>
			<% if (actor_may(pg->cx->actor, PERM_VISIT_EXPORT)) { %><a class="button" href="/exports/visits<%= part_query(pg) %>"><%r part_icon(pg, "download") %><%t 导出 %></a><% } %>
			<% if (actor_may(pg->cx->actor, PERM_VISIT_REVIEW)) { %><a class="button" href="/visits/new"><%r part_icon(pg, "plus") %><%t 安排回访 %></a><% } %>
		</header>
		<% if (!p->count) { %>
		<p class="empty"><%t 没有符合条件的回访。投诉办结、维修关闭时会自动列出；走访在计划里安排。 %></p>
		<% } else { %>
		<table class="rows">
			<thead><tr><th class="wide"><%t 单号 %></th><th><%t 房号 %></th><th class="wide"><%t 受访人 %></th><th><%t 类别 %></th><th><%t 事由 %></th><th class="wide"><%t 为何回访 %></th><th><%t 状态 %></th><th class="wide"><%t 回访人 %></th><th><%t 时限 %></th></tr></thead>
			<tbody>
			<%r visits_rows_html(pg, &(struct visit_rows){ p->rows, p->count, p->now }) %>
			</tbody>
		</table>
		<% } %>
		<footer><%r part_pager(pg, "/visits", p->next, p->total) %></footer>
	</section>
</div>
