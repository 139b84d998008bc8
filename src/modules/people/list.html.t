<%@ include "pages/parts.h" %>
<%@ include "modules/people/people_web.h" %>
<%@ type struct people_list_page %>
<header class="title">
	<h1><%t 员工 %></h1>
	<nav class="tabs" aria-label="<%t 员工 %>"><a href="/people" aria-current="page"><%t 员工 %></a><a href="/posts"><%t 岗位 %></a><a href="/roles"><%t 角色与权限 %></a></nav>
	<% if (p->may_write) { %>
	<a class="button primary" href="/people/new"><%r part_icon(pg, "plus") %><%t 聘用 %></a>
	<% } %>
</header>
<div class="work">
	<section class="card">
		<header>
			<form class="filters">
				<input type="search" name="q" value="<%= p->filter.q %>" aria-label="<%t 查找 %>" placeholder="<%t 姓名、首字母、电话 %>">
				<select name="role" aria-label="<%t 角色 %>"><%r part_options(pg, role_choices, T(pg->cx, "全部角色"), p->role) %></select>
				<select name="state" aria-label="<%t 状态 %>"><%r part_options(pg, staff_states, T(pg->cx, "全部状态"), p->state) %></select>
				<button><%t 查找 %></button>
			</form>
		</header>
		<% if (!p->count) { %>
		<p class="empty"><%t 没有符合条件的人。 %> <a href="/people?state="><%t 查看全部 %></a></p>
		<% } else { %>
		<table class="rows">
			<thead><tr><th><%t 姓名 %></th><th><%t 登录名 %></th><th><%t 岗位 %></th><th><%t 电话 %></th><th class="wide"><%t 最近使用 %></th><th><%t 状态 %></th></tr></thead>
			<tbody>
				<% for (size_t i = 0; i < p->count; i++) { const struct staff *s = &p->rows[i]; %>
				<tr>
					<td class="room short" title="<%= s->name %>"><a href="/people/<%u s->id %>"><%= s->name %></a></td>
					<td class="figure"><%= s->login %></td>
					<td class="text"><%= s->post_names %></td>
					<td class="figure"><%r html_value(pg, field_find(staff_fields, "phone"), s) %></td>
					<td class="wide figure"><%r html_time(pg, s->seen_at) %></td>
					<td class="end"><span class="tags">
						<% if (s->locked_until > p->now) { %>
						<span class="tag red"><%t 已锁定 %></span>
						<% } %>
						<% if (s->state == STAFF_ACTIVE && s->must_change_password) { %>
						<span class="tag amber"><%t 待改密码 %></span>
						<% } %>
						<%r part_tag(pg, staff_states, s->state, s->state == STAFF_ACTIVE ? "green" : "grey") %>
					</span></td>
				</tr>
				<% } %>
			</tbody>
		</table>
		<% } %>
		<footer><%r part_pager(pg, "/people", p->next, p->total) %></footer>
	</section>
</div>
