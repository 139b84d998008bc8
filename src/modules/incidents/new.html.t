<%@ include "modules/incidents/incidents_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct incident_new_page %>
<header class="title"><h1><%t 登记事件 %></h1></header>
<%r html_failure(pg) %>
<% (void)p; %>
<%r html_form_open(pg, "/incidents", "work keep") %>
	<section class="card">
		<div class="fields">
			<%r part_tiles(pg, "kind", T(pg->cx, "类别"), incident_kinds, INCIDENT_WATER, false) %>
			<% for (size_t n = 1; n < incident_intake_fields.count; n++) { %><%r html_input(pg, "", &incident_intake_fields.field[n], NULL) %><% } %>
		</div>
	</section>
	<p class="actions sticky"><button class="primary" data-key="ctrl+enter f9"><%t 保存 %> <kbd>Ctrl Enter</kbd></button></p>
<%r html_form_close(pg) %>
