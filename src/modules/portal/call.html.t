<%@ include "modules/portal/portal_web.h" %>
<%@ include "modules/portal/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ include "base/civil.h" %>
<%@ type struct home_call_page %>
<% const struct movein_notice *n = &p->n; const char *done = arena_printf(pg->cx->arena, "/my/letters/%" PRId64 "/read", n->id); char clock[CIVIL_TEXT]; int payee = 0; %>
<%r portal_head_html(pg, &p->head) %>
<main>
	<section class="sheet">
		<p class="line"><%r part_tag(pg, movein_kinds, n->kind, "blue") %><%r html_time(pg, n->sent_at) %></p>
		<h2 class="says"><%= n->room %> <%= n->number %></h2>
		<p><b><%r html_date(pg, n->from_on) %> <%t 至 %> <%r html_date(pg, n->until_on) %></b></p>
		<p><%= p->b.place %><% if (*p->b.hours) { %> · <%= p->b.hours %><% } %> · <%= p->b.phone %></p>
		<% if (n->slot_on) { %><p><span class="tag blue"><%t 已预约 %></span> <b><%r html_date(pg, n->slot_on) %> <%= civil_clock(n->slot_minute, clock) %></b></p><% } else { %><p class="hint"><%t 请打上面的电话预约时间。 %></p><% } %>
		<% if (n->state >= NOTICE_CAME) { %><p class="hint"><%r html_choice(pg, movein_notice_states, n->state) %></p><% } else if (!n->delivered_on) { %><%r html_form_open(pg, done, NULL) %><p class="actions"><button class="primary"><%t 我收到了 %></button></p><%r html_form_close(pg) %><% } else { %><p class="hint"><%t 您家已收到。 %></p><% } %>
	</section>
	<section class="sheet">
		<h2><%t 携带资料 %></h2>
		<ul class="rows">
		<% for (size_t i = 0; i < p->paper_count; i++) { %><li><b><%= T(pg->cx, p->papers[i]->name) %></b> <small><%= T(pg->cx, p->papers[i]->form) %></small></li><% } %>
		</ul>
		<% if (*p->b.papers) { %><p><%= p->b.papers %></p><% } %>
	</section>
	<section class="sheet">
		<h2><%t 应缴费用 %></h2>
		<% if (!p->line_count) { %><p class="empty"><%t 没有应缴的费用。 %></p><% } else { %>
		<ul class="rows">
		<% for (size_t i = 0; i < p->line_count; i++) { const struct movein_line *l = &p->lines[i]; %>
			<% if (l->payee != payee) { payee = l->payee; %><li><b><%r html_choice(pg, movein_payees, payee) %> <%r html_money(pg, movein_sum(p->lines, p->line_count, payee)) %></b></li><% } %>
			<li><span><%= l->name %> <b><%r html_money(pg, l->amount_fen) %></b></span> <small><%= l->standard %></small></li>
		<% } %>
		</ul>
		<p class="hint"><%t 各收款单位分别缴；预缴物业费可以改为按月缴。 %></p>
		<% } %>
	</section>
</main>
