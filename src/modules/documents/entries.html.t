<%@ include "modules/documents/documents_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct document_show_page %>
<% if (p->d.kind == DOCUMENT_POLICY) { %>
<table class="rows">
	<thead><tr><th><%t 短语 %></th><th><%t 解释 %></th><th><%t 关联质量目标 %></th></tr></thead>
	<tbody>
	<% for (size_t i = 0; i < p->entry_count; i++) { const struct document_entry *e = &p->entries[i]; %>
	<tr><td><b><%= e->term %></b></td><td class="text"><%= e->text %></td><td data-label="<%t 质量目标 %>"><%r html_choice(pg, quality_objectives, e->objective) %></td></tr>
	<% } %>
	</tbody>
</table>
<% } else { %>
<% for (int side = SIDE_INSIDE; side <= SIDE_OUTSIDE; side++) { %>
<table class="rows">
	<caption><%r html_choice(pg, document_sides, side) %></caption>
	<thead><tr><th><%t 岗位 %></th><th><%t 职责 %></th></tr></thead>
	<tbody>
	<% for (size_t i = 0; i < p->entry_count; i++) { const struct document_entry *e = &p->entries[i]; %>
	<% if (e->side == side) { %><tr><td><b><%= e->term %></b></td><td class="text"><%= e->text %></td></tr><% } %>
	<% } %>
	</tbody>
</table>
<% } %>
<% } %>
