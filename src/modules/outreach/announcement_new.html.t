<%@ include "modules/outreach/outreach_web.h" %>
<%@ include "modules/outreach/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct outreach_tab %>
<header class="title"><h1><%t 拟住户通知 %></h1><%r outreach_tabs_html(pg, p) %></header>
<%r html_failure(pg) %>
<div class="work"><section class="card">
<%r html_form_open(pg, "/announcements", "fields keep") %>
	<%r html_inputs(pg, "", announcement_intake_fields, NULL) %>
	<p class="actions"><button class="primary" data-key="ctrl+enter f9"><%t 保存草稿 %> <kbd>Ctrl Enter</kbd></button></p>
<%r html_form_close(pg) %>
</section></div>
