<%@ include "modules/duties/duties_web.h" %>
<%@ include "pages/parts.h" %>
<%@ include "pages/story.h" %>
<%@ include "pages/templates.h" %>
<%@ type struct duty_page %>
<% const struct obligation *o = &p->o; %>
<header class="title">
	<h1><%= T(pg->cx, o->label) %></h1>
	<%r part_tag(pg, obligation_states, o->state, o->state == OBLIGATION_MET ? "green" : o->state == OBLIGATION_LATE ? "red" : o->state == OBLIGATION_OPEN ? "blue" : "grey") %>
	<% if (o->overdue) { %><span class="tag red"><%t 已超时 %></span><% } %>
	<span class="figure"><%= p->name.number %></span>
	<%r part_record(pg, p->path, p->name.title) %>
</header>
<%r html_failure(pg) %>
<div class="work">
	<% struct clock_rows clocks = { o, 1, pg->cx->now }; %>
	<%r pages_clocks_html(pg, &clocks) %>
	<% if (o->waive_by) { %>
	<section class="card">
		<header><h2><%t 免办 %></h2></header>
		<p><b><%= o->waive_by_name %></b> <%t 提请免办： %><span class="long"><%= o->waive_reason %></span></p>
		<% if (o->waived_by) { %><p><b><%= o->waived_by_name %></b> <%t 同意免办 %></p><% } %>
	</section>
	<% } %>
	<% if (p->may_agree) { %>
	<section class="card">
		<%r html_form_open(pg, arena_printf(pg->cx->arena, "/obligations/%" PRId64 "/agree", o->id), "actions") %><button class="primary"><%t 同意免办 %></button><%r html_form_close(pg) %>
		<%r html_form_open(pg, arena_printf(pg->cx->arena, "/obligations/%" PRId64 "/refuse", o->id), "fields") %>
			<p class="field"><label for="refuse-reason"><%t 不同意的原因 %></label><input id="refuse-reason" name="reason" maxlength="200" required></p>
			<p class="actions"><button><%t 不同意免办 %></button></p>
		<%r html_form_close(pg) %>
	</section>
	<% } %>
	<% if (p->may_ask) { %>
	<section class="card"><details><summary><%t 提请免办 %></summary>
		<%r html_form_open(pg, arena_printf(pg->cx->arena, "/obligations/%" PRId64 "/waive", o->id), "fields") %>
			<p class="field"><label for="reason"><%t 原因 %></label><input id="reason" name="reason" maxlength="200" required><small class="hint"><%t 另一个有权限的人同意以后才算免办 %></small><%r html_error(pg, "reason") %></p>
			<p class="actions"><button><%t 提请免办 %></button></p>
		<%r html_form_close(pg) %>
	</details></section>
	<% } %>
	<% struct timeline line = { p->events, p->event_count }; %>
	<% if (p->event_count) { %><%r pages_timeline_html(pg, &line) %><% } %>
</div>
