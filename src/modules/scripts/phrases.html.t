<%@ include "modules/scripts/scripts_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct phrases_page %>
<header class="title"><h1><%t 常用语 %></h1><%r script_tabs_html(pg, "/scripts/phrases") %></header>
<%r html_failure(pg) %>
<div class="work">
	<section class="card">
		<p><%t 在任何填文字的格里打分号和缩写（如 ;dj），按回车或 Tab 就换成整句；只打分号会列出全部。 %></p>
		<div class="scroll">
		<table class="rows">
			<thead><tr><th><%t 缩写 %></th><th><%t 常用语 %></th><th><%t 谁的 %></th><th></th></tr></thead>
			<tbody>
			<% for (size_t i = 0; i < p->count; i++) { const struct phrase *f = &p->rows[i]; %>
			<tr data-phrase="<%= f->abbreviation %>"><td class="figure">;<%= f->abbreviation %></td><td data-words><%= f->text %></td><td><%r part_tag(pg, phrase_owners, f->owner, f->owner == PHRASE_MINE ? "blue" : "grey") %></td><td class="end"><% if (f->owner == PHRASE_MINE || p->may_write) { %><%r html_form_open(pg, "/scripts/phrases", NULL) %><input type="hidden" name="abbreviation" value="<%= f->abbreviation %>"><input type="hidden" name="text" value=""><input type="hidden" name="whose" value="<%= f->owner == PHRASE_MINE ? "mine" : "office" %>"><button class="small"><%t 去掉 %></button><%r html_form_close(pg) %><% } %></td></tr>
			<% } %>
			</tbody>
		</table>
		</div>
		<% if (!p->count) { %><p class="empty"><%t 还没有常用语，在下面加一条。 %></p><% } %>
	</section>
	<section class="card">
		<header><h2><%t 加一条或改一条 %></h2></header>
		<%r html_form_open(pg, "/scripts/phrases", "fields") %>
			<%r html_inputs(pg, "", phrase_fields, NULL) %>
			<% if (p->may_write) { %><p class="field"><label for="whose"><%t 谁的 %></label><select id="whose" name="whose"><option value="mine"><%t 只我用 %></option><option value="office" <% if (p->office) { %> selected <% } %>><%t 本小区 %></option></select></p><% } %>
			<p class="actions"><button class="primary"><%t 保存 %></button></p>
		<%r html_form_close(pg) %>
	</section>
</div>
