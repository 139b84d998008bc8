<%@ include "modules/calls/calls_web.h" %>
<%@ include "modules/calls/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ include "base/civil.h" %>
<%@ type struct call_duty_page %>
<% char week[CIVIL_TEXT], before[CIVIL_TEXT], after[CIVIL_TEXT], clock[CIVIL_TEXT]; (void)civil_date(p->day, week); (void)civil_date(p->day - 7, before); (void)civil_date(p->day + 7, after); %>
<header class="title"><h1><%t 电话值班表 %></h1><%r call_tabs_html(pg, "/calls/duty") %></header>
<%r html_failure(pg) %>
<% if (p->gaps) { %><p class="banner amber"><%t 这一周还有时段没有排人。没有排人的时段，漏接由前台或秩序维护岗负责： %> <b><%= p->gaps %></b></p><% } %>
<div class="work">
	<section class="card">
		<header><h2><%= week %></h2><nav class="tabs" aria-label="<%t 周 %>"><a href="/calls/duty?week=<%= before %>"><%t 上一周 %></a><a href="/calls/duty"><%t 本周 %></a><a href="/calls/duty?week=<%= after %>"><%t 下一周 %></a></nav></header>
		<%r html_form_open(pg, "/calls/duty", NULL) %>
		<input type="hidden" name="week" value="<%= week %>">
		<div class="scroll"><table class="rows">
			<thead><tr><th><%t 日期 %></th><% for (int b = 0; b < BANDS; b++) { struct civil at; civil_from_ms(p->rows[b].from, pg->zone_minutes, &at); %><th><%= civil_clock(at.hour * 60 + at.minute, clock) %>–<% civil_from_ms(p->rows[b].to, pg->zone_minutes, &at); %><%= civil_clock(at.hour * 60 + at.minute, clock) %></th><% } %></tr></thead>
			<tbody>
			<% for (int d = 0; d < 7; d++) { %>
			<tr><td class="figure"><%r html_date(pg, p->day + d) %></td>
			<% for (int b = 0; b < BANDS; b++) { int i = d * BANDS + b; struct call_duty_cell cell = { p, &p->rows[i], i }; %>
			<% struct civil at; civil_from_ms(p->rows[i].from, pg->zone_minutes, &at); %>
			<td class="text" data-label="<%= civil_clock(at.hour * 60 + at.minute, clock) %>"><%r calls_duty_cell_html(pg, &cell) %></td>
			<% } %>
			</tr>
			<% } %>
			</tbody>
		</table></div>
		<% if (p->may_write) { %><p class="actions"><button class="primary"><%t 保存这一周 %></button></p><% } %>
		<%r html_form_close(pg) %>
	</section>
</div>
