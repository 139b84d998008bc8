<%@ include "modules/shifts/shifts_web.h" %>
<%@ include "modules/shifts/templates.h" %>
<%@ include "base/civil.h" %>
<%@ include "modules/requests/requests_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct daily_page %>
<% const struct daily *d = &p->d; char day[CIVIL_TEXT], before[CIVIL_TEXT], after[CIVIL_TEXT]; struct shift_tabs tabs = { "/daily" }; (void)civil_date(d->day, day); (void)civil_date(d->day - 1, before); (void)civil_date(d->day + 1, after); %>
<header class="title"><h1><%t 客服日报 %></h1><span class="figure"><%= day %></span><%r shifts_tabs_html(pg, &tabs) %></header>
<div class="work">
	<ul class="counters">
		<li><span><b><%= d->contacts %></b> <%t 来电来访 %></span></li>
		<li><span><b><%= d->all.begun %></b> <%t 新增应办 %></span></li>
		<li><span><b><%= d->all.met + d->all.late %></b> <%t 办结应办 %></span></li>
		<li><span><b><%= daily_rate_text(pg->cx, d->all.met, d->all.late) %></b> <%t 按时率 %></span></li>
		<li><span><b><%= d->all.open %></b> <%t 待办 %></span></li>
		<li class="red"><span><b><%= d->all.overdue %></b> <%t 已超时 %></span></li>
	</ul>
	<section class="card">
		<header>
			<nav class="tabs" aria-label="<%t 日期 %>"><a href="/daily?day=<%u before %>"><%t 前一天 %></a><a href="/daily"<% if (d->running) { %> aria-current="page"<% } %>><%t 今天 %></a><% if (!d->running) { %><a href="/daily?day=<%u after %>"><%t 后一天 %></a><% } %></nav>
			<form class="filters" action="/daily"><input type="date" name="day" value="<%= day %>" aria-label="<%t 日期 %>"><button><%t 看这一天 %></button></form>
		</header>
		<table class="rows">
			<caption><%t 按类别 %></caption>
			<thead><tr><th><%t 类别 %></th><th class="num"><%t 受理 %></th><th class="num"><%t 关闭 %></th><th class="num"><%t 在办 %></th><th class="num"><%t 超时 %></th></tr></thead>
			<tbody>
			<% for (size_t i = 0; i < d->kind_count; i++) { const struct daily_kind *k = &d->kinds[i]; %>
			<tr><td><%r part_tag(pg, request_kinds, k->kind, request_kind_colour(k->kind)) %></td><td class="num" data-label="<%t 受理 %>"><%= k->received %></td><td class="num" data-label="<%t 关闭 %>"><%= k->closed %></td><td class="num" data-label="<%t 在办 %>"><%= k->open %></td><td class="num" data-label="<%t 超时 %>"><%= k->overdue %></td></tr>
			<% } %>
			</tbody>
		</table>
	</section>
	<section class="card">
		<% if (!d->duty_count) { %><p class="empty"><%t 这一天没有应办事项。 %></p><% } else { %>
		<table class="rows">
			<caption><%t 应办事项 %></caption>
			<thead><tr><th><%t 对象 %></th><th class="num"><%t 新增 %></th><th class="num"><%t 按时 %></th><th class="num"><%t 逾期办结 %></th><th class="num"><%t 按时率 %></th><th class="num"><%t 待办 %></th><th class="num"><%t 已超时 %></th></tr></thead>
			<tbody>
			<% for (size_t i = 0; i < d->duty_count; i++) { const struct daily_duty *k = &d->duties[i]; const struct subject *s = subject_find(k->subject); %>
			<tr><td><%= s ? T(pg->cx, s->label) : k->subject %></td><td class="num" data-label="<%t 新增 %>"><%= k->begun %></td><td class="num" data-label="<%t 按时 %>"><%= k->met %></td><td class="num" data-label="<%t 逾期办结 %>"><%= k->late %></td><td class="num" data-label="<%t 按时率 %>"><%= daily_rate_text(pg->cx, k->met, k->late) %></td><td class="num" data-label="<%t 待办 %>"><%= k->open %></td><td class="num" data-label="<%t 已超时 %>"><%= k->overdue %></td></tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
	</section>
	<section class="card">
		<% if (!d->person_count) { %><p class="empty"><%t 这一天没有人办过事。 %></p><% } else { %>
		<table class="rows">
			<caption><%t 按人 %></caption>
			<thead><tr><th><%t 姓名 %></th><th class="num"><%t 接听接待 %></th><th class="num"><%t 登记 %></th><th class="num"><%t 按时 %></th><th class="num"><%t 逾期办结 %></th><th class="num"><%t 按时率 %></th><th class="num"><%t 待办 %></th><th class="num"><%t 已超时 %></th></tr></thead>
			<tbody>
			<% for (size_t i = 0; i < d->person_count; i++) { const struct daily_person *k = &d->people[i]; %>
			<tr><td class="short"><%= k->name %></td><td class="num" data-label="<%t 接听接待 %>"><%= k->contacts %></td><td class="num" data-label="<%t 登记 %>"><%= k->registered %></td><td class="num" data-label="<%t 按时 %>"><%= k->met %></td><td class="num" data-label="<%t 逾期办结 %>"><%= k->late %></td><td class="num" data-label="<%t 按时率 %>"><%= daily_rate_text(pg->cx, k->met, k->late) %></td><td class="num" data-label="<%t 待办 %>"><%= k->open %></td><td class="num" data-label="<%t 已超时 %>"><%= k->overdue %></td></tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
	</section>
</div>
