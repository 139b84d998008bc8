<%@ include "modules/portal/portal_web.h" %>
<%@ type struct home_head %>
<header class="band">
	<h1><%= p->title %></h1>
	<% if (*p->hotline) { %><a href="tel:<%u p->hotline %>"><%t 服务电话 %> <%= p->hotline %></a><% } %>
	<a href="/my/text?large=<% if (p->large) { %>0<% } else { %>1<% } %>&amp;back=<%u p->back %>"><% if (p->large) { %><%t 标准字 %><% } else { %><%t 大字 %><% } %></a>
</header>
<% if (p->here) { %>
<nav class="foot" aria-label="<%t 住户入口 %>">
	<a href="/my"<% if (!strcmp(p->here, "home")) { %> aria-current="page"<% } %>><%t 首页 %></a>
	<a href="/my/reports"<% if (!strcmp(p->here, "mine")) { %> aria-current="page"<% } %>><%t 我的报事 %></a>
	<a href="/my/notices"<% if (!strcmp(p->here, "notices")) { %> aria-current="page"<% } %>><%t 通知 %></a>
</nav>
<% } %>
