<%@ include "modules/inspection/inspection_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct inspection_tabs %>
<nav class="tabs" aria-label="<%t 验房 %>">
	<a href="/inspections"<% if (!strcmp(p->here, "inspections")) { %> aria-current="page"<% } %>><%t 验房单 %></a>
	<a href="/defects?state=undone"<% if (!strcmp(p->here, "defects")) { %> aria-current="page"<% } %>><%t 问题整改 %></a>
	<a href="/inspection-items"<% if (!strcmp(p->here, "items")) { %> aria-current="page"<% } %>><%t 验房项目 %></a>
</nav>
