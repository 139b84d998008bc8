<%@ include "pages/parts.h" %>
<%@ include "modules/people/people_web.h" %>
<%@ type struct posts_page %>
<header class="title">
	<h1><%t 岗位 %></h1>
	<nav class="tabs" aria-label="<%t 员工 %>"><a href="/people"><%t 员工 %></a><a href="/posts" aria-current="page"><%t 岗位 %></a><a href="/roles"><%t 角色与权限 %></a></nav>
</header>
<% if (pg->cx->why[0]) { %><p class="banner red" role="alert"><%= pg->cx->why %></p><% } %>
<div class="work">
	<section class="card">
		<table class="rows">
			<thead><tr><th><%t 岗位 %></th><th><%t 角色 %></th><th><%t 在岗人数 %></th><th><span class="hidden"><%t 操作 %></span></th></tr></thead>
			<tbody>
				<% for (size_t i = 0; i < p->count; i++) { const struct post *post = &p->rows[i]; %>
				<tr>
					<td class="room"><%= post->name %></td>
					<td><%r part_tag(pg, role_choices, post->role, "blue") %></td>
					<td class="figure" data-label="<%t 在岗 %>"><%= post->holders %></td>
					<td class="end">
						<% if (post->retired_at) { %>
						<span class="tag grey"><%t 已撤 %></span>
						<% } else if (p->may_write && !post->holders) { %>
						<%r html_form_open(pg, arena_printf(pg->cx->arena, "/posts/%" PRId64 "/retire", post->id), NULL) %><button class="small"><%t 撤岗 %></button><%r html_form_close(pg) %>
						<% } %>
					</td>
				</tr>
				<% } %>
			</tbody>
		</table>
	</section>
</div>
<% if (p->may_write) { %>
<aside class="context after" aria-label="<%t 操作 %>">
	<section class="card">
		<header><h2><%t 新岗位 %></h2></header>
		<%r html_form_open(pg, "/posts", "fields") %>
			<%r html_inputs(pg, "", post_fields, NULL) %>
			<p class="actions"><button class="primary"><%t 保存 %></button></p>
		<%r html_form_close(pg) %>
	</section>
	<section class="card">
		<details>
			<summary><%t 改名 %></summary>
			<% for (size_t i = 0; i < p->count; i++) { const struct post *post = &p->rows[i]; %>
			<% if (!post->retired_at) { %>
			<%r html_form_open(pg, arena_printf(pg->cx->arena, "/posts/%" PRId64, post->id), "actions") %>
				<input name="name" value="<%= post->name %>" aria-label="<%t 岗位 %>" maxlength="40" required>
				<button class="small"><%t 改名 %></button>
			<%r html_form_close(pg) %>
			<% } %>
			<% } %>
		</details>
	</section>
</aside>
<% } %>
