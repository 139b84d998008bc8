<%@ include "modules/outreach/outreach_web.h" %>
<%@ type struct outreach_tab %>
<nav class="tabs" aria-label="<%t 联系与关怀 %>">
	<a href="/outreach"<% if (p->which == 0) { %> aria-current="page"<% } %>><%t 联系名单 %></a>
	<a href="/promises"<% if (p->which == 1) { %> aria-current="page"<% } %>><%t 承诺事项 %></a>
	<a href="/promises/rate"<% if (p->which == 2) { %> aria-current="page"<% } %>><%t 兑现率 %></a>
	<a href="/announcements"<% if (p->which == 3) { %> aria-current="page"<% } %>><%t 住户通知 %></a>
</nav>
