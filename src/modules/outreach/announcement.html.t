<%@ include "modules/outreach/outreach_web.h" %>
<%@ include "modules/outreach/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct announcement_show_page %>
<% const struct announcement *a = &p->a; %>
<header class="title"><h1><%= a->title %></h1><%r part_tag(pg, announcement_states, a->state, announcement_colour(a->state)) %><%r part_tag(pg, announcement_kinds, a->kind, "grey") %><span class="figure"><%= a->number %></span></header>
<%r html_failure(pg) %>
<div class="work">
	<% if (p->warning) { %><p class="banner amber"><%r part_icon(pg, "alert") %> <%= p->warning %></p><% } %>
	<section class="card">
		<p><span class="long"><%= a->text %></span></p>
		<div class="steps">
		<% for (size_t i = 0; i < p->action_count; i++) { const struct step *s = p->actions[i]; char action[96]; (void)snprintf(action, sizeof action, "/announcements/%" PRId64 "/%s", a->id, s->action); %>
		<% bool sent = pg->input && input_text(pg->input, "step") && !strcmp(input_text(pg->input, "step"), s->action); struct announcement_intake was = { a->kind, a->title, a->area, a->text, a->effective_from, a->effective_to, a->way }; %>
		<details class="step" name="step"<% if (sent) { %> open <% } %>>
			<summary class="button<% if (!i) { %> primary<% } else if (!strcmp(s->action, "withdraw")) { %> danger<% } %>"><%= T(pg->cx, s->label) %></summary>
			<%r html_form_open(pg, action, "fields") %>
				<input type="hidden" name="version" value="<%= a->version %>">
				<% for (size_t k = 0; k < s->input_count; k++) { %>
				<%r html_input(pg, "", &s->input[k], !strcmp(s->action, "edit") ? &was : NULL) %>
				<% } %>
				<p class="actions"><button class="primary"><%= T(pg->cx, s->label) %></button></p>
			<%r html_form_close(pg) %>
		</details>
		<% } %>
		</div>
	</section>
	<div class="pair">
		<section class="card"><header><h2><%t 详情 %></h2><% if (a->sent_at) { %><span class="tag blue"><%t 送达率 %> <%= announcement_share(pg->cx, a) %></span><% } %></header><%r html_details(pg, announcement_fields, a) %></section>
		<section class="card"><header><h2><%t 经过 %></h2></header>
			<ol class="timeline">
			<% for (size_t i = p->event_count; i-- > 0;) { const struct journal_entry *e = &p->events[i]; const char *label = step_label(pg->cx, "announcement", e->action); %>
				<li><%r html_time(pg, e->at) %><div><b><%= label ? label : T(pg->cx, "登记") %></b> <span class="long"><%= e->note %></span> <small><%= e->actor_name ? e->actor_name : T(pg->cx, "系统") %></small></div></li>
			<% } %>
			</ol>
		</section>
	</div>
	<% if (a->sent_at) { %>
	<section class="card">
		<% char list[64]; (void)snprintf(list, sizeof list, "/announcements/%" PRId64, a->id); %>
		<header><h2><%t 送达名单 %></h2>
			<form class="filters" action="/announcements/<%u a->id %>"><select name="delivery" aria-label="<%t 状态 %>"><%r part_options(pg, delivery_states, T(pg->cx, "全部状态"), input_text(pg->input, "delivery")) %></select><button><%t 查找 %></button></form></header>
		<% if (!p->delivery_count && p->filter.state) { %><p class="empty"><%t 没有这样的住户。 %> <a href="/announcements/<%u a->id %>"><%t 查看全部 %></a></p>
		<% } else if (!p->delivery_count) { %><p class="empty"><%t 范围内没有在住的住户。 %></p><% } else { %>
		<table class="rows">
			<thead><tr><th><%t 房号 %></th><th><%t 住户 %></th><th><%t 状态 %></th><th><%t 送达方式 %></th><th><%t 送达时间 %></th><th class="wide"><%t 经手人 %></th></tr></thead>
			<tbody>
			<% for (size_t i = 0; i < p->delivery_count; i++) { const struct delivery *d = &p->deliveries[i]; %>
			<tr>
				<td class="room short"><a href="/households/<%u d->room %>"><%= d->room %></a></td>
				<td class="short"><%= d->person_name %></td>
				<td><%r part_tag(pg, delivery_states, d->state, d->state == DELIVERY_TOLD ? "green" : d->state == DELIVERY_SKIPPED ? "grey" : "amber") %></td>
				<td data-label="<%t 送达方式 %>"><%r html_choice(pg, told_ways, d->way) %></td>
				<td class="figure"><%r html_time(pg, d->told_at) %></td>
				<td class="short wide"><%= d->told_by_name %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
		<footer><%r part_pager(pg, list, p->next, -1) %></footer>
	</section>
	<% } %>
</div>
