<%@ include "modules/keys/keys_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct key_receipt_page %>
<% const struct key_loan *l = &p->l; %>
<header class="title"><h1><%t 钥匙借用单 %></h1><span class="figure"><%= l->number %></span><% if (l->overdue) { %><span class="tag red"><%t 逾期 %></span><% } %></header>
<div class="work">
	<section class="card">
		<%r html_details(pg, key_loan_fields, l) %>
		<p><%t 进户请穿鞋套，不用住户的电器，施工做好保护；离开时关好灯、水、门窗，有异常马上报告，钥匙用完马上归还。 %></p>
		<p class="actions"><a class="button" href="/keys/<%u l->key_id %>"><%t 回到钥匙 %></a></p>
	</section>
	<% if (l->deposit != DEPOSIT_NONE) { %>
	<section class="card">
		<header><h2><%t 押金收据 %> <span class="figure"><%= l->deposit_number %></span></h2><%r part_tag(pg, key_deposits, l->deposit, l->deposit == DEPOSIT_ASKED ? "amber" : "grey") %></header>
		<p><%t 今收到 %> <b><%= l->borrower_name %></b> <%t 钥匙押金 %> <b class="figure"><%r html_money(pg, l->deposit_fen) %></b> <%t 元，本人按时归还钥匙时全额退还。 %></p>
		<p><small><%t 经手人 %> <%= l->lent_by_name %> · <%r html_time(pg, l->lent_at) %></small></p>
	</section>
	<% } %>
</div>
