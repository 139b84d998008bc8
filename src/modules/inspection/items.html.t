<%@ include "modules/inspection/inspection_web.h" %>
<%@ include "modules/inspection/templates.h" %>
<%@ include "modules/houses/houses.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct inspection_items_page %>
<% const char *use = choice_of(room_uses, p->use)->word; bool may = actor_may(pg->cx->actor, PERM_INSPECTION_SETUP); %>
<header class="title"><h1><%t 验房项目 %></h1>
	<%r inspection_tabs_html(pg, &(struct inspection_tabs){ "items" }) %>
</header>
<%r html_failure(pg) %>
<div class="work">
	<section class="card">
		<header><nav class="tabs" aria-label="<%t 用途 %>">
			<a href="/inspection-items?use=dwelling"<% if (p->use == ROOM_DWELLING) { %> aria-current="page"<% } %>><%t 住宅 %></a>
			<a href="/inspection-items?use=shop"<% if (p->use == ROOM_SHOP) { %> aria-current="page"<% } %>><%t 商铺 %></a>
		</nav></header>
		<p><%t 改动只用于以后开始的验房，已经开始的验房单不变。 %></p>
		<table class="rows">
			<thead><tr><th class="num"><%t 序号 %></th><th><%t 部位 %></th><th><%t 项目 %></th><th><%t 标准 %></th><th><%t 工种 %></th><th></th></tr></thead>
			<tbody>
			<% for (size_t n = 0; n < p->count; n++) { const struct inspection_item *i = &p->rows[n]; %>
			<tr>
				<td class="num"><%= n + 1 %></td>
				<td><%r html_choice(pg, inspection_places, i->place) %></td>
				<td class="text"><b><%= i->item %></b></td>
				<td class="text"><%= i->standard %></td>
				<td class="text"><small><%r html_choice(pg, inspection_parts, i->part) %></small></td>
				<td class="end"><% if (may) { %><%r html_form_open(pg, "/inspection-items/remove", "") %><input type="hidden" name="use" value="<%= use %>"><input type="hidden" name="position" value="<%= i->position %>"><button class="small" aria-label="<%t 删去 %> <%= i->item %>"><%t 删去 %></button><%r html_form_close(pg) %><% } %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
		<% if (may) { %>
		<%r html_form_open(pg, "/inspection-items", "fields keep") %>
			<input type="hidden" name="use" value="<%= use %>">
			<%r html_inputs(pg, "", item_form_fields, NULL) %>
			<p class="actions"><button class="primary"><%t 加一项 %></button></p>
		<%r html_form_close(pg) %>
		<% } %>
	</section>
</div>
