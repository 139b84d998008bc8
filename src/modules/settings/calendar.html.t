<%@ include "modules/settings/settings_web.h" %>
<%@ include "app/permission.h" %>
<%@ include "base/civil.h" %>
<%@ type struct calendar_page %>
<header class="title"><h1><%= p->year %> <%t 年工作日历 %></h1><nav class="tabs" aria-label="<%t 参数 %>"><a href="/settings"><%t 参数 %></a><a href="/settings/calendar" aria-current="page"><%t 工作日历 %></a></nav></header>
<%r html_failure(pg) %>
<% if (p->unknown) { %><p class="banner amber" role="status"><%t 这一年的放假安排还没有。国务院公布后请在下面填写。 %></p><% } %>
<div class="work">
	<section class="card">
		<header><nav class="tabs" aria-label="<%t 年份 %>"><% for (int y = p->year - 1; y <= p->year + 1; y++) { %><a href="/settings/calendar?year=<%u y %>"<% if (y == p->year) { %> aria-current="page"<% } %>><%= y %></a><% } %></nav>
			<p class="legend"><span class="tag red"><%t 休 放假 %></span><span class="tag amber"><%t 班 调休上班 %></span><span class="tag grey"><%t 周末 %></span></p></header>
		<div class="year">
		<% size_t i = 0; for (int month = 1; month <= 12; month++) { %>
			<table class="month"><caption><%= arena_printf(pg->cx->arena, T(pg->cx, "%d 月"), month) %></caption><thead><tr><th scope="col"><%t 一 %></th><th scope="col"><%t 二 %></th><th scope="col"><%t 三 %></th><th scope="col"><%t 四 %></th><th scope="col"><%t 五 %></th><th scope="col"><%t 六 %></th><th scope="col"><%t 日 %></th></tr></thead><tbody>
			<% while (i < p->day_count && p->days[i].month == month) { struct civil c; civil_from_day(p->days[i].day, &c); %>
				<tr>
				<% for (int blank = 1; blank < c.weekday; blank++) { %><td></td><% } %>
				<% for (int w = c.weekday; w <= 7; w++) { %>
				<% if (i < p->day_count && p->days[i].month == month) { const struct year_day *d = &p->days[i++]; %>
				<td <% if (d->special && !d->open) { %> class="holiday"<% } else if (d->special) { %> class="swap"<% } else if (!d->open) { %> class="off"<% } %> title="<%= d->name %>"><%= d->number %><% if (d->special) { %><sup><% if (d->open) { %><%t 班 %><% } else { %><%t 休 %><% } %></sup><% } %></td>
				<% } %>
				<% } %>
				</tr>
			<% } %>
			</tbody></table>
		<% } %>
		</div>
	</section>
	<% if (actor_may(pg->cx->actor, PERM_SETTING_WRITE)) { %>
	<section class="card">
		<header><h2><%t 改一天 %></h2></header>
		<%r html_form_open(pg, "/settings/calendar", "fields") %>
			<p class="field"><label for="day"><%t 日期 %></label><input id="day" type="date" name="day" required value="<%= input_text(pg->input, "day") %>"><%r html_error(pg, "day") %></p>
			<p class="field"><label for="kind"><%t 安排 %></label><select id="kind" name="kind"><option value="off"><%t 放假 %></option><option value="working"><%t 调休上班 %></option><option value="usual"><%t 照常 %></option></select><%r html_error(pg, "kind") %></p>
			<p class="field"><label for="name"><%t 节日 %></label><input id="name" name="name" maxlength="40" value="<%= input_text(pg->input, "name") %>"></p>
			<p class="actions"><button class="primary"><%t 保存 %></button></p>
		<%r html_form_close(pg) %>
	</section>
	<% } %>
</div>
