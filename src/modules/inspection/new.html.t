<%@ include "modules/inspection/inspection_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct inspection_new_page %>
<header class="title"><h1><%t 开始验房 %></h1></header>
<%r html_failure(pg) %>
<%r html_form_open(pg, "/inspections", "work keep") %>
	<section class="card">
		<p><%t 先验房，后缴费。请业主本人或持委托书的代理人到场，一项一项看。 %></p>
		<div class="fields">
			<%r html_inputs(pg, "", inspection_new_fields, p->in) %>
		</div>
	</section>
	<p class="actions sticky"><button class="primary" data-key="ctrl+enter f9"><%t 开始 %> <kbd>Ctrl Enter</kbd></button></p>
<%r html_form_close(pg) %>
