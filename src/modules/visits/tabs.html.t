<%@ include "modules/visits/visits_web.h" %>
<%@ type struct visit_tabs %>
<nav class="tabs" aria-label="<%t 回访 %>">
	<a href="/visits?state=waiting&amp;order=due"<% if (!strcmp(p->here, "list")) { %> aria-current="page"<% } %>><%t 回访单 %></a>
	<a href="/visits/plans"<% if (!strcmp(p->here, "plans")) { %> aria-current="page"<% } %>><%t 走访计划 %></a>
	<a href="/visits/coverage"<% if (!strcmp(p->here, "coverage")) { %> aria-current="page"<% } %>><%t 覆盖率 %></a>
	<a href="/visits/figures"<% if (!strcmp(p->here, "figures")) { %> aria-current="page"<% } %>><%t 月报 %></a>
</nav>
