<%@ include "modules/rules/rules_web.h" %>
<%@ include "modules/rules/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct rule_month_page %>
<% const char *query = rule_period_query(pg->cx, &p->period); const struct book *book = NULL; %>
<header class="title"><h1><%t 制度执行月表 %></h1><nav class="tabs" aria-label="<%t 制度 %>"><a href="/rules?<%= query %>"><%t 制度 %></a><a href="/rules/month" aria-current="page"><%t 月表 %></a><a href="/documents"><%t 制度文件 %></a><a href="/policy"><%t 质量方针 %></a></nav><a class="button" href="/exports/rules?<%= query %>"><%r part_icon(pg, "download") %><%t 导出 %></a></header>
<div class="work">
	<section class="card">
		<header><h2><%= p->period.first %> – <%= p->period.last %></h2><%r rules_period_html(pg, &p->period) %></header>
		<table class="rows">
			<thead><tr><th><%t 条 %></th><th><%t 内容 %></th><th class="num"><%t 按时 %></th><th class="num"><%t 逾期办结 %></th><th class="num"><%t 逾期未办 %></th><th class="num"><%t 免办 %></th><th class="num"><%t 未到期 %></th><th class="num"><%t 按时率 %></th><th class="num"><%t 步骤次数 %></th></tr></thead>
			<tbody>
			<% for (size_t i = 0; i < p->count; i++) { const struct rule_row *row = &p->rows[i]; const struct tally *t = &row->tally; %>
			<% if (!row->counted && !row->stepped) { continue; } %>
			<% if (row->book != book) { book = row->book; %><tr class="group"><th colspan="9"><a href="/rules/<%u book->number %>?<%= query %>"><%= book->number %> <%= T(pg->cx, book->title) %></a></th></tr><% } %>
			<tr>
				<td class="figure"><a href="/rules/<%u book->number %>?<%= query %>#<%= row->article->key %>"><%= row->article->key %></a></td>
				<td class="text"><%= T(pg->cx, row->article->text) %></td>
				<% if (row->counted) { %>
				<td class="num" data-label="<%t 按时 %>"><%= t->kept %></td><td class="num" data-label="<%t 逾期办结 %>"><%= t->late %></td><td class="num" data-label="<%t 逾期未办 %>"><%= t->broken %></td><td class="num" data-label="<%t 免办 %>"><%= t->waived %></td><td class="num" data-label="<%t 未到期 %>"><%= t->open %></td><td class="num" data-label="<%t 按时率 %>"><b><%= tally_share(pg->cx, t) %></b></td>
				<% } else { %>
				<td colspan="6"></td>
				<% } %>
				<td class="num"><% if (row->stepped) { %><%= row->steps %><% } %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
		<footer><small><%t 这里只列有应办或步骤的条；全部条目见各文件，导出的表里也都有。 %></small></footer>
	</section>
</div>
