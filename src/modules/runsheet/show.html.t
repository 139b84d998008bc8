<%@ include "modules/runsheet/runsheet_web.h" %>
<%@ include "modules/runsheet/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ include "pages/story.h" %>
<%@ include "pages/templates.h" %>
<%@ type struct runsheet_show_page %>
<% const struct runsheet *s = &p->s; char action[96]; bool may = s->state <= SHEET_PAUSED && (s->desk == DESK_IDENTITY || s->is_short) && actor_may(pg->cx->actor, PERM_RUNSHEET_DESK); int payee = 0; %>
<header class="title">
	<h1><%= s->room %> <%= s->owners %></h1>
	<%r part_tag(pg, sheet_states, s->state, sheet_state_colour(s->state)) %>
	<% if (s->resale) { %><span class="tag violet"><%t 二次入伙 %></span><% } else { %><%r part_tag(pg, movein_buyers, s->buyer_kind, "grey") %><% } %>
	<% if (s->is_short) { %><span class="tag amber"><%t 资料待补 %></span><% } %>
	<span class="figure"><%= s->number %></span>
	<a class="button" href="/runsheets/<%u s->id %>/paper"><%r part_icon(pg, "print") %><%t 流程单 %></a>
</header>
<%r html_failure(pg) %>
<div class="work">
	<% if (s->state == SHEET_PAUSED) { %><div class="banner"><p><b><%t 没办完 %></b> <span class="long"><%= s->pause_text %></span></p></div><% } %>
	<section class="card">
		<p><% if (s->state == SHEET_RUNNING && s->desk) { %><%t 现在 %> <b><%r html_choice(pg, desks, s->desk) %></b> · <%r html_duration(pg, p->now - s->desk_at) %><% if (s->taken_by) { %> · <%= s->taken_name %><% } %> · <% } %><% if (s->notice_id) { %><a href="/movein-notices/<%u s->notice_id %>"><%t 通知书 %></a> · <% } %><% if (p->inspection.id) { %><a href="/inspections/<%u p->inspection.id %>"><%t 验房单 %> <%r html_choice(pg, inspection_states, p->inspection.state) %></a> · <% } %><% if (p->deed.id) { %><a href="/deeds/<%u p->deed.id %>"><%t 交接书 %> <%r html_choice(pg, deed_states, p->deed.state) %></a> · <% } %><a href="/households/<%u s->room %>"><%t 一户一档 %></a></p>
		<div class="steps">
		<% for (size_t n = 0; n < p->action_count; n++) { const struct step *t = p->actions[n]; (void)snprintf(action, sizeof action, "/runsheets/%" PRId64 "/%s", s->id, t->action); %>
		<% bool sent = pg->input && input_text(pg->input, "step") && !strcmp(input_text(pg->input, "step"), t->action); %>
		<details class="step" name="step"<% if (sent) { %> open <% } %>>
			<summary class="button<% if (!n) { %> primary<% } else if (!strcmp(t->action, "drop") || !strcmp(t->action, "back")) { %> danger<% } %>"><%= T(pg->cx, t->label) %></summary>
			<%r html_form_open(pg, action, "fields") %>
				<input type="hidden" name="version" value="<%= s->version %>">
				<% for (size_t k = 0; k < t->input_count; k++) { %><%r html_input(pg, "", &t->input[k], NULL) %><% } %>
				<p class="actions"><button class="primary"><%= T(pg->cx, t->label) %></button></p>
			<%r html_form_close(pg) %>
		</details>
		<% } %>
		</div>
	</section>
	<section class="card">
		<header><h2><%t 环节 %></h2></header>
		<table class="rows">
			<thead><tr><th class="num"><%t 次序 %></th><th><%t 环节 %></th><th><%t 状态 %></th><th><%t 签章 %></th><th><%t 签章时间 %></th><th><%t 凭证和备注 %></th></tr></thead>
			<tbody>
			<% for (size_t n = 0; n < p->desk_count; n++) { const struct runsheet_desk *d = &p->desks[n]; bool here = s->state == SHEET_RUNNING && d->desk == s->desk; %>
			<tr>
				<td class="num"><%= d->position %></td>
				<td><% if (here) { %><b><%r html_choice(pg, desks, d->desk) %></b><% } else { %><%r html_choice(pg, desks, d->desk) %><% } %></td>
				<td><% if (here && d->state == DESK_OPEN) { %><span class="tag blue"><%t 正在这一台 %></span><% } else { %><%r part_tag(pg, desk_states, d->state, desk_state_colour(d->state)) %><% } %></td>
				<td><% if (d->signed_at) { %><%= d->signed_name %><% } else { %>—<% } %></td>
				<td class="figure"><% if (d->signed_at) { %><%r html_time(pg, d->signed_at) %><% } else { %>—<% } %></td>
				<td class="text end"><%= d->note %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
	</section>
	<div class="pair">
		<section class="card" id="papers">
			<header><h2><%t 资料核验 %></h2><% if (s->missing) { %><span class="tag amber"><%t 缺 %> <%= s->missing %></span><% } else { %><span class="tag green"><%t 齐 %></span><% } %></header>
			<% (void)snprintf(action, sizeof action, "/runsheets/%" PRId64 "/papers", s->id); %>
			<% if (may) { %><%r html_form_open(pg, action, NULL) %><% } %>
			<ul class="lines">
			<% for (size_t n = 0; n < p->paper_count; n++) { const struct runsheet_paper *t = &p->papers[n]; %>
				<li><% if (may) { %><label><input type="hidden" name="papers.<%= n %>.line" value="<%= t->line %>"><input type="hidden" name="papers.<%= n %>.checked" value="0"><input type="checkbox" name="papers.<%= n %>.checked" value="1" <% if (t->checked) { %> checked <% } %>> <b><%= T(pg->cx, t->name) %></b></label><% } else { %><b><%= T(pg->cx, t->name) %></b><% } %> <small><%= T(pg->cx, t->form) %><% if (t->checked) { %> · <%= t->checked_name %><% } %></small></li>
			<% } %>
			</ul>
			<% if (may) { %><p class="actions"><button><%t 记下核验结果 %></button></p><%r html_form_close(pg) %><% } %>
		</section>
		<section class="card">
			<header><h2><%t 应缴费用 %></h2><% if (s->monthly) { %><span class="tag blue"><%t 月缴 %></span><% } %></header>
			<% if (!p->line_count) { %><p class="empty"><%t 没有应缴的费用。 %></p><% } else { %>
			<table class="rows">
				<thead><tr><th><%t 项目 %></th><th><%t 标准 %></th><th class="num"><%t 金额 %></th></tr></thead>
				<tbody>
				<% for (size_t i = 0; i < p->line_count; i++) { const struct movein_line *l = &p->lines[i]; if (l->dropped) continue; %>
				<% if (l->payee != payee) { payee = l->payee; %><tr><th colspan="2"><%r html_choice(pg, movein_payees, payee) %></th><th class="num"><%r html_money(pg, movein_sum(p->lines, p->line_count, payee)) %></th></tr><% } %>
				<tr><td class="text"><%= l->name %></td><td class="text"><%= l->standard %></td><td class="num end"><%r html_money(pg, l->amount_fen) %></td></tr>
				<% } %>
				</tbody>
			</table>
			<% } %>
		</section>
	</div>
	<% if (p->obligation_count) { struct clock_rows clocks = { p->obligations, p->obligation_count, p->now }; %><%r pages_clocks_html(pg, &clocks) %><% } %>
	<div class="pair">
		<% struct timeline line = { p->events, p->event_count }; %>
		<%r pages_timeline_html(pg, &line) %>
		<section class="card"><header><h2><%t 详情 %></h2></header><%r html_details(pg, runsheet_fields, s) %></section>
	</div>
</div>
