<%@ include "modules/keys/keys_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct key_tabs %>
<nav class="tabs" aria-label="<%t 钥匙 %>">
	<% if (actor_may(pg->cx->actor, PERM_KEY_READ)) { %>
	<a href="/keys?state=held"<% if (!strcmp(p->here, "keys")) { %> aria-current="page"<% } %>><%t 台账 %></a>
	<a href="/key-loans?view=overdue"<% if (!strcmp(p->here, "overdue")) { %> aria-current="page"<% } %>><%t 逾期未还 %></a>
	<a href="/key-loans?view=out"<% if (!strcmp(p->here, "out")) { %> aria-current="page"<% } %>><%t 在外 %></a>
	<a href="/key-loans"<% if (!strcmp(p->here, "loans")) { %> aria-current="page"<% } %>><%t 借用记录 %></a>
	<a href="/key-checks"<% if (!strcmp(p->here, "checks")) { %> aria-current="page"<% } %>><%t 盘点 %></a>
	<% } %>
	<a href="/keys/mine"<% if (!strcmp(p->here, "mine")) { %> aria-current="page"<% } %>><%t 我借的 %></a>
</nav>
