<%@ include "modules/rules/rules_web.h" %>
<%@ include "modules/rules/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct rule_record_page %>
<% const char *base = arena_printf(pg->cx->arena, "/rules/%d/%s", p->row.book->number, p->row.article->key); const char *query = rule_period_query(pg->cx, &p->period); struct rule_tally_links links = { &p->row, p->at, &p->period }; %>
<header class="title"><h1><%= T(pg->cx, p->row.article->text) %></h1><span class="figure"><%= p->row.book->number %>.<%= p->row.article->key %></span><a class="button" href="/rules/<%u p->row.book->number %>?<%= query %>#<%= p->row.article->key %>"><%= T(pg->cx, p->row.book->title) %></a></header>
<div class="work">
	<section class="card">
		<header><h2><%= rule_binding_name(pg->cx, p->row.book, p->filter.bind) %></h2><span><%= p->period.first %> – <%= p->period.last %></span></header>
		<% if (p->duties) { %>
		<p><%r rules_tally_html(pg, &links) %></p>
		<% if (!p->count) { %><p class="empty"><%t 这段时间没有这样的记录。 %></p><% } else { %>
		<table class="rows">
			<thead><tr><th><%t 记录 %></th><th><%t 应办 %></th><th><%t 负责 %></th><th><%t 开始 %></th><th><%t 到期 %></th><th><%t 办结 %></th><th><%t 算式 %></th><th><%t 结果 %></th></tr></thead>
			<tbody>
			<% for (size_t i = 0; i < p->count; i++) { const struct rule_record *d = &p->duties[i]; %>
			<tr>
				<td class="text"><%r rule_link(pg, d->path, d->number) %> <small><%= d->title %></small></td>
				<td><%= T(pg->cx, d->o.label) %></td>
				<td class="short" data-label="<%t 负责 %>"><%= d->o.owner_name ? d->o.owner_name : d->o.post_name ? d->o.post_name : "—" %></td>
				<td class="figure" data-label="<%t 开始 %>"><%r html_time(pg, d->o.started_at) %></td>
				<td class="figure" data-label="<%t 到期 %>"><%r html_time(pg, d->o.due_at) %></td>
				<td class="figure" data-label="<%t 办结 %>"><%r html_time(pg, d->o.done_at) %></td>
				<td class="text"><%= d->o.arithmetic %></td>
				<td class="end"><%r part_tag(pg, rule_outcomes, d->result, rule_outcome_colour(d->result)) %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
		<% } else if (!p->count) { %><p class="empty"><%t 这段时间没有这样的记录。 %></p><% } else { %>
		<table class="rows">
			<thead><tr><th><%t 时间 %></th><th><%t 谁 %></th><th><%t 记录 %></th><th><%t 变动 %></th></tr></thead>
			<tbody>
			<% for (size_t i = 0; i < p->count; i++) { const struct journal_entry *e = &p->steps[i]; %>
			<tr>
				<td class="figure"><%r html_time(pg, e->at) %></td>
				<td class="short"><%= e->actor_name ? e->actor_name : T(pg->cx, "系统") %></td>
				<td class="text"><%r rule_link(pg, p->paths[i], p->names[i]) %></td>
				<td><% if (e->from_state || e->to_state) { %><%= e->from_state %> → <%= e->to_state %><% } %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
		<footer><%r part_pager(pg, base, p->next, -1) %></footer>
	</section>
</div>
