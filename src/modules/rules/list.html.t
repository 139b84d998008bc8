<%@ include "modules/rules/rules_web.h" %>
<%@ include "modules/rules/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct rule_list_page %>
<header class="title"><h1><%t 制度 %></h1><nav class="tabs" aria-label="<%t 制度 %>"><a href="/rules" aria-current="page"><%t 制度 %></a><a href="/rules/month"><%t 月表 %></a><a href="/documents"><%t 制度文件 %></a><a href="/policy"><%t 质量方针 %></a></nav></header>
<% const char *query = rule_period_query(pg->cx, &p->period); %>
<div class="work">
	<ul class="counters">
		<li><a href="#books"><b><%= p->program %></b> <%t 条由程序执行 %></a></li>
		<li><a href="#books"><b><%= p->people %></b> <%t 条由人遵守 %></a></li>
		<li><a href="#books"><b><%= p->not_built %></b> <%t 条尚未实现 %></a></li>
		<li><a href="/rules/month?<%= query %>"><b><%= tally_share(pg->cx, &p->tally) %></b> <%t 按时率 %></a></li>
		<li class="red"><a href="/obligations?state=overdue"><b><%= p->tally.broken %></b> <%t 逾期未办 %></a></li>
	</ul>
	<section class="card" id="books">
		<header><h2><%= p->period.first %> – <%= p->period.last %></h2><%r rules_period_html(pg, &p->period) %></header>
		<table class="rows">
			<thead><tr><th class="num"><%t 编号 %></th><th><%t 文件 %></th><th><%t 实现 %></th><th class="num"><%t 条 %></th><th class="num"><%t 按时 %></th><th class="num"><%t 逾期办结 %></th><th class="num"><%t 逾期未办 %></th><th class="num"><%t 按时率 %></th></tr></thead>
			<tbody>
			<% for (int i = 0; i < BOOKS; i++) { const struct book_row *b = &p->books[i]; int built = (int)rule_built(b->book); %>
			<tr>
				<td class="num"><%= b->book->number %></td>
				<td class="text"><a href="/rules/<%u b->book->number %>?<%= query %>"><%= T(pg->cx, b->book->title) %></a> <small><%= T(pg->cx, b->book->about) %></small></td>
				<td><%r part_tag(pg, built_choices, built, rule_built_colour(built)) %></td>
				<td class="num" data-label="<%t 条 %>"><%= rule_coverage(b->book, BY_PROGRAM) %>/<%= b->book->count %></td>
				<% if (b->counted) { %>
				<td class="num" data-label="<%t 按时 %>"><%= b->tally.kept %></td>
				<td class="num" data-label="<%t 逾期办结 %>"><%= b->tally.late %></td>
				<td class="num" data-label="<%t 逾期未办 %>"><% if (b->tally.broken) { %><span class="tag red"><%= b->tally.broken %></span><% } else { %>0<% } %></td>
				<td class="num" data-label="<%t 按时率 %>"><b><%= tally_share(pg->cx, &b->tally) %></b></td>
				<% } else { %>
				<td colspan="4"></td>
				<% } %>
			</tr>
			<% } %>
			</tbody>
		</table>
		<footer><small><%t 按应办事项到期的日子统计；取消的不计。没有应办事项的文件不显示数字。 %></small></footer>
	</section>
</div>
