<%@ include "modules/exchange/exchange_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct import_show_page %>
<%r html_form_open(pg, import_path(pg, &p->job, "map"), "card keep") %>
	<header><h2><%= p->job.filename %> · <%= arena_printf(pg->cx->arena, T(pg->cx, "%d 行"), (int)p->job.row_count) %></h2></header>
	<% if (!p->choice_count) { %>
	<p class="empty"><%t 列的对应沿用上次的；要改，请重新上传文件。 %></p>
	<% } else { %>
	<table class="rows">
		<thead><tr><th><%t 表里的列 %></th><th><%t 第一行 %></th><th><%t 导入为 %></th></tr></thead>
		<tbody>
		<% for (size_t i = 0; i < p->choice_count; i++) { const struct import_choice *c = &p->choices[i]; %>
		<tr><td class="room"><%= *c->title ? c->title : "—" %></td><td class="short figure"><%= c->sample %></td><td class="text"><select name="column.<%= i %>" aria-label="<%= c->title %> <%t 导入为 %>">
			<option value=""><%t （不导入） %></option>
			<% for (size_t k = 0; k < p->x->importer->column_count; k++) { const struct import_column *column = &p->x->importer->columns[k]; %>
			<option value="<%= column->name %>"<% if (c->column == column) { %> selected <% } %>><%= T(pg->cx, column->label) %><% if (column->required) { %> *<% } %></option>
			<% } %>
		</select></td></tr>
		<% } %>
		</tbody>
	</table>
	<% } %>
	<p class="actions"><button class="primary" data-busy="<%t 正在检查… %>"><%t 检查 %></button><a class="button" href="/imports"><%t 放弃 %></a></p>
<%r html_form_close(pg) %>
