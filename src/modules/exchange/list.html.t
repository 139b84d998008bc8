<%@ include "modules/exchange/exchange_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct import_list_page %>
<header class="title"><h1><%t 导入导出 %></h1></header>
<%r html_failure(pg) %>
<div class="work">
	<% if (p->import_count) { %>
	<section class="card">
		<ol class="stages"><li aria-current="step"><%t 上传 %></li><li><%t 对应列 %></li><li><%t 检查 %></li><li><%t 写入 %></li><li><%t 完成 %></li></ol>
	</section>
	<section class="card">
		<header><h2><%t 导入 %></h2></header>
		<%r html_form_open_upload(pg, "/imports", "fields") %>
			<p class="field"><label for="k"><%t 导入什么 %></label><select id="k" name="kind">
				<% for (size_t i = 0; i < p->import_count; i++) { %>
				<option value="<%= p->imports[i]->kind %>"<% if (p->kind && !strcmp(p->kind, p->imports[i]->kind)) { %> selected <% } %>><%= T(pg->cx, p->imports[i]->label) %></option>
				<% } %>
			</select><%r html_error(pg, "kind") %></p>
			<p class="field full"><label for="f"><%t 文件 %> <b>*</b></label><input id="f" name="file" type="file" accept=".xlsx,.csv" required><small class="hint"><%= import_limits(pg) %></small><%r html_error(pg, "file") %></p>
			<p class="actions"><button class="primary" data-busy="<%t 正在上传… %>"><%r part_icon(pg, "upload") %><%t 上传 %></button>
				<% for (size_t i = 0; i < p->import_count; i++) { %>
				<a class="button" href="/imports/template/<%u p->imports[i]->kind %>"><%r part_icon(pg, "download") %><%= arena_printf(pg->cx->arena, T(pg->cx, "%s模板"), T(pg->cx, p->imports[i]->label)) %></a>
				<% } %>
			</p>
		<%r html_form_close(pg) %>
	</section>
	<% } %>
	<% if (p->export_count) { %>
	<section class="card">
		<header><h2><%t 导出 %></h2></header>
		<% for (size_t i = 0; i < p->export_count; i++) { const char *kind = p->exports[i]->kind; %>
		<p class="actions"><b><%= T(pg->cx, p->exports[i]->label) %></b> <a class="button" href="/exports/<%u kind %>?format=xlsx"><%r part_icon(pg, "download") %>.xlsx</a> <a class="button" href="/exports/<%u kind %>?format=csv"><%r part_icon(pg, "download") %>.csv</a> <a class="button" href="/exports/<%u kind %>?format=json"><%r part_icon(pg, "download") %>.json</a></p>
		<% } %>
	</section>
	<% } %>
	<% if (p->import_count) { %>
	<section class="card">
		<header><h2><%t 最近的导入 %></h2></header>
		<% if (!p->job_count) { %>
		<p class="empty"><%t 还没有导入过。 %></p>
		<% } else { %>
		<table class="rows">
			<thead><tr><th><%t 文件 %></th><th><%t 时间 %></th><th><%t 谁 %></th><th class="num"><%t 写入 %></th><th class="num"><%t 退回 %></th><th><%t 状态 %></th></tr></thead>
			<tbody>
			<% for (size_t i = 0; i < p->job_count; i++) { const struct import_job *j = &p->jobs[i]; %>
			<tr><td class="clip"><a href="/imports/<%u j->id %>"><%= j->filename %></a></td><td class="figure"><%r html_time(pg, j->created_at) %></td><td class="short"><%= j->creator ? j->creator : T(pg->cx, "系统") %></td><td class="num" data-label="<%t 写入 %>"><%= j->state == IMPORT_DONE ? import_good(j) : 0 %></td><td class="num" data-label="<%t 退回 %>"><%= j->refused_count %></td><td class="end"><%r part_tag(pg, import_job_states, j->state, import_state_colour(j->state)) %></td></tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
	</section>
	<% } %>
</div>
