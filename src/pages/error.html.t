<%@ include "pages/frame.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct frame_error %>
<% if (p->signed_out) { %><main class="gate"><% } else if (p->home) { %><main><% } %>
<header class="title"><h1><%= p->heading %></h1></header>
<p class="banner <%= p->status == 503 || p->status == 409 ? "amber" : "red" %>" role="alert"><%= p->why %></p>
<div class="work">
	<% if (p->errors) { %>
	<section class="card"><ul>
		<% for (const struct field_error *e = p->errors; e; e = e->next) { %>
		<li><%= e->message %></li>
		<% } %>
	</ul></section>
	<% } %>
	<% if (p->kept_count) { %>
	<%r html_form_open(pg, p->action, "work keep") %>
	<section class="card">
		<header><h2><%t 您填的内容 %></h2></header>
		<dl class="details">
			<% for (size_t i = 0; i < p->kept_count; i++) { %>
			<dt><%= p->kept[i].name %></dt><dd><%= p->kept[i].value %><input type="hidden" name="<%= p->kept[i].name %>" value="<%= p->kept[i].value %>"></dd>
			<% } %>
		</dl>
	</section>
	<% if (p->status == 401) { %><p class="banner amber"><a href="/login" target="_blank"><%t 在新窗口登录 %></a> <%t 登录后回到这里，再按“再试一次”。内容还在。 %></p><% } %>
	<p class="actions"><button class="primary"><%t 再试一次 %></button> <a class="button" href="<% if (p->home) { %>/my<% } else { %>/<% } %>"><%t 不保存 %></a></p>
	<%r html_form_close(pg) %>
	<% } else { %>
	<p class="actions"><% if (p->home) { %><a class="button primary" href="/my"><%t 回首页 %></a><% } else { %><a class="button primary" href="/"><%t 回工作台 %></a><% } %></p>
	<% } %>
</div>
<% if (p->signed_out || p->home) { %></main><% } %>
