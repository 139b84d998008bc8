<%@ include "modules/shifts/shifts_web.h" %>
<%@ include "modules/shifts/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ include "pages/story.h" %>
<%@ include "pages/templates.h" %>
<%@ type struct order_show_page %>
<% const struct order *o = &p->o; char base[64]; (void)snprintf(base, sizeof base, "/orders/%" PRId64, o->id); struct shift_tabs tabs = { "/orders" }; %>
<header class="title"><h1><%t 指令 %></h1><%r part_tag(pg, order_states, o->state, order_state_colour(o->state)) %><span class="figure"><%= o->number %></span><%r shifts_tabs_html(pg, &tabs) %></header>
<%r html_failure(pg) %>
<div class="work">
	<section class="card">
		<p><span class="long"><%= o->text %></span></p>
		<div class="steps">
		<% for (size_t i = 0; i < p->story.action_count; i++) { struct shift_step_form form = { base, o->version, p->story.actions[i], &p->choices, i == 0 }; %>
		<%r shifts_step_html(pg, &form) %>
		<% } %>
		</div>
	</section>
	<% struct clock_rows clocks = { p->story.obligations, p->story.obligation_count, pg->cx->now }; %>
	<%r pages_clocks_html(pg, &clocks) %>
	<div class="pair">
		<% struct timeline line = { p->story.events, p->story.event_count }; %>
		<%r pages_timeline_html(pg, &line) %>
		<section class="card"><header><h2><%t 详情 %></h2></header><%r html_details(pg, order_fields, o) %></section>
	</div>
</div>
