<%@ include "modules/movein/movein_web.h" %>
<%@ include "modules/movein/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct movein_batch_form_page %>
<% char action[96]; const struct movein_batch *b = &p->b; if (b->id) (void)snprintf(action, sizeof action, "/movein-batches/%" PRId64 "/change", b->id); else (void)snprintf(action, sizeof action, "/movein-batches"); %>
<header class="title"><h1><% if (b->id) { %><%= b->name %><% } else { %><%t 拟定批次 %><% } %></h1></header>
<%r html_failure(pg) %>
<%r html_form_edit(pg, action, "work keep", b->version) %>
	<section class="card">
		<p><%t 竣工验收意见书和备案证书的编号可以后补；没有这两个编号，法律不允许通知交付，通知书发不出去。 %></p>
		<div class="fields">
			<%r html_inputs(pg, "", movein_batch_fields, b) %>
		</div>
	</section>
	<p class="actions sticky"><button class="primary" data-key="ctrl+enter f9"><%t 保存 %> <kbd>Ctrl Enter</kbd></button></p>
<%r html_form_close(pg) %>
