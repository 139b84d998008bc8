<%@ include "modules/keys/keys_web.h" %>
<%@ include "modules/keys/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct key_loan_page %>
<% bool mine = p->view && !strcmp(p->view, "mine"); %>
<header class="title"><h1><% if (mine) { %><%t 我借的钥匙 %><% } else if (p->filter.overdue) { %><%t 逾期未还的钥匙 %><% } else { %><%t 钥匙借用 %><% } %></h1>
	<%r keys_tabs_html(pg, &(struct key_tabs){ p->view ? p->view : "loans" }) %>
	<% if (!mine && actor_may(pg->cx->actor, PERM_KEY_EXPORT)) { %><a class="button" href="/exports/key-loans<%= part_query(pg) %>"><%r part_icon(pg, "download") %><%t 导出 %></a><% } %>
</header>
<div class="work">
	<section class="card">
		<% if (!p->view) { %>
		<header>
			<form class="filters" action="/key-loans">
				<input name="room" size="10" value="<%= p->room %>" aria-label="<%t 房号 %>" placeholder="<%t 房号 %>">
				<input name="month" size="8" value="<%= p->month %>" aria-label="<%t 月份 %>" placeholder="2026-11">
				<button class="primary"><%t 查找 %></button>
			</form>
		</header>
		<% } %>
		<% if (!p->count) { %>
		<p class="empty"><% if (p->filter.overdue) { %><%t 没有逾期未还的钥匙。 %><% } else { %><%t 没有符合条件的借用记录。 %><% } %></p>
		<% } else { %>
		<table class="rows">
			<thead><tr><th class="wide"><%t 编号 %></th><th><%t 房号或设备 %></th><th><%t 借用人 %></th><th class="wide"><%t 单位 %></th><th><%t 事由 %></th><th><%t 借出 %></th><th class="wide"><%t 经手人 %></th><th><%t 归还 %></th><th><%t 应还 %></th></tr></thead>
			<tbody>
			<% for (size_t n = 0; n < p->count; n++) { const struct key_loan *l = &p->rows[n]; %>
			<tr>
				<td class="no wide"><% if (mine) { %><%= l->number %><% } else { %><a href="/key-loans/<%u l->id %>"><%= l->number %></a><% } %></td>
				<td class="short"><% if (!mine || !l->returned_at) { %><a href="/keys/<%u l->key_id %>"><%= l->room %><%= l->place %></a><% } else { %><%= l->room %><%= l->place %><% } %></td>
				<td><%= l->borrower_name %><% if (l->urgent) { %> <span class="tag red"><%t 应急 %></span> <%= l->second_name %><% } %></td>
				<td class="wide"><%r html_choice(pg, key_units, l->unit) %></td>
				<td class="clip"><% if (l->request_id) { %><%r part_record(pg, subject_path(pg->cx, "request", l->request_id), l->request_number) %> <% } %><%= l->purpose %></td>
				<td class="figure" data-label="<%t 借出 %>"><%r html_time(pg, l->lent_at) %></td>
				<td class="wide"><%= l->lent_by_name %></td>
				<td class="figure" data-label="<%t 归还 %>"><% if (l->lost) { %><span class="tag red"><%t 遗失 %></span> <% } else if (!l->returned_at) { %>—<% } %><%r html_time(pg, l->returned_at) %></td>
				<td class="end"><% if (!l->returned_at) { %><%r part_clock(pg, l->lent_at, l->due_at, p->now) %><% } else { %><small><%r html_time(pg, l->due_at) %></small><% } %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
		<footer><%r part_pager(pg, mine ? "/keys/mine" : "/key-loans", p->next, -1) %></footer>
	</section>
</div>
