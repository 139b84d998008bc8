<%@ include "base/text.h" %>
<%@ include "pages/parts.h" %>
<%@ include "modules/people/people_web.h" %>
<%@ type struct new_person_page %>
<header class="title"><h1><%t 聘用 %></h1></header>
<% if (pg->cx->why[0]) { %><p class="banner red" role="alert"><%= pg->cx->why %></p><% } %>
<div class="work">
	<section class="card">
		<header><h2><%t 新员工 %></h2></header>
		<%r html_form_open(pg, "/people", "fields keep") %>
			<%r html_input(pg, "", field_find(staff_new_fields, "name"), NULL) %>
			<%r html_input(pg, "", field_find(staff_new_fields, "login"), NULL) %>
			<%r html_input(pg, "", field_find(staff_new_fields, "phone"), NULL) %>
			<p class="field">
				<label for="post"><%t 岗位 %></label>
				<select id="post" name="post_id">
					<option value=""><%t 以后再定 %></option>
					<% for (size_t i = 0; i < p->post_count; i++) { const struct post *post = &p->posts[i]; bool on = text_equal(input_text(pg->input, "post_id"), arena_printf(pg->cx->arena, "%" PRId64, post->id)); %>
					<option value="<%= post->id %>" <% if (on) { %>selected <% } %>><%= post->name %></option>
					<% } %>
				</select>
				<%r html_error(pg, "post_id") %>
			</p>
			<p class="full hint"><%t 保存后给出一次性密码，本人第一次登录时要改掉。 %></p>
			<p class="actions"><button class="primary" data-busy="<%t 正在保存… %>"><%t 保存 %></button> <a class="button" href="/people"><%t 不保存 %></a></p>
		<%r html_form_close(pg) %>
	</section>
	<section class="card">
		<details>
			<summary><%t 在别的小区已有账号 %></summary>
			<%r html_form_open(pg, "/people/join", "fields") %>
				<p class="field"><label for="join-login"><%t 登录名 %></label><input id="join-login" name="login" maxlength="32" required></p>
				<p class="actions"><button><%t 加入本小区 %></button></p>
			<%r html_form_close(pg) %>
		</details>
	</section>
</div>
