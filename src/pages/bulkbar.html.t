<%@ include "pages/bulk.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct bulk_bar %>
<p class="actions">
	<select name="action" aria-label="<%t 批量办理 %>"><option value=""><%t 勾选后批量办理 %></option><% for (size_t i = 0; i < p->count; i++) { %><option value="<%= p->steps[i]->action %>"><%= T(pg->cx, p->steps[i]->label) %></option><% } %></select>
	<input name="remark" maxlength="2000" aria-label="<%t 说明 %>" placeholder="<%t 说明 %>">
	<button><%t 批量办理 %></button>
</p>
