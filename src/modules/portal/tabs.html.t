<%@ include "modules/portal/portal_web.h" %>
<%@ type struct portal_tabs %>
<nav class="tabs" aria-label="<%t 住户入口 %>">
	<a href="/portal"<% if (!strcmp(p->here, "cards")) { %> aria-current="page"<% } %>><%t 二维码 %></a>
	<a href="/portal/invites"<% if (!strcmp(p->here, "invites")) { %> aria-current="page"<% } %>><%t 邀请 %></a>
	<a href="/portal/ratings"<% if (!strcmp(p->here, "ratings")) { %> aria-current="page"<% } %>><%t 住户评价 %></a>
	<a href="/portal/letters"<% if (!strcmp(p->here, "letters")) { %> aria-current="page"<% } %>><%t 意见箱 %></a>
</nav>
