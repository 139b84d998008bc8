<%@ include "modules/duties/duties_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct deputies_page %>
<header class="title"><h1><%t 代理 %></h1>
	<nav class="tabs" aria-label="<%t 视图 %>"><a href="/obligations?view=mine"><%t 待办 %></a><a href="/deputies" aria-current="page"><%t 代理 %></a></nav>
</header>
<%r html_failure(pg) %>
<div class="work">
	<section class="card">
		<% if (!p->count) { %>
		<p class="empty"><%t 现在没有人代理。请假、出差前在右边登记，代理人就能看到并办理你的应办事项。 %></p>
		<% } else { %>
		<table class="rows">
			<thead><tr><th><%t 被代理人 %></th><th><%t 代理人 %></th><th><%t 从 %></th><th><%t 到 %></th><th><%t 原因 %></th><th><span class="hidden"><%t 操作 %></span></th></tr></thead>
			<tbody>
			<% for (size_t i = 0; i < p->count; i++) { const struct deputy *d = &p->rows[i]; %>
			<tr>
				<td class="room"><%= d->account_name %></td>
				<td data-label="<%t 代理人 %>"><%= d->deputy_name %><% if (d->now) { %> <span class="tag green"><%t 代理中 %></span><% } %></td>
				<td class="figure" data-label="<%t 从 %>"><%r html_time(pg, d->from_at) %></td>
				<td class="figure" data-label="<%t 到 %>"><%r html_time(pg, d->until_at) %></td>
				<td class="text"><%= d->reason %></td>
				<td class="end"><% if (d->until_at > pg->cx->now && (p->may_write || d->account_id == p->self)) { %>
				<%r html_form_open(pg, arena_printf(pg->cx->arena, "/deputies/%" PRId64 "/end", d->id), NULL) %><button class="small"><%t 结束 %></button><%r html_form_close(pg) %>
				<% } %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
	</section>
</div>
<aside class="context after" aria-label="<%t 操作 %>">
	<section class="card">
		<header><h2><%t 登记代理 %></h2></header>
		<%r html_form_open(pg, "/deputies", "fields keep") %>
			<% if (p->may_write) { %>
			<p class="field"><label for="account_id"><%t 谁不在 %></label><select id="account_id" name="account_id">
				<% for (size_t i = 0; i < p->people_count; i++) { %>
				<% if (p->people[i].id == p->self) { %><option value="<%= p->people[i].id %>" selected><%= p->people[i].name %></option><% } else { %><option value="<%= p->people[i].id %>"><%= p->people[i].name %></option><% } %>
				<% } %>
			</select><%r html_error(pg, "account_id") %></p>
			<% } %>
			<p class="field"><label for="deputy_id"><%t 由谁代理 %></label><select id="deputy_id" name="deputy_id" required>
				<option value=""><%t 请选择 %></option>
				<% for (size_t i = 0; i < p->people_count; i++) { %>
				<% if (p->may_write || p->people[i].id != p->self) { %><option value="<%= p->people[i].id %>"><%= p->people[i].name %></option><% } %>
				<% } %>
			</select><%r html_error(pg, "deputy_id") %></p>
			<%r html_input(pg, "", field_find(deputy_new_fields, "from_on"), NULL) %>
			<%r html_input(pg, "", field_find(deputy_new_fields, "until_on"), NULL) %>
			<%r html_input(pg, "", field_find(deputy_new_fields, "reason"), NULL) %>
			<p class="actions"><button class="primary"><%t 保存 %></button></p>
		<%r html_form_close(pg) %>
	</section>
</aside>
