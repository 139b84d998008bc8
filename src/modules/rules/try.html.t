<%@ include "modules/rules/rules_web.h" %>
<%@ include "modules/rules/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct rule_try_page %>
<% const struct try_result *t = &p->result; const struct tally *both[] = { &t->before, &t->after }; %>
<header class="title"><h1><%t 试算 %></h1><span class="figure"><%= t->setting->name %></span><a class="button" href="/settings/<%u t->setting->name %>"><%t 回到参数 %></a></header>
<div class="work">
	<section class="card">
		<header><h2><%= T(pg->cx, t->setting->sentence) %></h2><span><%= p->period.first %> – <%= p->period.last %></span></header>
		<form class="filters">
			<input type="hidden" name="setting" value="<%= t->setting->name %>">
			<label><%t 改成 %> <input name="value" size="8" value="<%= t->new_value %>"></label>
			<label><%t 月份 %> <input name="month" size="8" maxlength="7" value="<%= p->period.month %>"></label>
			<button class="primary"><%t 再试算 %></button>
			<small><%= arena_printf(pg->cx->arena, T(pg->cx, "现值 %d；试算不保存任何东西。"), (int)t->now_value) %></small>
		</form>
		<table class="rows">
			<thead><tr><th></th><th class="num"><%t 按时 %></th><th class="num"><%t 逾期办结 %></th><th class="num"><%t 逾期未办 %></th><th class="num"><%t 未到期 %></th><th class="num"><%t 按时率 %></th></tr></thead>
			<tbody>
			<% for (int i = 0; i < 2; i++) { %>
			<tr><td><b><% if (i) { %><%t 改了以后 %><% } else { %><%t 实际 %><% } %></b></td><td class="num" data-label="<%t 按时 %>"><%= both[i]->kept %></td><td class="num" data-label="<%t 逾期办结 %>"><%= both[i]->late %></td><td class="num" data-label="<%t 逾期未办 %>"><%= both[i]->broken %></td><td class="num" data-label="<%t 未到期 %>"><%= both[i]->open %></td><td class="num" data-label="<%t 按时率 %>"><b><%= tally_share(pg->cx, both[i]) %></b></td></tr>
			<% } %>
			</tbody>
		</table>
	</section>
	<section class="card">
		<header><h2><%= arena_printf(pg->cx->arena, T(pg->cx, "结果会变的 %d 件"), (int)t->changed) %></h2></header>
		<% if (!t->changed) { %><p class="empty"><%t 没有一件的结果会变。 %></p><% } else { %>
		<table class="rows">
			<thead><tr><th><%t 记录 %></th><th><%t 应办 %></th><th><%t 开始 %></th><th><%t 原到期 %></th><th><%t 新到期 %></th><th><%t 办结 %></th><th><%t 结果 %></th></tr></thead>
			<tbody>
			<% for (size_t i = 0; i < t->change_count; i++) { const struct try_change *c = &t->changes[i]; %>
			<tr>
				<td><%r rule_link(pg, p->paths[i], p->names[i]) %></td>
				<td><%= T(pg->cx, c->label) %></td>
				<td class="figure" data-label="<%t 开始 %>"><%r html_time(pg, c->started_at) %></td>
				<td class="figure" data-label="<%t 原到期 %>"><%r html_time(pg, c->due_at) %></td>
				<td class="figure" data-label="<%t 新到期 %>"><%r html_time(pg, c->new_due_at) %></td>
				<td class="figure" data-label="<%t 办结 %>"><%r html_time(pg, c->done_at) %></td>
				<td><%r part_tag(pg, rule_outcomes, c->before, rule_outcome_colour(c->before)) %> → <%r part_tag(pg, rule_outcomes, c->after, rule_outcome_colour(c->after)) %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
		<% if (t->changed > (int64_t)t->change_count) { %><footer><small><%= arena_printf(pg->cx->arena, T(pg->cx, "只列出前 %d 件。"), (int)t->change_count) %></small></footer><% } %>
		<% } %>
		<footer><small><%t 开始时间和暂停不变，按现在的工作日历算；约定的时间不随参数变，不在内。 %></small></footer>
	</section>
</div>
