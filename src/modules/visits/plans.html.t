<%@ include "modules/visits/visits_web.h" %>
<%@ include "modules/visits/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct visit_plans_page %>
<header class="title"><h1><%t 走访计划 %></h1>
	<%r visits_tabs_html(pg, &(struct visit_tabs){ "plans" }) %>
</header>
<%r html_failure(pg) %>
<div class="work">
	<section class="card">
		<header><h2><%= p->year %> <%t 年 %></h2><nav class="tabs" aria-label="<%t 年 %>"><a href="/visits/plans?year=<%= p->year - 1 %>"><%= p->year - 1 %></a><a href="/visits/plans?year=<%= p->year + 1 %>"><%= p->year + 1 %></a></nav></header>
		<% if (!p->count) { %><p class="empty"><%t 这一年还没有走访计划。主任每年走访每户一到两次，管家每月走访自己的责任区。 %></p><% } else { %>
		<table class="rows">
			<thead><tr><th><%t 名称 %></th><th><%t 类别 %></th><th><%t 时间 %></th><th><%t 负责 %></th><th class="num"><%t 户数 %></th><th class="num"><%t 已走访 %></th><th class="num"><%t 完成率 %></th></tr></thead>
			<tbody>
			<% for (size_t i = 0; i < p->count; i++) { const struct visit_plan *n = &p->plans[i]; %>
			<tr>
				<td class="clip"><a href="/visits/plans/<%u n->id %>"><%= n->title %></a></td>
				<td><%r part_tag(pg, plan_categories, n->category, n->category == PLAN_DIRECTOR ? "violet" : "teal") %></td>
				<td class="figure" data-label="<%t 时间 %>"><%r html_date(pg, n->from_on) %> – <%r html_date(pg, n->until_on) %></td>
				<td class="short" data-label="<%t 负责 %>"><%= n->owner_name ? n->owner_name : n->post_name ? n->post_name : "—" %></td>
				<td class="num" data-label="<%t 户数 %>"><%= n->rooms %></td>
				<td class="num" data-label="<%t 已走访 %>"><%= n->done %></td>
				<td class="num end"><%= visit_rate(pg->cx->arena, n->done, n->rooms) %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
	</section>
</div>
<% if (actor_may(pg->cx->actor, PERM_VISIT_PLAN)) { %>
<aside class="context after" aria-label="<%t 新计划 %>">
	<section class="card">
		<header><h2><%t 新计划 %></h2></header>
		<%r html_form_open(pg, "/visits/plans", "fields keep") %>
			<% for (size_t i = 0; i < VISIT_PLAN_FIELDS; i++) { if (visit_plan_table[i].show != SHOW_ID) { %><%r html_input(pg, "", &visit_plan_table[i], NULL) %><% } } %>
			<p class="field"><label><%t 责任人 %> <select name="owner"><option value="0"><%t 按楼栋管家 %></option><% for (size_t i = 0; i < p->people_count; i++) { %><option value="<%= p->people[i].id %>"><%= p->people[i].name %></option><% } %></select></label><%r html_error(pg, "owner") %></p>
			<p class="actions"><button class="primary"><%t 保存 %></button></p>
		<%r html_form_close(pg) %>
	</section>
</aside>
<% } %>
