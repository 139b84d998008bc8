<%@ include "modules/outreach/outreach_web.h" %>
<%@ include "base/text.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct outreach_show_page %>
<% const struct outreach *o = &p->o; char action[96]; %>
<header class="title"><h1><% if (o->room_id) { %><%= o->room %> <%= text_blank(o->address) ? o->person_name : o->address %><% } else { %><%t 全体住户 %><% } %></h1><%r part_tag(pg, reasons, o->reason, reason_colour(o->reason)) %><%r part_tag(pg, outreach_states, o->state, o->state == OUTREACH_DUE ? "amber" : "grey") %></header>
<%r html_failure(pg) %>
<div class="work">
	<% if (o->state == OUTREACH_DUE && !p->hours_open) { %><p class="banner amber"><%r part_icon(pg, "alert") %> <%= arena_printf(pg->cx->arena, T(pg->cx, "现在不是联系住户的时段，%s 以后再打；急事除外。"), p->hours_until) %></p><% } %>
	<% if (o->state == OUTREACH_DUE && !p->suits) { %><p class="banner amber"><%r part_icon(pg, "alert") %> <%t 现在不在住户方便联系的时间内。 %></p><% } %>
	<section class="card">
		<header><h2><%= o->why %></h2></header>
		<% if (o->state == OUTREACH_DUE && o->room_id && actor_may(pg->cx->actor, PERM_CONTACT_WRITE)) { (void)snprintf(action, sizeof action, "/outreach/%" PRId64 "/contact", o->id); %>
		<%r html_form_open(pg, action, "fields keep") %>
			<%r part_tiles(pg, "channel", T(pg->cx, "方式"), channels_out, CHANNEL_PHONE, false) %>
			<p class="field full"><label for="out_text"><%t 谈了什么 %></label><textarea id="out_text" name="text" rows="2" maxlength="20000"><%= input_text(pg->input, "text") %></textarea><small class="hint"><%t 不填就记联系的原因 %></small><%r html_error(pg, "text") %></p>
			<%r part_tiles(pg, "mood", T(pg->cx, "情绪"), moods, MOOD_CALM, false) %>
			<%r html_input(pg, "", field_find(contact_intake_fields, "wants"), NULL) %>
			<%r html_input(pg, "", field_find(contact_intake_fields, "answer"), NULL) %>
			<p class="actions"><button class="primary" data-key="ctrl+enter f9"><%t 联系过了 %> <kbd>Ctrl Enter</kbd></button></p>
		<%r html_form_close(pg) %>
		<% } %>
		<% if (o->state == OUTREACH_DUE && actor_may(pg->cx->actor, PERM_PROMISE_SUPERVISE)) { (void)snprintf(action, sizeof action, "/outreach/%" PRId64 "/skip", o->id); %>
		<details><summary><%t 不联系 %></summary>
		<%r html_form_open(pg, action, "fields") %>
			<input type="hidden" name="version" value="<%= o->version %>">
			<p class="field"><label for="skip"><%t 不联系的原因 %></label><input id="skip" name="reason" required maxlength="300"><%r html_error(pg, "reason") %></p>
			<p class="actions"><button class="danger"><%t 不联系 %></button></p>
		<%r html_form_close(pg) %>
		</details>
		<% } %>
	</section>
	<div class="pair">
		<section class="card"><header><h2><%t 详情 %></h2></header><%r html_details(pg, outreach_fields, o) %>
		<% if (o->room_id) { %><p><a href="/households/<%u o->room %>"><%t 一户一档 %></a></p><% } %></section>
		<section class="card"><header><h2><%t 最近往来 %></h2></header>
			<% if (!p->last_count) { %><p class="empty"><%t 没有来电来访记录。 %></p><% } %>
			<ul class="lines">
			<% for (size_t i = 0; i < p->last_count; i++) { const struct contact *c = &p->last[i]; %>
				<li><%r html_time(pg, c->received_at) %><a class="one" href="/contacts/<%u c->id %>"><%= c->text %></a><%r part_tag(pg, channels, c->channel, c->direction == DIRECTION_OUT ? "teal" : "grey") %></li>
			<% } %>
			</ul>
		</section>
	</div>
</div>
