<%@ include "modules/handover/handover_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct deed_new_page %>
<header class="title"><h1><%t 拟交接书 %></h1></header>
<%r html_failure(pg) %>
<%r html_form_open(pg, "/deeds", "work keep") %>
	<section class="card">
		<p><%t 验房已由业主接收的房屋才能拟交接书；业主、面积和库里的钥匙自动带出。 %></p>
		<p class="field"><label for="room"><%t 房号 %></label><input id="room" name="room" required size="12" value="<%= pg->input && input_text(pg->input, "room") ? input_text(pg->input, "room") : p->room %>"><%r html_error(pg, "room") %></p>
	</section>
	<p class="actions sticky"><button class="primary" data-key="ctrl+enter f9"><%t 保存 %> <kbd>Ctrl Enter</kbd></button></p>
<%r html_form_close(pg) %>
