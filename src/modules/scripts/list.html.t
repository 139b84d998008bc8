<%@ include "modules/scripts/scripts_web.h" %>
<%@ include "modules/scripts/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct script_page %>
<header class="title"><h1><%t 话术 %></h1><%r script_tabs_html(pg, "/scripts") %></header>
<%r html_failure(pg) %>
<div class="work">
	<section class="card">
		<header><h2><%t 现在接电话先说 %></h2><%r part_tag(pg, script_places, p->card.place, "blue") %></header>
		<p class="say"><%= p->card.greeting %></p>
	</section>
	<section class="card">
		<header><h2><%t 各场景的话术 %></h2></header>
		<% if (p->may_write) { %><p><small><%t 可以写的变量：{公司名} {部门} {节日}。公司名和部门在“参数”里改。 %></small></p><% } %>
		<% for (int i = 0; i < SCRIPTS; i++) { struct script_form form = { &p->card.all[i], p->may_write }; %>
		<%r scripts_script_html(pg, &form) %>
		<% } %>
	</section>
	<section class="card">
		<header><h2><%t 用节日话术的日子 %></h2></header>
		<table class="rows">
			<thead><tr><th><%t 日期 %></th><th><%t 节日 %></th><th></th></tr></thead>
			<tbody>
			<% for (size_t i = 0; i < p->festival_count; i++) { const struct festival *f = &p->festivals[i]; %>
			<tr><td class="figure"><%r html_date(pg, f->day) %></td><td><% if (*f->name) { %><%= f->name %><% } else { %><small><%t 这一天不用节日话术 %></small><% } %></td><td class="end"><% if (f->own) { %><span class="tag grey"><%t 本小区自定 %></span><% } %></td></tr>
			<% } %>
			</tbody>
		</table>
		<% if (p->may_write) { %>
		<%r html_form_open(pg, "/scripts/festivals", "fields") %>
			<p class="field"><label for="day"><%t 日期 %></label><input id="day" name="day" type="date" required><%r html_error(pg, "day") %></p>
			<p class="field"><label for="name"><%t 节日 %></label><input id="name" name="name" maxlength="20"><small class="hint"><%t 留空：这一天不用节日话术 %></small><%r html_error(pg, "name") %></p>
			<p class="actions"><button><%t 加一个节日 %></button></p>
		<%r html_form_close(pg) %>
		<% } %>
	</section>
</div>
