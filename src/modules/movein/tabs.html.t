<%@ include "modules/movein/movein_web.h" %>
<%@ include "modules/movein/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct movein_tabs %>
<nav class="tabs" aria-label="<%t 入伙 %>">
	<a href="/movein"<% if (!strcmp(p->here, "batches")) { %> aria-current="page"<% } %>><%t 批次 %></a>
	<a href="/movein-notices"<% if (!strcmp(p->here, "notices")) { %> aria-current="page"<% } %>><%t 通知书 %></a>
	<a href="/movein-days"<% if (!strcmp(p->here, "days")) { %> aria-current="page"<% } %>><%t 预约 %></a>
	<a href="/movein-fees"<% if (!strcmp(p->here, "fees")) { %> aria-current="page"<% } %>><%t 收费项目 %></a>
</nav>
