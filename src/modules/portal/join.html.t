<%@ include "modules/portal/portal_web.h" %>
<%@ include "modules/portal/templates.h" %>
<%@ type struct join_page %>
<% const char *go = arena_printf(pg->cx->arena, "/join/%s", p->token); %>
<%r portal_head_html(pg, &p->head) %>
<main>
	<%r html_form_open(pg, go, "sheet") %>
		<h2 class="says"><%= p->room %> <%= p->name %></h2>
		<p><%t 管理处邀请您使用住户入口：报修、查进度、评价、看通知。只看得到自己家的事。 %></p>
		<p class="hint"><%t 不是您本人请不要进入；邀请用一次就作废。 %></p>
		<button class="wide primary"><%t 是我，进入 %></button>
	<%r html_form_close(pg) %>
</main>
