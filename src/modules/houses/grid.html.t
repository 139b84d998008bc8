<%@ include "modules/houses/houses_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct house_page %>
<h1 class="hidden"><%t 房态图 %></h1>
<div class="work">
	<section class="card">
		<header>
			<h2><%t 房态图 %></h2>
			<nav class="tabs" aria-label="<%t 楼栋 %>">
			<% for (size_t i = 0; i < p->building_count; i++) { const char *b = p->buildings[i].building; %>
				<a href="/houses?building=<%u b %>&amp;layer=<%u p->layer ? p->layer->word : "" %>"<% if (!strcmp(b, p->building)) { %> aria-current="page"<% } %>><%= arena_printf(pg->cx->arena, T(pg->cx, "%s 栋"), b) %></a>
			<% } %>
			</nav>
			<nav class="tabs" aria-label="<%t 图层 %>">
				<a href="/houses?building=<%u p->building %>"<% if (!p->layer) { %> aria-current="page"<% } %>><%t 房态 %></a>
			<% for (size_t i = 0; i < p->layer_count; i++) { %>
				<a href="/houses?building=<%u p->building %>&amp;layer=<%u p->layers[i]->word %>"<% if (p->layer == p->layers[i]) { %> aria-current="page"<% } %>><%= T(pg->cx, p->layers[i]->label) %></a>
			<% } %>
			</nav>
			<p class="legend">
			<% for (size_t i = 0; p->layer && p->layer->marks[i].word; i++) { %>
				<span><i class="<%= p->layer->marks[i].word %>"></i><%= T(pg->cx, p->layer->marks[i].label) %> <%= p->by_mark[i] %></span>
			<% } %>
			<% if (!p->layer) { %>
			<% for (const struct choice *c = room_states; c->word; c++) { %>
				<span><i class="<%= room_state_class(c->value) %>"></i><%= T(pg->cx, c->label) %> <%= p->by_state[c->value] %></span>
			<% } %>
				<span><%t 数字为在办件数，红色有超时 %></span>
			<% } %>
			</p>
		</header>
		<% if (!p->room_count) { %>
		<p class="empty"><%t 还没有房屋。 %> <a href="/imports"><%t 从 Excel 导入住户名册 %></a></p>
		<% } %>
		<div class="entrances">
		<% for (size_t i = 0; i < p->room_count;) { const char *entrance = p->rooms[i].entrance; %>
			<table class="rooms">
				<caption><% if (*entrance) { %><%= arena_printf(pg->cx->arena, T(pg->cx, "%s 单元"), entrance) %><% } %></caption>
				<tbody>
				<% while (i < p->room_count && !strcmp(p->rooms[i].entrance, entrance)) { int floor = p->rooms[i].floor; %>
					<tr><th scope="row"><%= floor %></th>
					<% for (; i < p->room_count && p->rooms[i].floor == floor && !strcmp(p->rooms[i].entrance, entrance); i++) { const struct grid_room *h = &p->rooms[i]; const struct house_cell *c = &p->cells[i]; %>
					<td class="<%= c->css_class %>"><a href="/households/<%u h->room %>"><b><%= h->door %></b> <%= c->text %><% if (c->number) { %><em <% if (c->late) { %> class="red"<% } %>><%= c->number %></em><% } %></a></td>
					<% } %>
					</tr>
				<% } %>
				</tbody>
			</table>
		<% } %>
		</div>
	</section>
	<% if (p->room_count && actor_may(pg->cx->actor, PERM_HOUSEHOLD_STEWARD)) { char action[96]; (void)snprintf(action, sizeof action, "/houses/%s/steward", p->building); %>
	<section class="card"><header><h2><%t 楼栋管家 %></h2></header>
		<%r html_form_open(pg, action, "filters") %>
			<select name="post" aria-label="<%t 楼栋管家 %>"><option value="0"><%t 未指定 %></option><% for (size_t i = 0; i < p->post_count; i++) { if (p->posts[i].role == ROLE_STEWARD || p->posts[i].id == p->post_id) { %><option value="<%= p->posts[i].id %>"<% if (p->posts[i].id == p->post_id) { %> selected <% } %>><%= p->posts[i].name %></option><% } } %></select>
			<button><%t 保存 %></button>
		<%r html_form_close(pg) %>
		<p><small><%t 回访、关怀和联系任务派给这个岗位；没有指定时派给第一个管家岗位。 %></small></p>
	</section>
	<% } %>
</div>
