<%@ include "modules/rules/rules_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct rule_period %>
<form class="filters">
	<label><%t 月份 %> <input name="month" size="8" maxlength="7" value="<%= p->month %>" placeholder="2026-11"></label>
	<label><%t 或从 %> <input type="date" name="from" value="<% if (!p->month) { %><%= p->first %><% } %>"></label>
	<label><%t 到 %> <input type="date" name="to" value="<% if (!p->month) { %><%= p->last %><% } %>"></label>
	<button><%t 查看 %></button>
</form>
