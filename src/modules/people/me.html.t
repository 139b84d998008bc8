<%@ include "pages/parts.h" %>
<%@ include "modules/people/people_web.h" %>
<%@ type struct me_page %>
<% pg->may_see_phones = true; %>
<header class="title"><h1><%t 我的账号 %></h1><span><%= p->s.name %></span><span class="figure"><%= p->s.login %></span><a class="button" href="/me/tokens"><%r part_icon(pg, "token") %><%t 接口令牌 %></a></header>
<% if (pg->cx->why[0]) { %><p class="banner red" role="alert"><%= pg->cx->why %></p><% } %>
<div class="work">
	<div class="pair">
		<section class="card">
			<header><h2><%t 资料 %></h2></header>
			<%r html_form_edit(pg, "/me", "fields keep", p->s.version) %>
				<%r html_input(pg, "", field_find(own_edit_fields, "phone"), &(const struct own_edit){ .phone = p->s.phone }) %>
				<%r html_input(pg, "", field_find(own_edit_fields, "language"), &(const struct own_edit){ .language = p->s.language }) %>
				<p class="actions"><button class="primary"><%t 保存 %></button></p>
			<%r html_form_close(pg) %>
		</section>
		<section class="card">
			<header><h2><%t 岗位与密码 %></h2></header>
			<dl class="details">
				<dt><%t 岗位 %></dt><dd><%= p->s.post_names %></dd>
				<dt><%t 入职 %></dt><dd><%r html_date(pg, p->s.joined_on) %></dd>
			</dl>
			<p class="actions"><a class="button" href="/me/password"><%r part_icon(pg, "lock") %><%t 改密码 %></a></p>
		</section>
		<% if (p->view_count) { %>
		<section class="card" id="views">
			<header><h2><%t 常用视图 %></h2></header>
			<ul class="lines">
				<% for (size_t i = 0; i < p->view_count; i++) { const struct saved_view *v = &p->views[i]; char drop[60]; (void)snprintf(drop, sizeof drop, "/me/views/%" PRId64 "/remove", v->id); %>
				<li><span class="grow"><%r part_record(pg, v->path, v->label) %></span> <%r html_form_open(pg, drop, "inline") %><button class="small" aria-label="<%t 删除视图 %> <%= v->label %>"><%t 删除 %></button><%r html_form_close(pg) %></li>
				<% } %>
			</ul>
		</section>
		<% } %>
		<% if (p->community_count > 1) { %>
		<section class="card">
			<header><h2><%t 换一个小区 %></h2></header>
			<ul class="lines">
				<% for (size_t i = 0; i < p->community_count; i++) { const struct community *c = &p->communities[i]; %>
				<li>
					<% if (c->id == p->community) { %>
					<span><%= c->name %></span><span class="tag green"><%t 现在 %></span>
					<% } else { %>
					<%r html_form_open(pg, "/me/community", NULL) %><input type="hidden" name="community" value="<%= c->id %>"><button class="small"><%= c->name %></button><%r html_form_close(pg) %>
					<% } %>
				</li>
				<% } %>
			</ul>
		</section>
		<% } %>
	</div>
	<section class="card">
		<header><h2><%t 已登录的设备 %></h2><%r html_form_open(pg, "/me/sign-out", NULL) %><button><%t 其余全部退出 %></button><%r html_form_close(pg) %></header>
		<table class="rows">
			<thead><tr><th><%t 设备 %></th><th><%t 地址 %></th><th><%t 登录 %></th><th><%t 最近使用 %></th><th><span class="hidden"><%t 操作 %></span></th></tr></thead>
			<tbody>
				<% for (size_t i = 0; i < p->session_count; i++) { const struct session *s = &p->sessions[i]; %>
				<tr>
					<td class="text"><%= s->agent ? s->agent : T(pg->cx, "未知设备") %></td>
					<td class="figure" data-label="<%t 地址 %>"><%= s->peer %></td>
					<td class="figure" data-label="<%t 登录 %>"><%r html_time(pg, s->created_at) %></td>
					<td class="figure" data-label="<%t 最近 %>"><%r html_time(pg, s->seen_at) %></td>
					<td class="end">
						<% if (s->current) { %>
						<span class="tag green"><%t 本机 %></span>
						<% } else { %>
						<%r html_form_open(pg, arena_printf(pg->cx->arena, "/me/sessions/%s/end", s->id), NULL) %><button class="small"><%t 退出 %></button><%r html_form_close(pg) %>
						<% } %>
					</td>
				</tr>
				<% } %>
			</tbody>
		</table>
	</section>
</div>
