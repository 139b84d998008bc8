<%@ include "modules/inspection/inspection_web.h" %>
<%@ include "modules/inspection/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ include "pages/story.h" %>
<%@ include "pages/templates.h" %>
<%@ type struct defect_show_page %>
<% const struct defect *d = &p->d; char action[96]; %>
<header class="title">
	<h1><%= d->room %> <%r html_choice(pg, inspection_places, d->place) %></h1>
	<%r part_tag(pg, defect_states, d->state, defect_state_colour(d->state)) %>
	<%r part_tag(pg, severities, d->severity, severity_colour(d->severity)) %>
	<span class="figure"><%= d->number %></span>
</header>
<%r html_failure(pg) %>
<div class="work">
	<section class="card">
		<p><span class="long"><%= d->text %></span></p>
		<p><%t 验房单 %> <a href="/inspections/<%u d->inspection_id %>"><%= d->inspection_number %></a><% if (d->request_id) { %> · <%t 报修工单 %> <a href="/requests/<%u d->request_id %>"><%= d->request_number %></a><% } %><% if (d->state == DEFECT_OPEN) { %> · <%r part_clock(pg, d->sent_at, d->due_at, p->now) %><% } %></p>
		<div class="steps">
		<% for (size_t n = 0; n < p->action_count; n++) { const struct step *s = p->actions[n]; (void)snprintf(action, sizeof action, "/defects/%" PRId64 "/%s", d->id, s->action); %>
		<% bool sent = pg->input && input_text(pg->input, "step") && !strcmp(input_text(pg->input, "step"), s->action); %>
		<details class="step" name="step"<% if (sent) { %> open <% } %>>
			<summary class="button<% if (!n) { %> primary<% } else if (!strcmp(s->action, "withdraw")) { %> danger<% } %>"><%= T(pg->cx, s->label) %></summary>
			<%r html_form_open(pg, action, "fields") %>
				<input type="hidden" name="version" value="<%= d->version %>">
				<% for (size_t k = 0; k < s->input_count; k++) { %><%r html_input(pg, "", &s->input[k], NULL) %><% } %>
				<p class="actions"><button class="primary"><%= T(pg->cx, s->label) %></button></p>
			<%r html_form_close(pg) %>
		</details>
		<% } %>
		</div>
	</section>
	<% struct clock_rows clocks = { p->obligations, p->obligation_count, p->now }; %>
	<%r pages_clocks_html(pg, &clocks) %>
	<div class="pair">
		<section class="card">
			<header><h2><%t 照片和位置 %></h2></header>
			<%r inspection_plan_html(pg, &(struct inspection_plan){ p->use, d, 1, false }) %>
			<% if (p->file_count) { %>
			<ul class="photos">
			<% for (size_t n = 0; n < p->file_count; n++) { const struct attachment *a = &p->files[n]; %>
				<li><a href="/defects/<%u d->id %>/files/<%u a->id %>"><img src="/defects/<%u d->id %>/files/<%u a->id %>" alt="<%= a->name %>" loading="lazy"></a><small><%r html_time(pg, a->created_at) %></small></li>
			<% } %>
			</ul>
			<% } %>
			<% if (actor_may(pg->cx->actor, PERM_INSPECTION_WRITE)) { (void)snprintf(action, sizeof action, "/defects/%" PRId64 "/files", d->id); %>
			<%r html_form_open_upload(pg, action, "fields") %>
				<p class="field full"><label for="photo"><%t 加照片 %></label><input id="photo" type="file" name="photo" accept="image/jpeg,image/png,image/webp" multiple><%r html_error(pg, "photo") %></p>
				<p class="actions"><button><%t 上传 %></button></p>
			<%r html_form_close(pg) %>
			<% } %>
		</section>
		<section class="card">
			<header><h2><%t 详情 %></h2></header>
			<%r html_details(pg, defect_fields, d) %>
		</section>
		<% struct timeline line = { p->events, p->event_count }; %>
		<%r pages_timeline_html(pg, &line) %>
	</div>
</div>
