<%@ include "modules/scripts/scripts_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct emergency_page %>
<header class="title"><h1><%t 应急卡 %></h1><%r script_tabs_html(pg, "/scripts/emergency") %></header>
<%r html_failure(pg) %>
<div class="work">
	<% for (int i = 0; i < EMERGENCIES; i++) { const struct emergency *e = &p->rows[i]; char action[64], prefix[1] = ""; (void)snprintf(action, sizeof action, "/scripts/emergency/%s", choice_of(emergency_kinds, e->kind)->word); %>
	<section class="card">
		<header><h2><%r html_choice(pg, emergency_kinds, e->kind) %></h2></header>
		<dl class="details">
			<dt><%t 应急词 %></dt><dd><%= e->words %></dd>
			<dt><%t 问什么 %></dt><dd><%= e->ask %></dd>
			<dt><%t 怎么办 %></dt><dd><%= e->act %></dd>
			<dt><%t 打给谁 %></dt><dd><b><%= e->phones %></b></dd>
			<dt><%t 通知哪个岗位 %></dt><dd><%r html_choice(pg, role_choices, e->leader) %></dd>
		</dl>
		<% if (p->may_write) { %>
		<details class="step"><summary class="button small"><%t 修改 %></summary>
			<%r html_form_open(pg, action, "fields") %>
				<%r html_inputs(pg, prefix, emergency_fields, e) %>
				<p class="actions"><button class="primary"><%t 保存 %></button></p>
			<%r html_form_close(pg) %>
		</details>
		<% } %>
	</section>
	<% } %>
</div>
