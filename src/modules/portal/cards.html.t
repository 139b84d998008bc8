<%@ include "modules/portal/portal_web.h" %>
<%@ include "modules/portal/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct portal_cards_page %>
<% bool write = actor_may(pg->cx->actor, PERM_PORTAL_WRITE); const char *chosen = p->filter.building ? p->filter.building : ""; %>
<header class="title"><h1><%t 住户入口 %></h1><%r portal_tabs_html(pg, &(struct portal_tabs){ "cards" }) %></header>
<%r html_failure(pg) %>
<div class="work">
	<% if (p->only_here) { %><p class="banner amber"><%t 现在的网址只有这台电脑打得开，住户扫不开。请在“参数”里填住户入口的网址（portal.address），再打印张贴。 %></p><% } %>
	<% if (write) { %>
	<section class="card">
		<header><h2><%t 制作 %></h2></header>
		<div class="fields">
		<%r html_form_open(pg, "/portal/cards", "field") %>
			<label for="building"><%= arena_printf(pg->cx->arena, T(pg->cx, "还有 %d 户没有门牌码"), (int)p->lacking) %></label>
			<select id="building" name="building"><option value=""><%t 全部楼栋 %></option><% for (size_t i = 0; i < p->building_count; i++) { %><option value="<%= p->buildings[i].building %>"><%= p->buildings[i].building %></option><% } %></select>
			<button class="primary"><%t 制作门牌码 %></button>
		<%r html_form_close(pg) %>
		<%r html_form_open(pg, "/portal/cards", "field") %>
			<label for="place"><%t 公共位置，如“3 栋大堂” %></label>
			<input id="place" name="place" maxlength="40" value="<%= input_text(pg->input, "place") %>" required><%r html_error(pg, "place") %>
			<button><%t 制作位置码 %></button>
		<%r html_form_close(pg) %>
		</div>
	</section>
	<% } %>
	<section class="card">
		<header>
			<nav class="tabs" aria-label="<%t 类别 %>"><a href="/portal"<% if (!p->filter.places) { %> aria-current="page"<% } %>><%t 全部 %></a><a href="/portal?places=1"<% if (p->filter.places) { %> aria-current="page"<% } %>><%t 公共位置 %></a></nav>
			<form class="filters" action="/portal">
				<% if (p->filter.places) { %><input type="hidden" name="places" value="1"><% } %>
				<input type="search" name="q" value="<%= p->filter.q %>" aria-label="<%t 查找 %>" placeholder="<%t 房号或位置 %>">
				<select name="building" aria-label="<%t 楼栋 %>"><option value=""><%t 全部楼栋 %></option><% for (size_t i = 0; i < p->building_count; i++) { %><option value="<%= p->buildings[i].building %>"<% if (!strcmp(chosen, p->buildings[i].building)) { %> selected <% } %>><%= p->buildings[i].building %></option><% } %></select>
				<button><%t 查找 %></button>
			</form>
			<% if (write && p->count) { %><a class="button" href="/portal/cards/paper<%= part_query(pg) %>"><%r part_icon(pg, "print") %><%t 打印 %></a><% } %>
		</header>
		<% if (!p->count) { %>
		<p class="empty"><%t 这里还没有码。门牌码贴在户门旁，住户扫了就能报修；位置码贴在大堂、电梯、垃圾房，谁都能报公共故障、投意见。 %></p>
		<% } else { %>
		<table class="rows">
			<thead><tr><th><%t 房号或位置 %></th><th><%t 制作时间 %></th><th><%t 网址 %></th><th><span class="hidden"><%t 操作 %></span></th></tr></thead>
			<tbody>
			<% for (size_t i = 0; i < p->count; i++) { const struct portal_card *c = &p->rows[i]; const char *retire = arena_printf(pg->cx->arena, "/portal/cards/%" PRId64 "/retire", c->id); %>
			<tr>
				<td class="short"><% if (c->room_id) { %><%= c->room %><% } else { %><%= c->place %><% } %></td>
				<td class="figure"><%r html_time(pg, c->created_at) %></td>
				<td class="clip"><a href="/r/<%u c->token %>"><%= p->address %>/r/<%= c->token %></a></td>
				<td class="end"><% if (write) { %><%r html_form_open(pg, retire, "inline") %><button class="small"><%t 停用 %></button><%r html_form_close(pg) %><% } %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
		<footer><%r part_pager(pg, "/portal", p->next, -1) %></footer>
	</section>
</div>
