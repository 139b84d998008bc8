<%@ include "modules/notices/notices_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct channel_page %>
<% const char *here = arena_printf(pg->cx->arena, "/notices/channels/%" PRId64, p->c.id); %>
<% const char *test = arena_printf(pg->cx->arena, "%s/test", here), *drop = arena_printf(pg->cx->arena, "%s/remove", here); %>
<header class="title"><h1><%= p->c.name %></h1><%r part_tag(pg, channel_kinds, p->c.kind, "blue") %><%r notice_tabs(pg, "/notices/channels") %></header>
<%r html_failure(pg) %>
<div class="work">
	<section class="card">
		<header><h2><%t 试发一条 %></h2></header>
		<% if (p->answer) { %><p class="banner <%= p->taken ? "green" : "red" %>" role="status"><%= p->answer %></p><% } %>
		<%r html_form_open(pg, test, "fields") %>
			<% if (!channel_is_robot(p->c.kind)) { %><p class="field"><label for="to"><% if (p->c.kind == VIA_MAIL) { %><%t 收件邮箱 %><% } else { %><%t 收信手机 %><% } %></label><input id="to" name="to" value="<%= p->to ? p->to : input_text(pg->input, "to") %>" required><%r html_error(pg, "to") %></p><% } %>
			<p class="full hint"><%t 发出去，等对方回应，原话显示在上面，最多等 20 秒。 %></p>
			<p class="actions"><button class="primary"><%t 试发 %></button></p>
		<%r html_form_close(pg) %>
	</section>
	<section class="card">
		<header><h2><%t 设置 %></h2></header>
		<p class="hint"><%= arena_printf(pg->cx->arena, T(pg->cx, "主机 %s。地址和密钥已加密保存，不再显示；不改就不填。"), p->c.host) %></p>
		<%r html_form_edit(pg, here, "fields", p->c.version) %>
			<%r html_inputs(pg, "", channel_input_fields, &p->c) %>
			<p class="field"><label for="post_id"><%t 群里只发给这个岗位的 %></label><select id="post_id" name="post_id"><%r channel_post_options(pg, p->posts, p->post_count, p->c.post_id) %></select></p>
			<p class="actions"><button class="primary"><%t 保存 %></button></p>
		<%r html_form_close(pg) %>
	</section>
	<section class="card">
		<details>
			<summary><%t 删除这个渠道 %></summary>
			<%r html_form_open(pg, drop, "actions") %>
				<p class="hint"><%t 它还没发出的消息就不再发了。 %></p>
				<button class="danger"><%t 删除 %></button>
			<%r html_form_close(pg) %>
		</details>
	</section>
</div>
