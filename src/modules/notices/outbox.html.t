<%@ include "modules/notices/notices_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct outbox_page %>
<header class="title"><h1><%t 发件箱 %></h1><%r notice_tabs(pg, "/notices/outbox") %></header>
<%r html_failure(pg) %>
<% if (!p->alive) { %><p class="banner red" role="alert"><%t 发送进程停了，消息都留在这里。请重启服务。 %></p><% } %>
<div class="work">
	<ul class="counters">
		<li><a href="/notices/outbox?state=waiting"><b><%= p->counts.waiting %></b> <%t 待发 %></a></li>
		<li><a href="/notices/outbox?state=away"><b><%= p->counts.away %></b> <%t 发送中 %></a></li>
		<li><a href="/notices/outbox?state=sent"><b><%= p->counts.sent %></b> <%t 24 小时内已发 %></a></li>
		<li class="<% if (p->counts.failed) { %>red<% } %>"><a href="/notices/outbox?state=failed"><b><%= p->counts.failed %></b> <%t 失败 %></a></li>
		<li class="<% if (p->counts.unheld) { %>amber<% } %>"><a href="/notices/unheld"><b><%= p->counts.unheld %></b> <%t 没人签收 %></a></li>
	</ul>
	<section class="card">
		<header>
			<h2><%t 发出的消息 %></h2>
			<form class="filters" action="/notices/outbox">
				<select name="state" aria-label="<%t 状态 %>"><%r part_options(pg, outbox_states, T(pg->cx, "全部状态"), input_text(pg->input, "state")) %></select>
				<button><%t 筛选 %></button>
			</form>
		</header>
		<% if (!p->count) { %>
		<p class="empty"><%t 这里没有发件。设好渠道，并在“通知方式”里选了邮件、短信，或设了群机器人，消息才会发到系统外面。 %></p>
		<% } else { %>
		<table class="rows">
			<thead><tr><th><%t 建立时间 %></th><th><%t 渠道 %></th><th><%t 收件人 %></th><th><%t 消息 %></th><th><%t 状态 %></th><th class="num wide"><%t 已试 %></th><th><span class="hidden"><%t 操作 %></span></th></tr></thead>
			<tbody>
			<% for (size_t i = 0; i < p->count; i++) { const struct outbox_row *o = &p->rows[i]; const char *again = arena_printf(pg->cx->arena, "/notices/outbox/%" PRId64 "/retry", o->id), *drop = arena_printf(pg->cx->arena, "/notices/outbox/%" PRId64 "/give-up", o->id); %>
			<tr>
				<td class="figure"><%r html_time(pg, o->created_at) %></td>
				<td class="short"><%= o->channel_name ? o->channel_name : T(pg->cx, "无") %></td>
				<td class="short"><% if (o->account_name) { %><%= o->account_name %><% } else if (*o->address) { %><%r html_value(pg, field_find(outbox_fields, "address"), o) %><% } else { %><%t 群 %><% } %></td>
				<td class="text"><% if (o->urgent) { %><span class="tag red"><%t 紧急 %></span> <% } %><%= o->title %><% if (o->count > 1) { %> <span class="tag grey"><%= arena_printf(pg->cx->arena, T(pg->cx, "共 %d 条消息"), o->count) %></span><% } %><% if (o->state != OUTBOX_SENT && *o->answer) { %><p class="hint"><%= o->answer %></p><% } %></td>
				<td><%r part_tag(pg, outbox_states, o->state, o->state == OUTBOX_SENT ? "green" : o->state == OUTBOX_FAILED ? "red" : o->state == OUTBOX_WAITING || o->state == OUTBOX_AWAY ? "blue" : "grey") %><% if (o->state == OUTBOX_WAITING) { %> <span class="figure"><%r html_time(pg, o->due_at) %></span><% } %></td>
				<td class="num wide"><% if (o->attempts) { %><%= o->attempts %><% } %></td>
				<td class="end">
					<% if (o->state == OUTBOX_FAILED || o->state == OUTBOX_GIVEN_UP) { %><%r html_form_open(pg, again, "inline") %><button class="small"><%t 重发 %></button><%r html_form_close(pg) %><% } %>
					<% if (o->state == OUTBOX_FAILED || o->state == OUTBOX_WAITING) { %><%r html_form_open(pg, drop, "inline") %><button class="small"><%t 不再发 %></button><%r html_form_close(pg) %><% } %>
				</td>
			</tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
		<footer><%r part_pager(pg, "/notices/outbox", p->next, -1) %></footer>
	</section>
</div>
