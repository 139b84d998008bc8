<%@ include "modules/handover/handover_web.h" %>
<%@ include "modules/handover/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct deed_list_page %>
<% const char *state = p->state ? p->state : "all"; %>
<% const struct { const char *state, *label; } tabs[] = {
	{ "all", T(pg->cx, "全部") }, { "draft", T(pg->cx, "待签署") }, { "owner_signed", T(pg->cx, "业主已签") },
	{ "signed", T(pg->cx, "双方已签") }, { "delivered", T(pg->cx, "已交付") }, { "archived", T(pg->cx, "已归档") } }; %>
<header class="title"><h1><%t 房屋交接 %></h1>
	<%r handover_tabs_html(pg, &(struct deed_tabs){ "deeds" }) %>
</header>
<div class="work">
	<section class="card">
		<header>
			<nav class="tabs" aria-label="<%t 状态 %>">
			<% for (size_t i = 0; i < sizeof tabs / sizeof tabs[0]; i++) { %>
				<a href="/deeds?state=<%u tabs[i].state %>"<% if (!strcmp(state, tabs[i].state)) { %> aria-current="page"<% } %>><%= tabs[i].label %></a>
			<% } %>
			</nav>
			<form class="filters" action="/deeds">
				<input type="hidden" name="state" value="<%= state %>">
				<input type="search" name="q" value="<%= p->filter.q %>" aria-label="<%t 查找 %>" placeholder="<%t 房号、编号、业主 %>">
				<button class="primary"><%t 查找 %></button>
			</form>
			<% if (actor_may(pg->cx->actor, PERM_DEED_EXPORT)) { %><a class="button" href="/exports/deeds<%= part_query(pg) %>"><%r part_icon(pg, "download") %><%t 导出 %></a><% } %>
			<% if (actor_may(pg->cx->actor, PERM_DEED_WRITE)) { %><a class="button" href="/deeds/new"><%r part_icon(pg, "plus") %><%t 拟交接书 %></a><% } %>
		</header>
		<% if (!p->count) { %>
		<p class="empty"><%t 没有符合条件的交接书。 %></p>
		<% } else { %>
		<table class="rows">
			<thead><tr><th class="wide"><%t 编号 %></th><th><%t 房号 %></th><th class="wide"><%t 用途 %></th><th><%t 业主 %></th><th class="num wide"><%t 实测建筑面积 %></th><th><%t 通知交付日 %></th><th><%t 实际交付日 %></th><th class="wide"><%t 物业费起算 %></th><th><%t 状态 %></th></tr></thead>
			<tbody>
			<% for (size_t n = 0; n < p->count; n++) { const struct deed *d = &p->rows[n]; %>
			<tr>
				<td class="no wide"><%= d->number %></td>
				<td class="room"><a href="/deeds/<%u d->id %>"><%= d->room %></a></td>
				<td class="wide"><%r html_choice(pg, room_uses, d->use) %></td>
				<td class="short"><%= d->owners %></td>
				<td class="num wide"><%r html_value(pg, field_find(deed_fields, "area_mass"), d) %></td>
				<td class="figure" data-label="<%t 通知交付日 %>"><%r html_date(pg, d->due_on) %></td>
				<td class="figure" data-label="<%t 实际交付日 %>"><% if (d->delivered_on) { %><%r html_date(pg, d->delivered_on) %><% } else { %>—<% } %></td>
				<td class="figure wide"><%r html_date(pg, d->fee_from_on) %></td>
				<td class="end"><%r part_tag(pg, deed_states, d->state, deed_state_colour(d->state)) %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
		<footer><%r part_pager(pg, "/deeds", p->next, p->total) %></footer>
	</section>
</div>
