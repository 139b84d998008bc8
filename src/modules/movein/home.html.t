<%@ include "modules/movein/movein_web.h" %>
<%@ include "modules/movein/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct movein_home_page %>
<header class="title"><h1><%t 入伙 %></h1>
	<%r movein_tabs_html(pg, &(struct movein_tabs){ "batches" }) %>
</header>
<div class="work">
	<section class="card">
		<header><h2><%t 交付批次 %></h2>
			<% if (actor_may(pg->cx->actor, PERM_MOVEIN_WRITE)) { %><a class="button primary" href="/movein-batches/new"><%r part_icon(pg, "plus") %><%t 拟定批次 %></a><% } %>
		</header>
		<% if (!p->count) { %>
		<p class="empty"><%t 还没有批次。先拟定批次，加楼栋或导入买受人，核对两项证明以后发出通知书。 %></p>
		<% } else { %>
		<table class="rows">
			<thead><tr><th><%t 批次 %></th><th class="wide"><%t 编号 %></th><th><%t 通知书 %></th><th><%t 状态 %></th><th class="num"><%t 户数 %></th><th class="num wide"><%t 已发 %></th><th class="num"><%t 已送达 %></th><th class="num"><%t 已到场 %></th><th class="num wide"><%t 到场率 %></th><th class="num wide"><%t 退回 %></th><th class="num wide"><%t 拒收 %></th><th class="num wide"><%t 逾期未到 %></th><th><%t 交付起止 %></th></tr></thead>
			<tbody>
			<% for (size_t n = 0; n < p->count; n++) { const struct movein_batch *b = &p->rows[n]; %>
			<tr>
				<td class="short"><a href="/movein-batches/<%u b->id %>"><%= b->name %></a></td>
				<td class="no wide"><%= b->number %></td>
				<td><%r part_tag(pg, movein_kinds, b->kind, b->kind == MOVEIN_TAKEOVER ? "violet" : "blue") %></td>
				<td><%r part_tag(pg, movein_batch_states, b->state, movein_batch_colour(b->state)) %></td>
				<td class="num" data-label="<%t 户数 %>"><%= b->rooms %></td>
				<td class="num wide"><%= b->sent %></td>
				<td class="num" data-label="<%t 已送达 %>"><%= b->delivered %></td>
				<td class="num" data-label="<%t 已到场 %>"><%= b->came %></td>
				<td class="num wide"><%= movein_rate(pg->cx, b->came, b->delivered) %></td>
				<td class="num wide"><%= b->returned %></td>
				<td class="num wide"><%= b->refused %></td>
				<td class="num wide"><%= b->late %></td>
				<td class="figure end"><%r html_date(pg, b->from_on) %> – <%r html_date(pg, b->until_on) %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
		<footer><%r part_pager(pg, "/movein", p->next, -1) %></footer>
	</section>
</div>
