<%@ include "modules/settings/settings_web.h" %>
<%@ include "app/norm_list.h" %>
<%@ include "app/permission.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct setting_row %>
<% char action[128]; (void)snprintf(action, sizeof action, "/settings/%s", p->setting->name); %>
<header class="title"><h1><%= T(pg->cx, p->setting->sentence) %></h1><span class="figure"><%= p->setting->name %></span></header>
<%r html_failure(pg) %>
<div class="work">
	<section class="card">
		<dl class="details"><dt><%t 现值 %></dt><dd><%= p->value %></dd><dt><%t 默认 %></dt><dd><%= p->standard %></dd><dt><%t 范围 %></dt><dd><%= p->range %></dd><dt><%t 依据 %></dt><dd><%r part_rule(pg, p->setting->rule) %></dd></dl>
		<% if (norm_of_setting(p->setting->name, 0)) { %>
		<form class="filters" action="/rules/try">
			<input type="hidden" name="setting" value="<%= p->setting->name %>">
			<label><%t 试算 %> <input name="value" size="8" required></label>
			<button><%t 试算 %></button>
			<small><%t 看上个月的记录按新值会怎样，不保存 %></small>
		</form>
		<% } %>
		<% if (actor_may(pg->cx->actor, PERM_SETTING_WRITE)) { %>
		<%r html_form_open(pg, action, "fields keep") %>
			<p class="field"><label for="value"><%t 新值 %></label><input id="value" name="value" required maxlength="200" value="<%= input_text(pg->input, "value") %>"><%r html_error(pg, "value") %></p>
			<p class="field"><label for="from"><%t 从何时生效 %></label><input id="from" name="from" type="datetime-local" value="<%= input_text(pg->input, "from") %>"><small class="hint"><%t 不填就是现在。在办的事按登记时的参数算，不会变。 %></small><%r html_error(pg, "from") %></p>
			<p class="actions"><button class="primary"><%t 保存 %></button> <a class="button" href="/settings"><%t 不改 %></a></p>
		<%r html_form_close(pg) %>
		<% } %>
	</section>
</div>
