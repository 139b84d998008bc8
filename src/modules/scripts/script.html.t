<%@ include "modules/scripts/scripts_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct script_form %>
<% const struct script *s = p->script; const char *word = choice_of(script_places, s->place)->word; char action[64], id[32], from[32]; (void)snprintf(action, sizeof action, "/scripts/places/%s", word); (void)snprintf(id, sizeof id, "text-%s", word); (void)snprintf(from, sizeof from, "from-%s", word); %>
<div>
	<p><b><%r html_choice(pg, script_places, s->place) %></b> <% if (s->from_at) { %><small><%t 自 %> <%r html_time(pg, s->from_at) %></small><% } %></p>
	<p class="say"><%= s->said %></p>
	<% if (s->next_at) { %><p><span class="tag amber"><%t 下一版 %></span> <%r html_time(pg, s->next_at) %> <%= s->next_text %></p><% } %>
	<% if (p->may_write) { %>
	<details class="step"><summary class="button small"><%t 修改 %></summary>
		<%r html_form_open(pg, action, "fields") %>
			<p class="field full"><label for="<%= id %>"><%t 话术 %></label><textarea id="<%= id %>" name="text" rows="2" maxlength="500" required><%= s->text %></textarea><%r html_error(pg, "text") %></p>
			<p class="field"><label for="<%= from %>"><%t 生效日期 %></label><input id="<%= from %>" name="from" type="date"><small class="hint"><%t 不填就是现在 %></small><%r html_error(pg, "from") %></p>
			<p class="actions"><button class="primary"><%t 保存 %></button></p>
		<%r html_form_close(pg) %>
	</details>
	<% } %>
</div>
