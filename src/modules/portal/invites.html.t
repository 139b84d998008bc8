<%@ include "modules/portal/portal_web.h" %>
<%@ include "modules/portal/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct portal_invites_page %>
<% bool write = actor_may(pg->cx->actor, PERM_PORTAL_WRITE); %>
<header class="title"><h1><%t 住户入口 %></h1><%r portal_tabs_html(pg, &(struct portal_tabs){ "invites" }) %></header>
<%r html_failure(pg) %>
<div class="work">
	<section class="card">
		<header><h2><%t 住户邀请 %></h2><p class="hint"><%t 在一户一档的住户旁按“邀请”；核对本人后给他看二维码。 %></p></header>
		<% if (!p->count) { %>
		<p class="empty"><%t 还没有邀请过住户。打开一户一档，在住户旁按“邀请”。 %></p>
		<% } else { %>
		<table class="rows">
			<thead><tr><th><%t 房号 %></th><th><%t 姓名 %></th><th><%t 邀请时间 %></th><th class="wide"><%t 邀请人 %></th><th><%t 状态 %></th><th class="num"><%t 登录中 %></th><th><span class="hidden"><%t 操作 %></span></th></tr></thead>
			<tbody>
			<% for (size_t i = 0; i < p->count; i++) { const struct home_invite *v = &p->rows[i]; bool waits = !v->used_at && !v->revoked_at && v->expires_at > p->now;
			   const char *revoke = arena_printf(pg->cx->arena, "/portal/invites/%" PRId64 "/revoke", v->id), *leave = arena_printf(pg->cx->arena, "/portal/people/%" PRId64 "/leave", v->person_id); %>
			<tr>
				<td class="short"><%= v->room %></td>
				<td class="short"><%= v->name %></td>
				<td class="figure"><%r html_time(pg, v->created_at) %></td>
				<td class="short wide"><%= v->made_by ? v->made_by : T(pg->cx, "系统") %></td>
				<td><% if (v->used_at) { %><span class="tag green"><%t 已进入 %></span> <%r html_time(pg, v->used_at) %><% } else if (v->revoked_at) { %><span class="tag grey"><%t 已撤回 %></span><% } else if (waits) { %><span class="tag amber"><%t 待使用 %></span> <%r html_time(pg, v->expires_at) %><% } else { %><span class="tag grey"><%t 已过期 %></span><% } %></td>
				<td class="num" data-label="<%t 登录中 %>"><%= v->sessions %></td>
				<td class="end"><% if (write && waits) { %><%r html_form_open(pg, revoke, "inline") %><button class="small"><%t 撤回 %></button><%r html_form_close(pg) %><% } %><% if (write && v->sessions) { %><%r html_form_open(pg, leave, "inline") %><button class="small"><%t 让他退出 %></button><%r html_form_close(pg) %><% } %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
		<footer><%r part_pager(pg, "/portal/invites", p->next, -1) %></footer>
	</section>
</div>
