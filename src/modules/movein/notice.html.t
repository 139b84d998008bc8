<%@ include "modules/movein/movein_web.h" %>
<%@ include "modules/movein/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ include "pages/story.h" %>
<%@ include "pages/templates.h" %>
<%@ include "base/civil.h" %>
<%@ type struct movein_notice_page %>
<% const struct movein_notice *n = &p->n; char clock[CIVIL_TEXT]; bool open = n->state >= NOTICE_SENT && n->state <= NOTICE_SECOND; int payee = 0; %>
<header class="title">
	<h1><%= n->room %> <%= n->buyers %></h1>
	<%r part_tag(pg, movein_notice_states, n->state, movein_notice_colour(n->state)) %>
	<%r part_tag(pg, movein_kinds, n->kind, n->kind == MOVEIN_TAKEOVER ? "violet" : "blue") %>
	<%r part_tag(pg, movein_buyers, n->buyer_kind, "grey") %>
	<span class="figure"><%= n->number %></span>
</header>
<%r html_failure(pg) %>
<div class="work">
	<section class="card">
		<p><a href="/movein-batches/<%u n->batch_id %>"><%= n->batch_name %></a> · <%r html_date(pg, n->from_on) %> – <%r html_date(pg, n->until_on) %><% if (n->slot_on) { %> · <span class="tag teal"><%t 已预约 %></span> <b><%r html_date(pg, n->slot_on) %> <%= civil_clock(n->slot_minute, clock) %></b><% } %> · <a href="/households/<%u n->room %>"><%t 一户一档 %></a></p>
		<% if (movein_developer_pays(n)) { %><p><small><%t 交付以前的物业费由开发商承担。 %></small></p><% } %>
		<% if (n->sent_at) { %><p class="actions"><a class="button" href="/movein-notices/<%u n->id %>/letter"><%r part_icon(pg, "print") %><%t 打印通知书 %></a></p><% } %>
		<%r movein_steps_html(pg, &(struct movein_steps){ "/movein-notices", n->id, n->version, p->actions, p->action_count, NULL, NULL }) %>
	</section>
	<div class="pair">
		<section class="card">
			<header><h2><%t 应缴费用 %></h2></header>
			<% if (!p->line_count) { %><p class="empty"><%t 发出通知书时按收费项目算出。 %></p><% } else { %>
			<table class="rows">
				<thead><tr><th><%t 项目 %></th><th><%t 标准 %></th><th class="num"><%t 金额 %></th></tr></thead>
				<tbody>
				<% for (size_t i = 0; i < p->line_count; i++) { const struct movein_line *l = &p->lines[i]; %>
				<% if (l->payee != payee) { payee = l->payee; %><tr><th colspan="2"><%r html_choice(pg, movein_payees, payee) %></th><th class="num"><%r html_money(pg, movein_sum(p->lines, p->line_count, payee)) %></th></tr><% } %>
				<tr><td class="text"><%= l->name %></td><td class="text"><%= l->standard %></td><td class="num end"><%r html_money(pg, l->amount_fen) %></td></tr>
				<% } %>
				</tbody>
			</table>
			<% } %>
		</section>
		<section class="card">
			<header><h2><%t 携带资料 %></h2></header>
			<ul class="lines">
			<% for (size_t i = 0; i < p->paper_count; i++) { %><li><b><%= T(pg->cx, p->papers[i]->name) %></b> <small><%= T(pg->cx, p->papers[i]->form) %></small></li><% } %>
			</ul>
		</section>
	</div>
	<% if (open) { %>
	<section class="card">
		<header><h2><%t 预约时段 %> <%r html_date(pg, p->slots_on) %></h2>
			<form class="filters" action="/movein-notices/<%u n->id %>"><input type="date" name="day" aria-label="<%t 日期 %>" value=""><button><%t 看这一天 %></button></form>
		</header>
		<p class="chips">
		<% for (size_t i = 0; i < p->slot_count; i++) { const struct movein_slot *s = &p->slots[i]; %>
			<span class="tag <% if (s->taken >= s->capacity) { %>red<% } else if (s->taken) { %>amber<% } else { %>green<% } %>"><%= civil_clock(s->minute, clock) %> <%= s->taken %>/<%= s->capacity %></span>
		<% } %>
		</p>
	</section>
	<% } %>
	<% if (p->obligation_count) { %><%r pages_clocks_html(pg, &(struct clock_rows){ p->obligations, p->obligation_count, p->now }) %><% } %>
	<div class="pair">
		<%r pages_timeline_html(pg, &(struct timeline){ p->events, p->event_count }) %>
		<section class="card">
			<header><h2><%t 详情 %></h2></header>
			<%r html_details(pg, movein_notice_fields, n) %>
		</section>
	</div>
</div>
