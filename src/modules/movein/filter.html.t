<%@ include "modules/movein/movein_web.h" %>
<%@ include "modules/movein/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct movein_notices_page %>
<% const char *state = p->state ? p->state : "all"; bool one = p->filter.batch && !(pg->input && input_text(pg->input, "batch")); %>
<% const struct { const char *state, *label; } tabs[] = {
	{ "all", T(pg->cx, "全部") }, { "undelivered", T(pg->cx, "久未送达") }, { "returned", T(pg->cx, "退回") }, { "booked", T(pg->cx, "已预约") },
	{ "came", T(pg->cx, "已到场") }, { "late", T(pg->cx, "逾期未到") }, { "refused", T(pg->cx, "拒收") } }; %>
<nav class="tabs" aria-label="<%t 状态 %>">
<% for (size_t i = 0; i < sizeof tabs / sizeof tabs[0]; i++) { %>
	<% if (one) { %><a href="/movein-batches/<%u p->filter.batch %>?state=<%u tabs[i].state %>"<% if (!strcmp(state, tabs[i].state)) { %> aria-current="page"<% } %>><%= tabs[i].label %></a>
	<% } else { %><a href="/movein-notices?state=<%u tabs[i].state %>"<% if (!strcmp(state, tabs[i].state)) { %> aria-current="page"<% } %>><%= tabs[i].label %></a><% } %>
<% } %>
</nav>
<% if (one) { %><form class="filters" action="/movein-batches/<%u p->filter.batch %>"><% } else { %><form class="filters" action="/movein-notices"><% } %>
	<input type="hidden" name="state" value="<%= state %>">
	<input type="search" name="q" value="<%= p->filter.q %>" aria-label="<%t 查找 %>" placeholder="<%t 房号、买受人、编号、运单号 %>">
	<button class="primary"><%t 查找 %></button>
</form>
