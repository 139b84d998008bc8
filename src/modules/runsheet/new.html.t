<%@ include "modules/runsheet/runsheet_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct runsheet_new_page %>
<header class="title"><h1><%t 住户到场 %></h1></header>
<%r html_failure(pg) %>
<%r html_form_open(pg, "/runsheets", "work keep") %>
	<section class="card">
		<p><%t 业主、类别、要带的资料和应缴费用从通知书带出来。 %></p>
		<div class="fields"><%r html_inputs(pg, "", runsheet_new_fields, p->in) %></div>
	</section>
	<p class="actions sticky"><button class="primary" data-key="ctrl+enter f9"><%t 开单 %> <kbd>Ctrl Enter</kbd></button></p>
<%r html_form_close(pg) %>
