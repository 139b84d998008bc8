<%@ include "pages/parts.h" %>
<%@ include "modules/people/people_web.h" %>
<%@ type struct sign_in_page %>
<main class="gate">
	<h1><%r part_icon(pg, "brand") %><%t 安居客服 %></h1>
	<%r html_form_open(pg, "/login", "card") %>
		<div class="fields">
			<% if (pg->cx->why[0]) { %>
			<p class="banner red" role="alert"><%= pg->cx->why %></p>
			<% } %>
			<input type="hidden" name="next" value="<%= p->next %>">
			<p class="field full"><label for="login"><%t 登录名 %></label><input id="login" name="login" value="<%= input_text(pg->input, "login") %>" autocomplete="username" maxlength="200" required autofocus></p>
			<p class="field full"><label for="password"><%t 密码 %></label><input id="password" name="password" type="password" autocomplete="current-password" maxlength="200" required></p>
			<p class="actions"><button class="primary" data-busy="<%t 正在登录… %>"><%t 登录 %></button></p>
		</div>
	<%r html_form_close(pg) %>
	<p><small><%t 忘记密码请找系统管理员重置。 %></small></p>
</main>
