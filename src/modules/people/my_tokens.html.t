<%@ include "pages/parts.h" %>
<%@ include "modules/people/people_web.h" %>
<%@ type struct tokens_page %>
<header class="title"><h1><%t 接口令牌 %></h1></header>
<% if (pg->cx->why[0]) { %><p class="banner red" role="alert"><%= pg->cx->why %></p><% } %>
<div class="work">
	<% if (p->text) { %>
	<section class="card">
		<p class="banner green" role="status"><%t 令牌已生成，只显示这一次，请现在复制。 %></p>
		<p><output class="secret"><%= p->text %></output></p>
	</section>
	<% } %>
	<section class="card">
		<% if (!p->count) { %>
		<p class="empty"><%t 还没有令牌。令牌让别的程序以你的权限使用接口。 %></p>
		<% } else { %>
		<table class="rows">
			<thead><tr><th><%t 用途 %></th><th><%t 小区 %></th><th><%t 生成 %></th><th><%t 最近使用 %></th><th><span class="hidden"><%t 操作 %></span></th></tr></thead>
			<tbody>
				<% for (size_t i = 0; i < p->count; i++) { const struct token *t = &p->rows[i]; %>
				<tr>
					<td class="room"><%= t->name %></td>
					<td data-label="<%t 小区 %>"><%= t->community_name %></td>
					<td class="figure" data-label="<%t 生成 %>"><%r html_time(pg, t->created_at) %></td>
					<td class="figure" data-label="<%t 最近 %>"><%r html_time(pg, t->last_used_at) %></td>
					<td class="end"><%r html_form_open(pg, arena_printf(pg->cx->arena, "/me/tokens/%" PRId64 "/revoke", t->id), NULL) %><button class="small danger"><%t 撤销 %></button><%r html_form_close(pg) %></td>
				</tr>
				<% } %>
			</tbody>
		</table>
		<% } %>
	</section>
	<section class="card">
		<header><h2><%t 新令牌 %></h2></header>
		<%r html_form_open(pg, "/me/tokens", "fields") %>
			<p class="field"><label for="name"><%t 用途 %> <b>*</b></label><input id="name" name="name" maxlength="60" placeholder="<%t 如：来电盒 %>" required><%r html_error(pg, "name") %></p>
			<p class="full hint"><%t 持有令牌的程序能做你能做的一切，请只交给要用它的程序。离职和重置密码时令牌一并失效。 %></p>
			<p class="actions"><button class="primary"><%t 生成 %></button></p>
		<%r html_form_close(pg) %>
	</section>
</div>
