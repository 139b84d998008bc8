<%@ include "modules/outreach/outreach_web.h" %>
<%@ include "modules/outreach/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct promise_list_page %>
<% const char *state = p->filter.state ? p->filter.state : "all"; %>
<header class="title"><h1><%t 承诺事项 %></h1>
	<nav class="tabs" aria-label="<%t 状态 %>">
		<a href="/promises?state=waiting"<% if (!strcmp(state, "waiting")) { %> aria-current="page"<% } %>><%t 待兑现 %></a>
		<a href="/promises?state=late"<% if (!strcmp(state, "late")) { %> aria-current="page"<% } %>><%t 失约待处理 %></a>
		<a href="/promises?state=kept"<% if (!strcmp(state, "kept")) { %> aria-current="page"<% } %>><%t 已兑现 %></a>
		<a href="/promises?state="<% if (!*state || !strcmp(state, "all")) { %> aria-current="page"<% } %>><%t 全部 %></a>
		<a href="/promises/rate"><%t 兑现率 %></a>
		<a href="/outreach"><%t 联系名单 %></a>
	</nav>
	<% if (actor_may(pg->cx->actor, PERM_PROMISE_WRITE)) { %><a class="button primary" href="/promises/new"><%r part_icon(pg, "plus") %><%t 登记承诺 %></a><% } %>
</header>
<div class="work">
	<section class="card">
		<header>
			<form class="filters" action="/promises">
				<input type="hidden" name="state" value="<%= p->filter.state %>">
				<input name="room" value="<%= input_text(pg->input, "room") %>" size="10" aria-label="<%t 房号 %>" placeholder="<%t 房号 %>">
				<label><input type="checkbox" name="mine" value="1"<% if (p->mine) { %> checked <% } %>> <%t 我的 %></label>
				<button class="primary"><%t 查找 %></button>
			</form><% if (actor_may(pg->cx->actor, PERM_LIST_EXPORT)) { %><a class="button" href="/exports/promises<%= part_query(pg) %>"><%r part_icon(pg, "download") %><%t 导出 %></a><% } %>
		</header>
		<% if (!p->count) { %>
		<p class="empty"><%t 没有符合条件的承诺。答应了业主的事，登记下来就不会忘。 %> <a href="/promises/new"><%t 登记一条 %></a></p>
		<% } else { %>
		<table class="rows">
			<thead><tr><th class="wide"><%t 单号 %></th><th><%t 房号 %></th><th><%t 承诺内容 %></th><th><%t 状态 %></th><th class="wide"><%t 承诺人 %></th><th><%t 跟进人 %></th><th><%t 时限 %></th></tr></thead>
			<tbody>
			<% for (size_t i = 0; i < p->count; i++) { const struct promise *c = &p->rows[i]; %>
			<tr>
				<td class="no wide"><%= c->number %></td>
				<td class="room short"><% if (*c->room) { %><a href="/households/<%u c->room %>"><%= c->room %></a><% } else { %>—<% } %></td>
				<td class="clip"><a href="/promises/<%u c->id %>"><%= c->content %></a></td>
				<td><%r part_tag(pg, promise_states, c->state, promise_state_colour(c->state)) %><% if (c->offered_id) { %> <span class="tag amber"><%t 移交中 %></span><% } %></td>
				<td class="short wide"><%= c->promiser_name %></td>
				<td class="short" data-label="<%t 跟进人 %>"><%= c->holder_name %></td>
				<td class="end"><% if (c->state == PROMISE_OPEN || c->state == PROMISE_MOVED) { %><%r part_clock(pg, c->created_at, c->due_at, p->now) %><% } else { %><%r html_time(pg, c->kept_at ? c->kept_at : c->due_at) %><% } %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
		<footer><%r part_pager(pg, "/promises", p->next, -1) %></footer>
	</section>
</div>
