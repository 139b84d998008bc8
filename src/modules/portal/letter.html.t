<%@ include "modules/portal/portal_web.h" %>
<%@ include "modules/portal/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct letter_page %>
<% const struct portal_card *c = &p->card; const struct fields f = letter_fields;
   const char *send = arena_printf(pg->cx->arena, "/r/%s/letters", c->token);
   const struct choice *sent = choice_named(letter_kinds, input_text(pg->input, "kind") ? input_text(pg->input, "kind") : ""); %>
<%r portal_head_html(pg, &p->head) %>
<main>
	<%r html_form_open(pg, send, "sheet") %>
		<h2><% if (c->room_id) { %><%t 意见箱 %><% } else { %><%= c->place %><% } %></h2>
		<% if (pg->cx->why[0]) { %><p class="banner red" role="alert"><%= pg->cx->why %></p><% } %>
		<%r part_tiles(pg, "kind", T(pg->cx, "什么事"), c->room_id ? letter_kinds + 1 : letter_kinds, sent ? sent->value : c->room_id ? KIND_SUGGESTION : KIND_REPAIR, false) %>
		<%r html_input(pg, "", field_find(f, "text"), NULL) %>
		<p class="hint"><%t 不用登录，不留名字，也不记录您的手机。要回电才填下面两项。 %></p>
		<%r html_input(pg, "", field_find(f, "name"), NULL) %>
		<%r html_input(pg, "", field_find(f, "phone"), NULL) %>
		<p class="actions"><button class="primary"><%t 提交 %></button><a class="button" href="/r/<%u c->token %>"><%t 返回 %></a></p>
	<%r html_form_close(pg) %>
</main>
