<%@ include "pages/parts.h" %>
<%@ include "modules/people/people_web.h" %>
<%@ type struct me_page %>
<header class="title"><h1><%t 修改密码 %></h1><span class="figure"><%= p->s.login %></span></header>
<% if (pg->cx->why[0]) { %>
<p class="banner red" role="alert"><%= pg->cx->why %></p>
<% } else if (p->s.must_change_password) { %>
<p class="banner amber" role="status"><%t 现在用的是一次性密码，请换成只有你自己知道的。 %></p>
<% } %>
<div class="work">
	<section class="card">
		<%r html_form_open(pg, "/me/password", "fields") %>
			<p class="field full"><label for="old"><%t 现在的密码 %> <b>*</b></label><input id="old" name="old_password" type="password" autocomplete="current-password" maxlength="200" required autofocus><%r html_error(pg, "old_password") %></p>
			<p class="field full"><label for="fresh"><%t 新密码 %> <b>*</b></label><input id="fresh" name="password" type="password" autocomplete="new-password" minlength="<%= p->password_min %>" maxlength="200" aria-describedby="fresh-hint" required><small class="hint" id="fresh-hint"><%= p->password_hint %></small><%r html_error(pg, "password") %></p>
			<p class="full hint"><%t 保存后，其他设备上的登录都会退出。 %></p>
			<p class="actions"><button class="primary" data-busy="<%t 正在保存… %>"><%t 改密码 %></button></p>
		<%r html_form_close(pg) %>
	</section>
</div>
