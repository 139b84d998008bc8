<%@ include "modules/figures/figures_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct wall_page %>
<% const struct wall *w = &p->w; %>
<%r part_style(pg, "chart.css") %>
<noscript><meta http-equiv="refresh" content="<%= w->seconds %>"></noscript>
<main class="wall" data-refresh="<%= w->seconds %>">
	<header><h1><%= p->place %></h1><p><%= p->date %></p><p class="now"><%= p->clock %></p><a href="/"><%t 返回 %></a></header>
	<ul class="numbers">
		<%r wall_number(pg, T(pg->cx, "今日受理"), w->received, "") %>
		<%r wall_number(pg, T(pg->cx, "今日办结"), w->closed, "green") %>
		<%r wall_number(pg, T(pg->cx, "未办结"), w->open, "") %>
		<%r wall_number(pg, T(pg->cx, "即将到期"), w->due_soon, "amber") %>
		<%r wall_number(pg, T(pg->cx, "已超时"), w->overdue, "red") %>
		<%r wall_number(pg, T(pg->cx, "待回拨"), w->to_call_back, "amber") %>
	</ul>
	<section class="due">
		<h2><%t 接下来到期 %><% if (w->broken) { %><span class="late"><%t 超时未办 %> <b><%= w->broken %></b></span><% } %></h2>
		<% if (!w->due_count) { %><p><%t 没有将要到期的事项。 %></p><% } %>
		<ul><% for (size_t i = 0; i < w->due_count; i++) { const struct wall_due *d = &w->due[i]; %>
			<li><b><%= d->what %></b><span><%= d->duty %></span><span><%= d->building ? d->building : "" %></span><%r part_clock(pg, d->started_at, d->due_at, pg->cx->now) %></li>
		<% } %></ul>
	</section>
	<section><h2><%t 未结投诉 %> <b><%= chart_total(&w->ages) %></b></h2><%r chart_picture(pg, &w->ages) %></section>
	<section><h2><%t 未办结报事 %> <b><%= w->open %></b></h2><%r chart_picture(pg, &w->kinds) %></section>
	<section><h2><%t 今日时段 %> <b><%= w->contacts %></b></h2><%r chart_picture(pg, &w->hours) %></section>
	<section><h2><%t 今日电话 %> <b><%= w->calls %></b></h2><%r chart_picture(pg, &w->phone) %></section>
</main>
