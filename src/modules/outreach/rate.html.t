<%@ include "modules/outreach/outreach_web.h" %>
<%@ include "modules/outreach/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct promise_rate_page %>
<header class="title"><h1><%t 承诺兑现率 %></h1><% struct outreach_tab tab = { 2 }; %><%r outreach_tabs_html(pg, &tab) %></header>
<%r html_failure(pg) %>
<div class="work">
	<section class="card">
		<header>
			<form class="filters" action="/promises/rate"><input type="month" name="month" value="<%= p->month %>" aria-label="<%t 月份 %>"><button class="primary"><%t 查看 %></button></form>
			<p class="legend"><span><%t 兑现率 = 按期兑现 ÷ 到期；失约后补办的仍算失约 %></span></p>
		</header>
		<table class="rows">
			<thead><tr><th><%t 承诺人 %></th><th class="num"><%t 到期 %></th><th class="num"><%t 按期兑现 %></th><th class="num"><%t 失约 %></th><th class="num"><%t 兑现率 %></th></tr></thead>
			<tbody>
			<% for (size_t i = 0; i < p->count; i++) { const struct promise_rate *x = &p->rows[i]; %>
			<tr><td class="room"><%= x->name %></td><td class="num" data-label="<%t 到期 %>"><%= x->due %></td><td class="num" data-label="<%t 按期兑现 %>"><%= x->kept %></td><td class="num" data-label="<%t 失约 %>"><%= x->broken %></td><td class="num end"><%= x->rate %></td></tr>
			<% } %>
			</tbody>
			<tfoot><tr><td><%= p->all.name %></td><td class="num" data-label="<%t 到期 %>"><%= p->all.due %></td><td class="num" data-label="<%t 按期兑现 %>"><%= p->all.kept %></td><td class="num" data-label="<%t 失约 %>"><%= p->all.broken %></td><td class="num end"><b><%= p->all.rate %></b></td></tr></tfoot>
		</table>
	</section>
</div>
