<%@ include "modules/exchange/exchange_web.h" %>
<%@ include "modules/exchange/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct import_show_page %>
<% const struct import_job *j = &p->job; %>
<header class="title"><h1><%= arena_printf(pg->cx->arena, T(pg->cx, "导入%s"), T(pg->cx, p->x->label)) %></h1></header>
<%r html_failure(pg) %>
<div class="work" id="import"<% if (p->working) { %> data-poll="/imports/<%u j->id %>"<% } %>>
	<section class="card"><ol class="stages">
		<% const char *const stages[] = { T(pg->cx, "上传"), T(pg->cx, "对应列"), T(pg->cx, "检查"), T(pg->cx, "写入"), T(pg->cx, "完成") }; %>
		<% for (int i = 0; i < (int)COUNT(stages); i++) { %>
		<li <% if (i + 1 < p->stage) { %>class="done" <% } %><% if (i + 1 == p->stage) { %>aria-current="step" <% } %>><%= stages[i] %></li>
		<% } %>
	</ol></section>
	<% if (p->working) { %>
	<section class="card">
		<p><b><%= j->state == IMPORT_RUNNING ? T(pg->cx, "正在写入") : T(pg->cx, "正在检查") %></b> <%= j->done_count %> / <%= j->row_count %> <%t 行。可以离开此页，它会继续。 %></p>
		<progress max="<%= j->row_count %>" value="<%= j->done_count %>" aria-label="<%t 进度 %>"><%= j->done_count %> / <%= j->row_count %></progress>
		<p class="actions"><a class="button" href="/imports/<%u j->id %>"><%t 刷新 %></a></p>
	</section>
	<% } else if (j->state == IMPORT_CHECKED) { %>
	<%r exchange_checked_html(pg, p) %>
	<% } else if (j->state == IMPORT_DONE) { %>
	<p class="banner <%= j->refused_count ? "amber" : "green" %>" role="status"><%= import_sentence(pg, j) %></p>
	<%r exchange_faults_html(pg, p) %>
	<section class="card">
		<dl class="details"><dt><%t 文件 %></dt><dd><%= j->filename %></dd><dt><%t 谁 %></dt><dd><%= j->creator ? j->creator : T(pg->cx, "系统") %> · <%r html_time(pg, j->finished_at) %></dd></dl>
		<p class="actions"><a class="button primary" href="/<%u j->kind %>"><%t 去看看 %></a><a class="button" href="/imports"><%t 再导入一份 %></a></p>
	</section>
	<% } else { %>
	<% if (*j->why) { %><p class="banner red" role="alert"><%= j->why %></p><% } %>
	<%r exchange_faults_html(pg, p) %>
	<%r exchange_map_html(pg, p) %>
	<% } %>
</div>
