<%@ include "modules/complaints/complaints_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct complaint_new_page %>
<header class="title"><h1><%t 登记投诉 %></h1></header>
<%r html_failure(pg) %>
<%r html_form_open(pg, "/complaints", "work keep") %>
	<section class="card" aria-label="<%t 投诉人 %>">
		<div class="fields">
			<%r part_tiles(pg, "channel", T(pg->cx, "渠道"), complaint_channels, COMPLAINT_BY_LETTER, false) %>
			<% static const char *const first[] = { "room", "person_name", "phone", "anonymous", "urgent" }; %>
			<% for (size_t i = 0; i < COUNT(first); i++) { %><%r html_input(pg, "", field_find(complaint_intake_fields, first[i]), NULL) %><% } %>
		</div>
	</section>
	<section class="card">
		<div class="fields">
			<% static const char *const what[] = { "text", "wish", "cause", "place", "happened_at", "received_at", "accused_name" }; %>
			<% for (size_t i = 0; i < COUNT(what); i++) { %><%r html_input(pg, "", field_find(complaint_intake_fields, what[i]), NULL) %><% } %>
			<p class="field"><label for="accused"><%t 被投诉人 %></label><select id="accused" name="accused"><option value=""></option><% for (size_t k = 0; k < p->people_count; k++) { %><option value="<%= p->people[k].id %>"><%= p->people[k].name %></option><% } %></select><small class="hint"><%t 选了以后，本人看不到也办不了这件投诉 %></small><%r html_error(pg, "accused") %></p>
		</div>
	</section>
	<p class="actions sticky"><button class="primary" data-key="ctrl+enter f9"><%t 保存 %> <kbd>Ctrl Enter</kbd></button></p>
<%r html_form_close(pg) %>
