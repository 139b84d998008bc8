<%@ include "modules/notices/notices_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct channel_list_page %>
<header class="title"><h1><%t 渠道 %></h1><%r notice_tabs(pg, "/notices/channels") %></header>
<%r html_failure(pg) %>
<div class="work">
	<section class="card">
		<% if (!p->count) { %>
		<p class="empty"><%t 还没有渠道，消息只在系统里。填写下面的表，加一个邮件服务器、群机器人或短信网关。 %></p>
		<% } else { %>
		<table class="rows">
			<thead><tr><th><%t 名称 %></th><th><%t 种类 %></th><th class="wide"><%t 主机 %></th><th><%t 发给 %></th><th class="num wide"><%t 每分钟最多 %></th><th><%t 状态 %></th></tr></thead>
			<tbody>
			<% for (size_t i = 0; i < p->count; i++) { const struct notice_channel *c = &p->rows[i]; %>
			<tr>
				<td class="room"><a href="/notices/channels/<%u c->id %>"><%= c->name %></a></td>
				<td><%r part_tag(pg, channel_kinds, c->kind, "blue") %></td>
				<td class="figure wide"><%= c->host %></td>
				<td class="short"><% if (!channel_is_robot(c->kind)) { %><%t 按各人的通知方式 %><% } else if (c->post_name) { %><%= c->post_name %><% } else { %><%t 全部岗位 %><% } %><% if (c->urgent_only) { %> <span class="tag red"><%t 只发紧急的 %></span><% } %></td>
				<td class="num wide"><%= c->per_minute %></td>
				<td><% if (c->enabled) { %><span class="tag green"><%t 启用 %></span><% } else { %><span class="tag grey"><%t 停用 %></span><% } %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
	</section>
	<section class="card">
		<header><h2><%t 新渠道 %></h2></header>
		<%r html_form_open(pg, "/notices/channels", "fields") %>
			<%r html_inputs(pg, "", channel_input_fields, &(const struct notice_channel){ .enabled = true, .per_minute = 20 }) %>
			<p class="field"><label for="post_id"><%t 群里只发给这个岗位的 %></label><select id="post_id" name="post_id"><%r channel_post_options(pg, p->posts, p->post_count, 0) %></select></p>
			<p class="full hint"><% if (p->inside) { %><%t 现在允许发到内部网络的地址（参数 notices.allow_private）。 %><% } else { %><%t 不会发到内部网络的地址。自建的服务器请先改参数 notices.allow_private。 %><% } %></p>
			<p class="actions"><button class="primary"><%t 保存 %></button></p>
		<%r html_form_close(pg) %>
	</section>
</div>
