<%@ include "modules/households/households_web.h" %>
<%@ include "app/permission.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct household_list_page %>
<header class="title"><h1><%t 一户一档 %></h1>
	<% if (actor_may(pg->cx->actor, PERM_HOUSEHOLD_EXPORT)) { %><a class="button" href="/exports/households"><%r part_icon(pg, "download") %><%t 导出 %></a><% } %>
</header>
<%r html_failure(pg) %>
<div class="work">
	<section class="card">
		<header>
			<form class="filters" action="/households">
				<input type="search" name="q" value="<%= p->filter.q %>" aria-label="<%t 查找 %>" placeholder="<%t 房号、姓名、首字母、尾号 %>">
				<input name="building" value="<%= p->filter.building %>" size="4" aria-label="<%t 楼栋 %>" placeholder="<%t 楼栋 %>">
				<select name="state" aria-label="<%t 房态 %>"><%r part_options(pg, room_states, T(pg->cx, "全部房态"), input_text(pg->input, "state")) %></select>
				<button class="primary"><%t 查找 %></button>
			</form>
		</header>
		<% if (!p->count) { %>
		<p class="empty"><%t 没有符合条件的房屋。 %> <a href="/imports"><%t 从 Excel 导入住户名册 %></a></p>
		<% } else { %>
		<table class="rows">
			<thead><tr><th><%t 房号 %></th><th><%t 房态 %></th><th><%t 住户 %></th><th><%t 关系 %></th><th><%t 电话 %></th><th class="num wide"><%t 面积 %></th><th><%t 在办 %></th><th class="wide"><%t 关怀 %></th></tr></thead>
			<tbody><%r households_rows_html(pg, p) %></tbody>
		</table>
		<% } %>
		<footer><%r part_pager(pg, "/households", p->next, p->total) %></footer>
	</section>
	<% if (actor_may(pg->cx->actor, PERM_HOUSEHOLD_WRITE)) { %>
	<section class="card"><details <% if (pg->cx->errors) { %> open <% } %>><summary><%r part_icon(pg, "plus") %> <%t 加房屋 %></summary>
		<%r html_form_open(pg, "/households", "fields keep") %>
			<%r html_inputs(pg, "", room_fields, NULL) %>
			<p class="actions"><button class="primary"><%t 保存 %></button></p>
		<%r html_form_close(pg) %>
	</details></section>
	<% } %>
</div>
