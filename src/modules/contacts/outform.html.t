<%@ include "modules/contacts/contacts_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct contact_out_form %>
<%r html_form_open(pg, "/contacts", "fields keep") %>
	<input type="hidden" name="direction" value="out">
	<%r part_tiles(pg, "channel", T(pg->cx, "方式"), channels_out, CHANNEL_PHONE, false) %>
	<% if (p->room) { %><input type="hidden" name="room" value="<%= p->room %>"><% } else { %><%r html_input(pg, "", field_find(contact_intake_fields, "room"), NULL) %><% } %>
	<p class="field"><label for="out_person"><%t 沟通对象 %></label><input id="out_person" name="person_name" autocomplete="off" maxlength="60" value="<%= input_text(pg->input, "person_name") ? input_text(pg->input, "person_name") : p->person_name %>"><%r html_error(pg, "person_name") %></p>
	<p class="field full"><label for="out_text"><%t 谈了什么 %></label><textarea id="out_text" name="text" rows="2" maxlength="20000" required><%= input_text(pg->input, "text") %></textarea><%r html_error(pg, "text") %></p>
	<%r part_tiles(pg, "mood", T(pg->cx, "情绪"), moods, MOOD_CALM, false) %>
	<%r html_input(pg, "", field_find(contact_intake_fields, "wants"), NULL) %>
	<%r html_input(pg, "", field_find(contact_intake_fields, "answer"), NULL) %>
	<%r html_input(pg, "", field_find(contact_intake_fields, "received_at"), NULL) %>
	<p class="actions"><button class="primary" data-key="ctrl+enter f9"><%t 保存 %> <kbd>Ctrl Enter</kbd></button></p>
<%r html_form_close(pg) %>
