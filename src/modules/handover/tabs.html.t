<%@ include "modules/handover/handover_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct deed_tabs %>
<nav class="tabs" aria-label="<%t 房屋交接 %>">
	<a href="/deeds"<% if (!strcmp(p->here, "deeds")) { %> aria-current="page"<% } %>><%t 交接书 %></a>
	<a href="/deed-texts"<% if (!strcmp(p->here, "texts")) { %> aria-current="page"<% } %>><%t 正文 %></a>
</nav>
