<%@ include "modules/contacts/contacts_web.h" %>
<%@ include "modules/contacts/templates.h" %>
<%@ include "modules/incidents/incidents_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct contact_new_page %>
<% bool known = input_text(pg->input, "room") || input_text(pg->input, "phone") || input_text(pg->input, "call_id"); %>
<header class="title"><h1><%t 登记来电来访 %></h1></header>
<%r html_failure(pg) %>
<% if (p->draft_count > (p->draft ? 1 : 0)) { %>
<section class="chips" aria-label="<%t 没有登记完的 %>"><small><%t 没有登记完的 %></small>
<% for (size_t i = 0; i < p->draft_count; i++) { const struct draft *d = &p->drafts[i]; if (d->id != p->draft) { %>
<span class="chip"><a href="/contacts/new?draft=<%u d->id %>"><%= d->label %></a> <small><%r html_time(pg, d->updated_at) %></small> <%r contacts_discard_html(pg, d) %></span>
<% } } %>
</section>
<% } %>
<%r html_form_open(pg, "/contacts", "work keep") %>
	<input type="hidden" name="draft" value="<%= p->draft %>" data-keep="/drafts">
	<input type="hidden" name="call_id" value="<%= input_text(pg->input, "call_id") %>"><%r html_error(pg, "call_id") %>
	<% struct emergency_cards urgent = { p->emergencies, EMERGENCIES, true }; %>
	<%r scripts_emergency_cards_html(pg, &urgent) %>
	<section class="card" aria-label="<%t 来电人 %>">
		<div class="fields">
			<p class="field full scripted"><label for="finder"><%t 查找 %></label><input id="finder" type="search" autocomplete="off" maxlength="500" data-lookup="/callers/" data-min="2" data-key="c"<% if (!known) { %> autofocus <% } %> placeholder="<%t 房号、电话、姓名、拼音首字母，或者粘贴一段微信文字 %>"></p>
			<%r part_tiles(pg, "channel", T(pg->cx, "方式"), channels_in, CHANNEL_PHONE, true) %>
			<p class="field"><label for="phone"><%t 来电号码 %></label><input id="phone" name="phone" type="tel" autocomplete="off" maxlength="20" value="<%= input_text(pg->input, "phone") %>" data-lookup="/callers/" data-min="7"><small class="hint"><%t 输入后右边显示来电人 %></small><%r html_error(pg, "phone") %></p>
			<p class="field"><label for="room"><%t 房号 %></label><input id="room" name="room" autocomplete="off" maxlength="40" value="<%= input_text(pg->input, "room") %>" placeholder="3-2-1201"><small class="hint"><%t 3-2-1201、3栋2单元1201 都可以 %></small><%r html_error(pg, "room") %></p>
			<p class="field"><label for="person_name"><%t 姓名 %></label><input id="person_name" name="person_name" autocomplete="off" maxlength="60" value="<%= input_text(pg->input, "person_name") %>"><%r html_error(pg, "person_name") %></p>
			<p class="field"><label for="rings"><%t 响铃 %></label><input id="rings" name="rings" type="number" min="0" max="99" value="<%= input_text(pg->input, "rings") %>"><input type="hidden" name="answered_after_ms" value="<%= input_text(pg->input, "answered_after_ms") %>"><button type="button" class="small" data-stopwatch data-cadence="<%= p->cadence_ms %>" data-key="f7" hidden><%r part_icon(pg, "clock") %><span><%t 铃响 %></span> <kbd>F7</kbd></button><small class="hint"><%t 要求三声内接听 %></small><%r html_error(pg, "rings") %></p>
		</div>
	</section>
	<% if (p->incident.id) { %>
	<section class="card">
		<% struct incident_offer offer = { &p->incident, 1, false, NULL, NULL }; %>
		<%r incidents_offer_html(pg, &offer) %>
		<input type="hidden" name="incident" value="<%= p->incident.id %>">
		<p class="field full"><label for="text"><%t 内容 %></label><textarea id="text" name="text" rows="2" maxlength="20000" required><%= input_text(pg->input, "text") ? input_text(pg->input, "text") : p->incident.title %></textarea><%r html_error(pg, "text") %></p>
	</section>
	<% } else if (p->incident_count) { %>
	<% struct incident_offer offer = { p->incidents, p->incident_count, true, input_text(pg->input, "phone") ? input_text(pg->input, "phone") : "", input_text(pg->input, "room") ? input_text(pg->input, "room") : "" }; %>
	<%r incidents_offer_html(pg, &offer) %>
	<% } %>
	<% for (int i = 0; !p->incident.id && i < MATTERS_MAX && i < p->rows + 2; i++) { struct contact_matter_form m = { i, i ? 0 : p->kind, known && !i }; %>
	<% if (i < p->rows) { %>
	<section class="card" aria-label="<%t 事项 %>"><%r contacts_matter_html(pg, &m) %></section>
	<% } else { %>
	<section class="card"><details><summary><%r part_icon(pg, "plus") %> <%t 再加一件事 %></summary><%r contacts_matter_html(pg, &m) %></details></section>
	<% } %>
	<% } %>
	<section class="card"><details class="full"<% if (html_has_error(pg, "re")) { %> open <% } %>><summary><%t 补录、复述、处理方式 %></summary><div class="fields">
		<%r html_input(pg, "", field_find(contact_intake_fields, "received_at"), NULL) %>
		<%r html_input(pg, "", field_find(contact_intake_fields, "handling"), NULL) %>
		<%r html_input(pg, "", field_find(contact_intake_fields, "reply_at"), NULL) %>
		<%r html_input(pg, "", field_find(contact_intake_fields, "source"), NULL) %>
		<%r html_input(pg, "", field_find(contact_intake_fields, "repeated"), NULL) %>
		<%r html_input(pg, "", field_find(contact_intake_fields, "mood"), NULL) %>
		<%r html_input(pg, "", field_find(contact_intake_fields, "wants"), NULL) %>
		<%r html_input(pg, "", field_find(contact_intake_fields, "answer"), NULL) %>
	</div></details></section>
	<p class="actions sticky"><button class="primary" data-key="ctrl+enter f9"><%t 保存 %> <kbd>Ctrl Enter</kbd></button> <small role="status" data-kept></small></p>
<%r html_form_close(pg) %>
<aside class="context" aria-label="<%t 来电人 %>"><div id="caller-card" aria-live="polite">
	<% if (p->has_card) { %><%r contacts_card_html(pg, &p->card) %><% } %>
</div>
	<%r scripts_card_html(pg, &p->script) %>
</aside>
