<%@ include "modules/keys/key_checks_web.h" %>
<%@ include "modules/keys/keys_web.h" %>
<%@ include "modules/keys/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct key_check_list_page %>
<header class="title"><h1><%t 钥匙盘点 %></h1>
	<%r keys_tabs_html(pg, &(struct key_tabs){ "checks" }) %>
</header>
<%r html_failure(pg) %>
<div class="work">
	<section class="card">
		<header><h2><%t 每次盘点 %></h2>
		<% if (actor_may(pg->cx->actor, PERM_KEY_LEND)) { %><%r html_form_open(pg, "/key-checks", "reveal") %><button class="primary"><%t 开始盘点 %></button><%r html_form_close(pg) %><% } %>
		</header>
		<% if (!p->count) { %>
		<p class="empty"><%t 还没有盘点过。到了每月盘点的日子会自动开始一次。 %></p>
		<% } else { %>
		<table class="rows">
			<thead><tr><th class="wide"><%t 编号 %></th><th><%t 开始 %></th><th class="num"><%t 应盘 %></th><th class="num"><%t 已盘 %></th><th class="num wide"><%t 其中借出 %></th><th class="num"><%t 有差异 %></th><th class="num"><%t 未说明 %></th><th><%t 状态 %></th><th class="wide"><%t 监盘人 %></th><th><%t 完成时间 %></th></tr></thead>
			<tbody>
			<% for (size_t n = 0; n < p->count; n++) { const struct key_check *c = &p->rows[n]; %>
			<tr>
				<td class="no wide"><%= c->number %></td>
				<td class="figure"><a href="/key-checks/<%u c->id %>"><%r html_time(pg, c->started_at) %></a></td>
				<td class="num" data-label="<%t 应盘 %>"><%= c->total %></td>
				<td class="num" data-label="<%t 已盘 %>"><%= c->counted %></td>
				<td class="num wide"><%= c->lent %></td>
				<td class="num" data-label="<%t 有差异 %>"><%= c->different %></td>
				<td class="num" data-label="<%t 未说明 %>"><%= c->unexplained %></td>
				<td><%r part_tag(pg, key_check_states, c->state, c->state == KEY_CHECK_OPEN ? "amber" : "green") %></td>
				<td class="wide"><%= c->closed_name ? c->closed_name : "—" %></td>
				<td class="figure end"><% if (c->closed_at) { %><%r html_time(pg, c->closed_at) %><% } else { %>—<% } %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
		<footer><%r part_pager(pg, "/key-checks", p->next, -1) %></footer>
	</section>
</div>
