<%@ include "modules/keys/keys_web.h" %>
<%@ include "modules/keys/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct key_list_page %>
<% const char *state = p->state ? p->state : "all"; %>
<% const struct { const char *state, *label; } tabs[] = {
	{ "held", T(pg->cx, "在管") }, { "pending", T(pg->cx, "待验收") }, { "out", T(pg->cx, "借出") }, { "lost", T(pg->cx, "遗失") },
	{ "changing", T(pg->cx, "换锁中") }, { "different", T(pg->cx, "接收有差异") }, { "all", T(pg->cx, "全部") } }; %>
<header class="title"><h1><%t 钥匙台账 %></h1>
	<%r keys_tabs_html(pg, &(struct key_tabs){ "keys" }) %>
</header>
<div class="work">
	<section class="card">
		<header>
			<nav class="tabs" aria-label="<%t 状态 %>">
			<% for (size_t i = 0; i < sizeof tabs / sizeof tabs[0]; i++) { %>
				<a href="/keys?state=<%u tabs[i].state %>"<% if (!strcmp(state, tabs[i].state)) { %> aria-current="page"<% } %>><%= tabs[i].label %></a>
			<% } %>
			</nav>
			<form class="filters" action="/keys">
				<input type="hidden" name="state" value="<%= state %>">
				<input type="search" name="q" value="<%= p->filter.q %>" aria-label="<%t 查找 %>" placeholder="<%t 房号、编号、设备、接收单号 %>">
				<select name="kind" aria-label="<%t 类别 %>"><%r part_options(pg, key_kinds, T(pg->cx, "全部类别"), p->kind) %></select>
				<button class="primary"><%t 查找 %></button>
			</form>
			<% if (actor_may(pg->cx->actor, PERM_KEY_EXPORT)) { %><a class="button" href="/exports/keys<%= part_query(pg) %>"><%r part_icon(pg, "download") %><%t 导出 %></a><% } %>
			<% if (actor_may(pg->cx->actor, PERM_KEY_LEND)) { %><a class="button" href="/keys/new"><%r part_icon(pg, "plus") %><%t 接收钥匙 %></a><% } %>
		</header>
		<% if (!p->count) { %>
		<p class="empty"><%t 没有符合条件的钥匙。 %></p>
		<% } else { %>
		<table class="rows">
			<thead><tr><th class="wide"><%t 编号 %></th><th><%t 房号或设备 %></th><th><%t 类别 %></th><th class="wide"><%t 门类 %></th><th class="num"><%t 应交 %></th><th class="num"><%t 实收 %></th><th class="wide"><%t 柜位 %></th><th class="wide"><%t 封条号 %></th><th class="wide"><%t 接收差异 %></th><th><%t 状态 %></th><th><%t 借用人 %></th><th><%t 应还 %></th></tr></thead>
			<tbody>
			<% for (size_t n = 0; n < p->count; n++) { const struct key *k = &p->rows[n]; %>
			<tr>
				<td class="no wide"><%= k->number %></td>
				<td class="short"><a href="/keys/<%u k->id %>"><% if (*k->room) { %><%= k->room %><% } else { %><%= k->place %><% } %></a></td>
				<td><%r part_tag(pg, key_kinds, k->kind, "blue") %></td>
				<td class="wide"><%= k->lock %></td>
				<td class="num" data-label="<%t 应交 %>"><%= k->listed %></td>
				<td class="num" data-label="<%t 实收 %>"><%= k->count %></td>
				<td class="wide"><%= k->cabinet %> <%= k->hook %></td>
				<td class="wide"><%= k->seal %></td>
				<td class="short wide"><%= k->difference %></td>
				<td><%r part_tag(pg, key_states, k->state, key_state_colour(k->state)) %></td>
				<td data-label="<%t 借用人 %>"><% if (k->loan_id) { %><%= k->borrower %><% } else { %>—<% } %></td>
				<td class="end"><% if (k->loan_id) { %><%r part_clock(pg, k->lent_at, k->due_at, p->now) %><% } else { %>—<% } %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
		<footer><%r part_pager(pg, "/keys", p->next, p->total) %></footer>
	</section>
</div>
