<%@ include "modules/keys/keys_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct key_new_page %>
<header class="title"><h1><%t 接收钥匙 %></h1></header>
<%r html_failure(pg) %>
<%r html_form_open(pg, "/keys", "work keep") %>
	<section class="card">
		<p><%t 对着移交清单点数、逐把试开。数目不符或打不开的先记“待验收”，补交试开合格后再入库。 %></p>
		<div class="fields">
			<%r html_inputs(pg, "", key_intake_fields, p->in) %>
		</div>
	</section>
	<p class="actions sticky"><button class="primary" data-key="ctrl+enter f9"><%t 保存 %> <kbd>Ctrl Enter</kbd></button></p>
<%r html_form_close(pg) %>
