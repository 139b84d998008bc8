<%@ include "modules/settings/settings_web.h" %>
<%@ include "app/module.h" %>
<%@ include "app/permission.h" %>
<%@ include "base/text.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct setting_list_page %>
<header class="title"><h1><%t 参数 %></h1><nav class="tabs" aria-label="<%t 参数 %>"><a href="/settings" aria-current="page"><%t 参数 %></a><a href="/settings/calendar"><%t 工作日历 %></a><a href="/styleguide"><%t 界面样式 %></a></nav></header>
<div class="work">
	<section class="card">
		<header>
			<form class="filters" action="/settings">
				<input name="q" type="search" value="<%= input_text(pg->input, "q") %>" aria-label="<%t 查找参数 %>" placeholder="<%t 查找参数 %>">
				<button class="primary"><%t 查找 %></button>
			</form>
			<nav class="groups" aria-label="<%t 哪一类 %>"><% for (const struct module *const *m = modules; *m; m++) if ((*m)->settings && (*m)->settings->name) { %><a href="/settings?group=<%u (*m)->name %>"<% if (p->filter.group && !strcmp((*m)->name, p->filter.group)) { %> aria-current="true"<% } %>><%= T(pg->cx, (*m)->label) %></a><% } %></nav>
		</header>
		<% if (!p->count) { %>
		<p class="empty"><%t 没有这样的参数。 %> <a href="/settings"><%t 查看全部 %></a></p>
		<% } else { %>
		<table class="rows">
			<thead><tr><th><%t 决定什么 %></th><th class="num"><%t 现值 %></th><th class="num"><%t 默认 %></th><th><%t 依据 %></th><th><%t 范围 %></th><th><%t 将生效 %></th><th><span class="hidden"><%t 操作 %></span></th></tr></thead>
			<tbody>
			<% const char *group = ""; for (size_t i = 0; i < p->count; i++) { const struct setting_row *row = &p->rows[i]; %>
				<% if (strcmp(group, row->group)) { group = row->group; %><tr class="group"><th colspan="7"><%= T(pg->cx, group) %></th></tr><% } %>
				<tr>
					<td class="text"><%= T(pg->cx, row->setting->sentence) %></td>
					<td class="num"><b><%= row->value %></b></td>
					<td class="num" data-label="<%t 默认 %>"><%= row->standard %></td>
					<td data-label="<%t 依据 %>"><%r part_rule(pg, row->setting->rule) %></td>
					<td data-label="<%t 范围 %>" class="figure"><%= row->range %></td>
					<td><% if (row->next_at) { %><%r html_time(pg, row->next_at) %> <%= row->next_value %><% } %></td>
					<td class="end"><% if (actor_may(pg->cx->actor, PERM_SETTING_WRITE)) { %><a href="/settings/<%u row->setting->name %>"><%t 修改 %></a><% } %></td>
				</tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
	</section>
</div>
