<%@ include "modules/shifts/shifts_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct order_form_page %>
<header class="title"><h1><%t 下达指令 %></h1></header>
<%r html_failure(pg) %>
<%r html_form_open(pg, "/orders", "work keep") %>
	<section class="card"><div class="fields">
		<%r html_input(pg, "", field_find(order_new_fields, "text"), NULL) %>
		<p class="field"><label for="undertaker"><%t 承办人 %></label><select id="undertaker" name="undertaker"><%r shift_options(pg, p->people, p->people_count, "undertaker", 0) %></select><%r html_error(pg, "undertaker") %></p>
		<p class="field"><label for="post"><%t 或承办岗位 %></label><select id="post" name="post"><%r shift_options(pg, p->posts, p->post_count, "post", 0) %></select><small class="hint"><%t 岗位上谁先签收就由谁办 %></small><%r html_error(pg, "post") %></p>
		<%r html_input(pg, "", field_find(order_new_fields, "due_at"), NULL) %>
	</div></section>
	<p class="actions sticky"><button class="primary" data-key="ctrl+enter"><%t 下达 %> <kbd>Ctrl Enter</kbd></button> <a class="button" href="/orders"><%t 不下达 %></a></p>
<%r html_form_close(pg) %>
