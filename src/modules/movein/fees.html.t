<%@ include "modules/movein/movein_web.h" %>
<%@ include "modules/movein/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct movein_fees_page %>
<% bool may = actor_may(pg->cx->actor, PERM_MOVEIN_VERIFY); char action[96]; %>
<header class="title"><h1><%t 收费项目 %></h1>
	<%r movein_tabs_html(pg, &(struct movein_tabs){ "fees" }) %>
</header>
<%r html_failure(pg) %>
<div class="work">
	<section class="card">
		<p><%t 通知书和流程单按这些项目给每户算费，按收款单位分别合计。改价请停用旧的、新增一项；已发出的通知书不变。 %></p>
		<% if (!p->count) { %><p class="empty"><%t 还没有收费项目。 %></p><% } else { %>
		<table class="rows">
			<thead><tr><th><%t 项目 %></th><th><%t 收款单位 %></th><th class="wide"><%t 性质 %></th><th><%t 标准 %></th><th class="num"><%t 单价 %></th><th><%t 列入 %></th><th class="wide"><%t 生效 %></th><th></th></tr></thead>
			<tbody>
			<% for (size_t i = 0; i < p->count; i++) { const struct movein_fee *f = &p->rows[i]; (void)snprintf(action, sizeof action, "/movein-fees/%" PRId64 "/stop", f->id); %>
			<tr>
				<td class="short"><b><%= f->name %></b></td>
				<td><%r part_tag(pg, movein_payees, f->payee, f->payee == PAYEE_FUND ? "teal" : f->payee == PAYEE_OFFICE ? "blue" : "grey") %></td>
				<td class="wide"><%r html_choice(pg, movein_fee_kinds, f->kind) %></td>
				<td><%r html_choice(pg, movein_bases, f->basis) %></td>
				<td class="num" data-label="<%t 单价 %>"><%r html_money(pg, f->price_fen) %></td>
				<td><%r html_choice(pg, movein_letter_kinds, f->letters) %></td>
				<td class="figure wide"><%r html_time(pg, f->created_at) %></td>
				<td class="end"><% if (may) { %><%r html_form_open(pg, action, "reveal") %><button class="small"><%t 停用 %></button><%r html_form_close(pg) %><% } %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
	</section>
	<p class="hint"><%t 预缴物业费不用加：按交接书的单价和预缴月数自动列入，业主可以选择月缴。 %> <a href="/settings/handover.fee_fen"><%t 物业费单价 %></a> · <a href="/settings/movein.prepaid_months"><%t 预缴月数 %></a></p>
	<% if (may) { static const struct movein_fee begun = { .kind = FEE_OTHER, .payee = PAYEE_OFFICE, .basis = BASIS_FLAT, .letters = LETTERS_BOTH }; %>
	<section class="card">
		<header><h2><%t 新增收费项目 %></h2></header>
		<%r html_form_open(pg, "/movein-fees", "fields keep") %>
			<%r html_inputs(pg, "", movein_fee_fields, &begun) %>
			<p class="actions"><button class="primary"><%t 新增 %></button></p>
		<%r html_form_close(pg) %>
	</section>
	<% } %>
</div>
