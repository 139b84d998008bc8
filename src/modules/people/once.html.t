<%@ include "pages/parts.h" %>
<%@ include "modules/people/people_web.h" %>
<%@ type struct once_page %>
<header class="title"><h1><%= p->name %></h1></header>
<div class="work">
	<section class="card">
		<header><h2><%t 一次性密码 %></h2></header>
		<p class="banner green" role="status"><%t 密码只显示这一次，请现在交给本人。第一次登录后必须修改。 %></p>
		<dl class="details">
			<dt><%t 登录名 %></dt><dd class="figure"><%= p->login %></dd>
			<dt><%t 密码 %></dt><dd><output class="secret"><%= p->password %></output></dd>
		</dl>
		<p class="actions"><a class="button primary" href="/people/<%u p->id %>"><%t 已交给本人 %></a></p>
	</section>
</div>
