<%@ include "modules/contacts/contacts_web.h" %>
<%@ include "modules/contacts/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct contact_out_form %>
<header class="title"><h1><%t 主动联系 %></h1></header>
<%r html_failure(pg) %>
<div class="work"><section class="card"><%r contacts_outform_html(pg, p) %></section></div>
