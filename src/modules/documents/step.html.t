<%@ include "modules/documents/documents_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct document_step_form %>
<% const struct step *s = p->step; const struct document_show_page *page = p->page; char action[96]; (void)snprintf(action, sizeof action, "/documents/%" PRId64 "/%s", page->d.id, s->action); %>
<% bool sent = pg->input && input_text(pg->input, "step") && !strcmp(input_text(pg->input, "step"), s->action); bool edit = !strcmp(s->action, "edit"); %>
<details class="step" name="step"<% if (sent) { %> open <% } %>>
	<summary class="button<% if (p->first) { %> primary<% } else if (!strcmp(s->action, "discard")) { %> danger<% } %>"><%= T(pg->cx, s->label) %></summary>
	<%r html_form_open(pg, action, "fields") %>
		<input type="hidden" name="version" value="<%= page->d.version %>">
		<% for (size_t i = 0; i < s->input_count; i++) { %>
		<% if (edit && !sent) { struct document typed = page->d; %>
		<%r html_input(pg, "", document_edit_field(i), &typed) %>
		<% } else { %>
		<%r html_input(pg, "", &s->input[i], NULL) %>
		<% } %>
		<% } %>
		<% if (edit) { %>
		<% for (size_t i = 0; i < page->entry_count + 3 && i < ENTRIES_MAX; i++) { char prefix[24]; (void)snprintf(prefix, sizeof prefix, "entries.%zu.", i); %>
		<% static const struct document_entry empty; const struct document_entry *e = i < page->entry_count ? &page->entries[i] : &empty; %>
		<fieldset class="fields full"><legend><%= arena_printf(pg->cx->arena, T(pg->cx, "第 %d 条"), (int)i + 1) %></legend>
			<% for (size_t k = 0; k < document_entry_fields.count; k++) { struct field f = document_entry_fields.field[k]; f.flags &= ~(unsigned)REQUIRED; %>
			<% if (document_entry_wants(page->d.kind, f.name)) { %><%r html_input(pg, prefix, &f, e) %><% } %>
			<% } %>
		</fieldset>
		<% } %>
		<p class="hint full"><%t 清空一条的文字，保存后这一条就没有了。 %></p>
		<%r html_error(pg, "entries") %>
		<% } %>
		<p class="actions"><button class="primary"><%= T(pg->cx, s->label) %></button></p>
	<%r html_form_close(pg) %>
</details>
