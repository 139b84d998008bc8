<%@ include "modules/runsheet/runsheet_web.h" %>
<%@ include "modules/runsheet/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct runsheet_tabs %>
<nav class="tabs" aria-label="<%t 入伙手续 %>">
	<a href="/runsheets"<% if (!strcmp(p->here, "sheets")) { %> aria-current="page"<% } %>><%t 流程单 %></a>
	<a href="/runsheets/board"<% if (!strcmp(p->here, "board")) { %> aria-current="page"<% } %>><%t 现场 %></a>
	<a href="/movein"><%t 通知书 %></a>
</nav>
