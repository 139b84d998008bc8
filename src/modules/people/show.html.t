<%@ include "base/text.h" %>
<%@ include "pages/parts.h" %>
<%@ include "modules/people/people_web.h" %>
<%@ type struct person_page %>
<% pg->may_see_phones = true; %>
<header class="title">
	<h1><%= p->s.name %></h1>
	<%r part_tag(pg, staff_states, p->s.state, p->s.state == STAFF_ACTIVE ? "green" : "grey") %>
	<span class="figure"><%= p->s.login %></span>
	<a class="button" href="/people"><%t 员工名册 %></a>
</header>
<% if (pg->cx->why[0]) { %><p class="banner red" role="alert"><%= pg->cx->why %></p><% } %>
<% if (p->s.locked_until > pg->cx->now) { %>
<div class="banner amber" role="status"><%t 密码连续输错，锁定至 %> <%r html_time(pg, p->s.locked_until) %>
	<% if (p->acts & ACT_UNLOCK) { %>
	<%r html_form_open(pg, arena_printf(pg->cx->arena, "%s/unlock", p->path), NULL) %><button class="small"><%t 解除锁定 %></button><%r html_form_close(pg) %>
	<% } %>
</div>
<% } %>
<div class="work">
	<section class="card">
		<header><h2><%t 资料 %></h2></header>
		<% if (p->acts & ACT_EDIT) { %>
		<%r html_form_edit(pg, p->path, "fields keep", p->s.version) %>
			<%r html_input(pg, "", field_find(staff_edit_fields, "name"), &(const struct staff_edit){ .name = p->s.name }) %>
			<%r html_input(pg, "", field_find(staff_edit_fields, "phone"), &(const struct staff_edit){ .phone = p->s.phone }) %>
			<p class="actions"><button class="primary" data-busy="<%t 正在保存… %>"><%t 保存 %></button></p>
		<%r html_form_close(pg) %>
		<% } else { %>
		<dl class="details">
			<dt><%t 电话 %></dt><dd class="figure"><%= p->s.phone %></dd>
			<dt><%t 入职 %></dt><dd><%r html_date(pg, p->s.joined_on) %></dd>
			<% if (p->s.left_on) { %>
			<dt><%t 离职 %></dt><dd><%r html_date(pg, p->s.left_on) %></dd>
			<% } %>
		</dl>
		<% } %>
	</section>
	<section class="card">
		<header><h2><%t 任职 %></h2></header>
		<% if (!p->tenure_count) { %>
		<p class="empty"><%t 还没有岗位，登录后什么也不能办。 %></p>
		<% } else { %>
		<table class="rows">
			<thead><tr><th><%t 岗位 %></th><th><%t 角色 %></th><th><%t 从 %></th><th><%t 到 %></th><th><span class="hidden"><%t 操作 %></span></th></tr></thead>
			<tbody>
				<% for (size_t i = 0; i < p->tenure_count; i++) { const struct tenure *t = &p->tenures[i]; %>
				<tr>
					<td class="room"><%= t->post_name %></td>
					<td><%r part_tag(pg, role_choices, t->role, t->now ? "blue" : "grey") %></td>
					<td class="figure" data-label="<%t 从 %>"><%r html_time(pg, t->from_at) %></td>
					<td class="figure" data-label="<%t 到 %>"><%r html_time(pg, t->until_at) %></td>
					<td class="end">
						<% if (p->acts & ACT_POSTS && (!t->until_at || t->until_at > pg->cx->now)) { %>
						<%r html_form_open(pg, arena_printf(pg->cx->arena, "%s/posts/%" PRId64 "/end", p->path, t->post_id), NULL) %><button class="small"><%t 免去 %></button><%r html_form_close(pg) %>
						<% } %>
					</td>
				</tr>
				<% } %>
			</tbody>
		</table>
		<% } %>
		<% if (p->acts & ACT_POSTS) { %>
		<details>
			<summary><%t 任命岗位 %></summary>
			<%r html_form_open(pg, arena_printf(pg->cx->arena, "%s/posts", p->path), "fields") %>
				<p class="field">
					<label for="post"><%t 岗位 %> <b>*</b></label>
					<select id="post" name="post_id" required>
						<option value=""><%t 请选择 %></option>
						<% for (size_t i = 0; i < p->post_count; i++) { const struct post *post = &p->posts[i]; bool on = text_equal(input_text(pg->input, "post_id"), arena_printf(pg->cx->arena, "%" PRId64, post->id)); %>
						<option value="<%= post->id %>" <% if (on) { %>selected <% } %>><%= post->name %></option>
						<% } %>
					</select>
					<%r html_error(pg, "post_id") %>
				</p>
				<%r html_input(pg, "", field_find(tenure_new_fields, "from_on"), NULL) %>
				<%r html_input(pg, "", field_find(tenure_new_fields, "until_on"), NULL) %>
				<p class="actions"><button class="primary"><%t 任命 %></button></p>
			<%r html_form_close(pg) %>
		</details>
		<% } %>
	</section>
	<% if (p->in_trust) { %>
	<section class="card">
		<header>
			<h2><%t 已登录的设备 %></h2>
			<% if (p->acts & ACT_SIGN_OUT && p->session_count) { %>
			<%r html_form_open(pg, arena_printf(pg->cx->arena, "%s/sign-out", p->path), NULL) %><button><%t 全部退出 %></button><%r html_form_close(pg) %>
			<% } %>
		</header>
		<% if (!p->session_count) { %>
		<p class="empty"><%t 现在没有登录。 %></p>
		<% } else { %>
		<table class="rows">
			<thead><tr><th><%t 设备 %></th><th><%t 地址 %></th><th><%t 登录 %></th><th><%t 最近使用 %></th></tr></thead>
			<tbody>
				<% for (size_t i = 0; i < p->session_count; i++) { const struct session *s = &p->sessions[i]; %>
				<tr>
					<td class="text"><%= s->agent ? s->agent : T(pg->cx, "未知设备") %></td>
					<td class="figure" data-label="<%t 地址 %>"><%= s->peer %></td>
					<td class="figure" data-label="<%t 登录 %>"><%r html_time(pg, s->created_at) %></td>
					<td class="figure" data-label="<%t 最近 %>"><%r html_time(pg, s->seen_at) %></td>
				</tr>
				<% } %>
			</tbody>
		</table>
		<% } %>
		<% if (p->token_count) { %>
		<table class="rows">
			<thead><tr><th><%t 接口令牌 %></th><th><%t 生成 %></th><th><%t 最近使用 %></th><th><span class="hidden"><%t 操作 %></span></th></tr></thead>
			<tbody>
				<% for (size_t i = 0; i < p->token_count; i++) { const struct token *t = &p->tokens[i]; %>
				<tr>
					<td class="room"><%= t->name %></td>
					<td class="figure" data-label="<%t 生成 %>"><%r html_time(pg, t->created_at) %></td>
					<td class="figure" data-label="<%t 最近 %>"><%r html_time(pg, t->last_used_at) %></td>
					<td class="end">
						<% if (p->acts & ACT_SIGN_OUT) { %>
						<%r html_form_open(pg, arena_printf(pg->cx->arena, "%s/tokens/%" PRId64 "/revoke", p->path, t->id), NULL) %><button class="small danger"><%t 撤销 %></button><%r html_form_close(pg) %>
						<% } %>
					</td>
				</tr>
				<% } %>
			</tbody>
		</table>
		<% } %>
	</section>
	<% } %>
</div>
<aside class="context after" aria-label="<%t 操作 %>">
	<% if (p->acts & (ACT_RESET | ACT_DISMISS | ACT_REINSTATE)) { %>
	<section class="card">
		<% if (p->acts & ACT_RESET) { %>
		<details>
			<summary><%t 重置密码 %></summary>
			<%r html_form_open(pg, arena_printf(pg->cx->arena, "%s/reset", p->path), "fields") %>
				<input type="hidden" name="version" value="<%= p->s.version %>">
				<p class="full"><%t 给出一次性密码，登录后必须修改；现有的登录和令牌全部失效。 %></p>
				<p class="actions"><button><%t 重置 %></button></p>
			<%r html_form_close(pg) %>
		</details>
		<% } %>
		<% if (p->acts & ACT_DISMISS) { %>
		<details>
			<summary><%t 离职 %></summary>
			<%r html_form_open(pg, arena_printf(pg->cx->arena, "%s/dismiss", p->path), "fields") %>
				<input type="hidden" name="version" value="<%= p->s.version %>">
				<p class="full"><%t 立即卸任全部岗位，登录和令牌同时失效。 %></p>
				<p class="actions"><button class="danger"><%t 办理离职 %></button></p>
			<%r html_form_close(pg) %>
		</details>
		<% } %>
		<% if (p->acts & ACT_REINSTATE) { %>
		<details>
			<summary><%t 复职 %></summary>
			<%r html_form_open(pg, arena_printf(pg->cx->arena, "%s/reinstate", p->path), "fields") %>
				<input type="hidden" name="version" value="<%= p->s.version %>">
				<p class="full"><%t 恢复账号；岗位要重新任命，密码要重置。 %></p>
				<p class="actions"><button><%t 办理复职 %></button></p>
			<%r html_form_close(pg) %>
		</details>
		<% } %>
	</section>
	<% } %>
	<% if (p->event_count) { %>
	<section class="card">
		<header><h2><%t 经过 %></h2></header>
		<ol class="timeline">
			<% for (size_t i = 0; i < p->event_count; i++) { const struct journal_entry *e = &p->events[i]; %>
			<li><%r html_time(pg, e->at) %><div><b><%r people_action(pg, e->action) %></b> <%= e->note %><br><small><%= e->actor_name ? e->actor_name : T(pg->cx, "系统") %></small></div></li>
			<% } %>
		</ol>
	</section>
	<% } %>
</aside>
