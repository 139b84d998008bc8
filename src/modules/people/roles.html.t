<%@ include "modules/people/people_web.h" %>
<%@ type struct posts_page %>
<% (void)p; %>
<header class="title">
	<h1><%t 角色与权限 %></h1>
	<nav class="tabs" aria-label="<%t 员工 %>"><a href="/people"><%t 员工 %></a><a href="/posts"><%t 岗位 %></a><a href="/roles" aria-current="page"><%t 角色与权限 %></a></nav>
</header>
<div class="work">
	<section class="card">
		<div class="scroll" tabindex="0" role="region" aria-label="<%t 权限表 %>">
			<table class="matrix">
				<thead>
					<tr>
						<th><%t 权限 %></th>
						<% for (const struct choice *c = role_choices; c->word; c++) { %>
						<th scope="col" title="<%= T(pg->cx, role_also((enum role)c->value)) %>"><span><%= T(pg->cx, c->label) %></span></th>
						<% } %>
					</tr>
				</thead>
				<tbody>
					<% for (int i = PERM_UNSET + 1; i < PERMISSIONS; i++) { %>
					<tr>
						<th scope="row"><%= T(pg->cx, permission_sentence((enum permission)i)) %></th>
						<% for (int role = 0, no; role < ROLES; role += no ? no : 1) { %>
						<% for (no = 0; role + no < ROLES && !role_may((enum role)(role + no), (enum permission)i); no++) { } %>
						<% if (no) { %><td colspan="<%= no %>"></td><% } else { %><td class="yes">✓</td><% } %>
						<% } %>
					</tr>
					<% } %>
				</tbody>
			</table>
		</div>
	</section>
</div>
