<%@ include "modules/portal/portal_web.h" %>
<%@ include "modules/portal/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct home_show_page %>
<% const struct home_matter *m = &p->m;
   const char *rate = arena_printf(pg->cx->arena, "/my/reports/%" PRId64 "/rate", m->id);
   const char *urge = arena_printf(pg->cx->arena, "/my/reports/%" PRId64 "/urge", m->id);
   const char *withdraw = arena_printf(pg->cx->arena, "/my/reports/%" PRId64 "/withdraw", m->id); %>
<%r portal_head_html(pg, &p->head) %>
<main>
	<% if (pg->cx->why[0]) { %><p class="banner red" role="alert"><%= pg->cx->why %></p><% } %>
	<section class="sheet">
		<p class="line"><%r part_tag(pg, matter_kinds, m->kind, "grey") %><%r part_tag(pg, home_states, m->state, home_state_colour(m->state)) %><span><%= m->room %></span><%r html_time(pg, m->received_at) %></p>
		<h2 class="says"><%= m->says %></h2>
		<p class="long"><%= m->text %></p>
		<% if (*m->answer) { %><p class="banner green long"><b><%t 管理处答复 %></b> <%= m->answer %></p><% } %>
		<dl class="details">
			<dt><%t 编号 %></dt><dd><%= m->number %></dd>
			<% if (m->appointment_at) { %><dt><%t 约定上门 %></dt><dd><%r html_time(pg, m->appointment_at) %></dd><% } %>
			<% if (m->arrived_at) { %><dt><%t 到场 %></dt><dd><%r html_time(pg, m->arrived_at) %></dd><% } %>
			<% if (m->finished_at) { %><dt><%t 完工 %></dt><dd><%r html_time(pg, m->finished_at) %></dd><% } %>
			<% if (m->closed_at) { %><dt><%t 办结 %></dt><dd><%r html_time(pg, m->closed_at) %></dd><% } %>
		</dl>
		<% if (p->file_count) { %>
		<p class="photos"><% for (size_t i = 0; i < p->file_count; i++) { %><a href="/my/reports/<%u m->id %>/files/<%u p->files[i].id %>"><img src="/my/reports/<%u m->id %>/files/<%u p->files[i].id %>" alt="<%= p->files[i].name %>" width="96" height="96" loading="lazy"></a><% } %></p>
		<% } %>
		<% if (m->may_urge) { %><%r html_form_open(pg, urge, NULL) %><p class="actions"><button><%t 催一催 %></button></p><%r html_form_close(pg) %><% } %>
		<% if (m->may_withdraw) { %>
		<%r html_form_open(pg, withdraw, NULL) %>
			<p class="field"><label for="reason"><%t 不用来了？写一句原因 %></label><input id="reason" name="reason" maxlength="100"></p>
			<p class="actions"><button><%t 撤回 %></button></p>
		<%r html_form_close(pg) %>
		<% } %>
	</section>
	<% if (m->stars) { %>
	<section class="sheet"><h2><%t 您的评价 %></h2><p><span class="stars" aria-hidden="true"><%r home_stars(pg, m->stars) %></span> <%= arena_printf(pg->cx->arena, T(pg->cx, "%d 星"), m->stars) %></p><p class="long"><%= m->rating %></p></section>
	<% } else if (m->may_rate) { %>
	<%r html_form_open(pg, rate, "sheet") %>
		<h2><%t 办得怎么样？ %></h2>
		<fieldset class="tiles five"><legend><%t 点几颗星 %></legend>
		<% for (int i = 1; i <= 5; i++) { %><label><input type="radio" name="stars" value="<%= i %>" required><span><%= arena_printf(pg->cx->arena, T(pg->cx, "%d 星"), i) %></span></label><% } %>
		<%r html_error(pg, "stars") %></fieldset>
		<fieldset class="tiles two"><legend><%t 为什么（可多选） %></legend>
		<% for (const struct choice *c = home_reasons; c->word; c++) { %><label><input type="checkbox" name="reason.<%= c->word %>" value="1"><span><%= T(pg->cx, c->label) %></span></label><% } %>
		<%r html_error(pg, "reasons") %></fieldset>
		<p class="field"><label for="text"><%t 还想说的 %></label><textarea id="text" name="text" rows="3" maxlength="500"><%= input_text(pg->input, "text") %></textarea><%r html_error(pg, "text") %></p>
		<p class="hint"><%t 评价只有您能写，管理处改不了。 %><% if (p->visit_stars) { %> <%= arena_printf(pg->cx->arena, T(pg->cx, "不超过 %d 星的，会有人回访您。"), (int)p->visit_stars) %><% } %></p>
		<p class="actions"><button class="primary"><%t 提交评价 %></button></p>
	<%r html_form_close(pg) %>
	<% } %>
</main>
