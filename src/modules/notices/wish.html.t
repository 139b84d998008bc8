<%@ include "modules/notices/notices_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct wish_page %>
<header class="title"><h1><%t 通知方式 %></h1><%r notice_tabs(pg, "/notices/preferences") %></header>
<%r html_failure(pg) %>
<div class="work">
	<section class="card">
		<header><h2><%t 除了系统里的消息，还这样通知我 %></h2></header>
		<% if (!p->has_mail || !p->has_sms) { %><p class="banner amber"><% if (!p->has_mail && !p->has_sms) { %><%t 管理处还没有设邮件和短信渠道，设好以后您的选择才起作用。 %><% } else if (!p->has_mail) { %><%t 管理处还没有设邮件渠道，设好以后才会发邮件。 %><% } else { %><%t 管理处还没有设短信渠道，设好以后才会发短信。 %><% } %></p><% } %>
		<%r html_form_open(pg, "/notices/preferences", "fields") %>
			<%r html_inputs(pg, "", wish_input_fields, &p->w) %>
			<p class="full hint"><%t 紧急的随时发，不紧急的在免打扰时段里先攒着，过后合成一条。两个钟点一样就是不设。 %></p>
			<p class="actions"><button class="primary"><%t 保存 %></button></p>
		<%r html_form_close(pg) %>
	</section>
</div>
