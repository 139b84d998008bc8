<%@ include "modules/contacts/contacts_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct contact_matter_form %>
<% char kind[24], text[24], urgency[28], prefix[20], label[16]; int i = p->index; (void)snprintf(prefix, sizeof prefix, "matters.%d.", i); (void)snprintf(kind, sizeof kind, "matters.%d.kind", i); (void)snprintf(text, sizeof text, "matters.%d.text", i); (void)snprintf(urgency, sizeof urgency, "matters.%d.urgency", i); (void)snprintf(label, sizeof label, "text%d", i); %>
<fieldset class="fields">
	<legend class="hidden"><%t 事项 %> <%= i + 1 %></legend>
	<%r part_tiles(pg, kind, T(pg->cx, "类别"), matter_kinds, p->kind, true) %>
	<p class="field full"><label for="<%= label %>"><%t 内容 %></label><textarea id="<%= label %>" name="<%= text %>" rows="3" maxlength="20000"<% if (!i) { %> required <% } %> <% if (p->first) { %> autofocus <% } %>><%= input_text(pg->input, text) %></textarea><%r html_error(pg, text) %><% if (!i) { %><%r html_error(pg, "text") %><% } %></p>
	<%r html_input(pg, prefix, field_find(matter_fields, "help_class"), NULL) %>
	<%r html_input(pg, prefix, field_find(matter_fields, "wish"), NULL) %>
	<%r part_tiles(pg, urgency, T(pg->cx, "紧急程度"), urgencies, URGENCY_NORMAL, false) %>
	<details class="full"<% if (html_has_error(pg, prefix)) { %> open <% } %>><summary><%t 公共区域、约定时间 %></summary><div class="fields">
		<%r html_input(pg, prefix, field_find(matter_fields, "place"), NULL) %>
		<%r html_input(pg, prefix, field_find(matter_fields, "public_area"), NULL) %>
		<%r html_input(pg, prefix, field_find(matter_fields, "appointment_at"), NULL) %>
	</div></details>
</fieldset>
