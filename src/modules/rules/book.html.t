<%@ include "modules/rules/rules_web.h" %>
<%@ include "modules/rules/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct rule_book_page %>
<% const struct book *b = p->book; int built = (int)rule_built(b); const char *section = ""; %>
<header class="title"><h1><%= b->number %> <%= T(pg->cx, b->title) %></h1><%r part_tag(pg, built_choices, built, rule_built_colour(built)) %><a class="button" href="/rules?<%= rule_period_query(pg->cx, &p->period) %>"><%t 全部制度 %></a></header>
<div class="work">
	<section class="card">
		<header><p><%= T(pg->cx, b->about) %></p><%r rules_period_html(pg, &p->period) %></header>
		<% if (built == BUILT_NOT) { %><p class="banner amber" role="status"><%t 这份文件还没有由程序执行的条目：下面各条要靠人做，程序里没有记录可查。 %></p><% } %>
		<table class="rows">
			<thead><tr><th><%t 条 %></th><th><%t 内容 %></th><th><%t 由什么执行 %></th><th class="num"><%t 按时率 %></th></tr></thead>
			<tbody>
			<% for (size_t i = 0; i < p->count; i++) { const struct rule_row *row = &p->rows[i]; const struct article *a = row->article; %>
			<tr id="<%= a->key %>">
				<td class="figure"><% if (a->key[0] != section[0]) { section = a->key; %><span id="<%= arena_printf(pg->cx->arena, "%c", a->key[0]) %>"></span><% } %><%= a->key %></td>
				<td class="text"><%= T(pg->cx, a->text) %></td>
				<td class="text">
				<% if (a->by != BY_PROGRAM) { %><%r part_tag(pg, enforced_choices, (int)a->by, a->by == BY_PEOPLE ? "violet" : "grey") %><% } %>
				<% for (size_t k = 0; k < rule_bindings(a); k++) { const struct binding *bind = &a->bind[k]; const char *path = rule_binding_path(pg->cx, bind); struct rule_tally_links links = { row, k, &p->period }; %>
				<div><%r part_tag(pg, binding_types, (int)bind->type, bind->type == BIND_DUTY ? "teal" : "blue") %>
				<%r rule_link(pg, path, rule_binding_name(pg->cx, b, bind)) %>
				<% if (bind->type == BIND_DUTY) { %><%r rules_tally_html(pg, &links) %><% } %>
				<% if (bind->type == BIND_STEP) { %><a href="/rules/<%u b->number %>/<%u a->key %>?<%= rule_period_query(pg->cx, &p->period) %>&amp;bind=<%u k %>"><%= arena_printf(pg->cx->arena, T(pg->cx, "%d 次"), (int)row->taken[k]) %></a><% if (row->refused[k]) { %> <span class="tag red"><%= arena_printf(pg->cx->arena, T(pg->cx, "拒绝 %d 次"), (int)row->refused[k]) %></span><% } %><% } %>
				</div>
				<% } %>
				</td>
				<td class="num"><% if (row->counted) { %><b><%= tally_share(pg->cx, &row->tally) %></b><% } %></td>
			</tr>
			<% } %>
			</tbody>
			<tfoot><tr><th colspan="3"><%= arena_printf(pg->cx->arena, T(pg->cx, "程序执行 %d 条，由人遵守 %d 条，尚未实现 %d 条"), rule_coverage(b, BY_PROGRAM), rule_coverage(b, BY_PEOPLE), rule_coverage(b, NOT_BUILT)) %></th><td class="num"><%= tally_share(pg->cx, &p->tally) %></td></tr></tfoot>
		</table>
		<footer><small><%t 条文是本程序自己的话，不是文件原文。步骤次数是操作记录里的次数。 %></small></footer>
	</section>
</div>
