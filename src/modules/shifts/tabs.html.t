<%@ include "modules/shifts/shifts_web.h" %>
<%@ type struct shift_tabs %>
<nav class="tabs" aria-label="<%t 交接班 %>">
	<a href="/shifts"<% if (!strcmp(p->here, "/shifts")) { %> aria-current="page"<% } %>><%t 交接班 %></a>
	<a href="/orders"<% if (!strcmp(p->here, "/orders")) { %> aria-current="page"<% } %>><%t 指令 %></a>
	<a href="/roster"<% if (!strcmp(p->here, "/roster")) { %> aria-current="page"<% } %>><%t 排班 %></a>
	<a href="/daily"<% if (!strcmp(p->here, "/daily")) { %> aria-current="page"<% } %>><%t 客服日报 %></a>
	<a href="/agencies"<% if (!strcmp(p->here, "/agencies")) { %> aria-current="page"<% } %>><%t 外联单位 %></a>
</nav>
