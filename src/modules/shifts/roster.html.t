<%@ include "modules/shifts/shifts_web.h" %>
<%@ include "modules/shifts/templates.h" %>
<%@ include "base/civil.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct roster_page %>
<% char monday[CIVIL_TEXT], before[CIVIL_TEXT], after[CIVIL_TEXT]; struct shift_tabs tabs = { "/roster" }; (void)civil_date(p->monday, monday); (void)civil_date(p->monday - 7, before); (void)civil_date(p->monday + 7, after); %>
<header class="title"><h1><%t 排班 %></h1><%r shifts_tabs_html(pg, &tabs) %></header>
<%r html_failure(pg) %>
<div class="work">
	<section class="card">
		<header><h2><%= monday %> <%t 起的一周 %></h2><nav class="tabs" aria-label="<%t 周 %>"><a href="/roster?week=<%u before %>"><%t 上一周 %></a><a href="/roster"><%t 本周 %></a><a href="/roster?week=<%u after %>"><%t 下一周 %></a></nav></header>
		<div class="scroll">
		<table class="rows week">
			<thead><tr><th><%t 班次 %></th><% for (int day = 0; day < 7; day++) { struct civil c; civil_from_day(p->monday + day, &c); %><th <% if (p->monday + day == p->today) { %> aria-current="date"<% } %>><%= roster_day_label(pg->cx, p->monday + day) %></th><% } %></tr></thead>
			<tbody>
			<% for (int band = BAND_DAY; band <= BAND_NIGHT; band++) { %>
			<tr>
				<th scope="row"><%r html_choice(pg, bands, band) %> <small class="figure"><%= p->hours[band] %></small></th>
				<% for (int day = 0; day < 7; day++) { %>
				<td data-label="<%= roster_day_label(pg->cx, p->monday + day) %>"><ul class="who">
					<% if (p->gap[day][band] && p->monday + day >= p->today) { %><li><span class="tag red"><%t 缺人 %></span></li><% } %>
					<% for (size_t i = 0; i < p->count; i++) { const struct roster *d = &p->rows[i]; %>
					<% if (d->day == p->monday + day && d->band == band) { %>
					<li><a href="/roster/<%u d->id %>" title="<%= T(pg->cx, choice_of(role_choices, d->role)->label) %>"><% if (d->stand_in_name) { %><s><%= d->name %></s> <%= d->stand_in_name %><% } else { %><%= d->name %><% } %></a></li>
					<% } %>
					<% } %>
				</ul></td>
				<% } %>
			</tr>
			<% } %>
			</tbody>
		</table>
		</div>
		<footer><p class="hint"><%t “缺人”：这一班能接电话的人少于规定。点名字可以换人顶班。 %></p></footer>
	</section>
	<% if (p->may_write) { %>
	<section class="card">
		<header><h2><%t 排一个人 %></h2></header>
		<%r html_form_open(pg, "/roster", "fields keep") %>
			<p class="field required"><label for="account"><%t 值班人 %></label><select id="account" name="account" required><%r shift_options(pg, p->people, p->people_count, "account", 0) %></select><%r html_error(pg, "account") %></p>
			<%r html_input(pg, "", field_find(roster_new_fields, "role"), NULL) %>
			<%r html_input(pg, "", field_find(roster_new_fields, "band"), NULL) %>
			<%r html_input(pg, "", field_find(roster_new_fields, "day"), NULL) %>
			<%r html_input(pg, "", field_find(roster_new_fields, "until"), NULL) %>
			<p class="field"><label for="stand_in"><%t 顶班人 %></label><select id="stand_in" name="stand_in"><%r shift_options(pg, p->people, p->people_count, "stand_in", 0) %></select><%r html_error(pg, "stand_in") %></p>
			<p class="actions"><button class="primary"><%t 排班 %></button></p>
		<%r html_form_close(pg) %>
		<%r html_form_open(pg, "/roster/copy", "actions") %>
			<input type="hidden" name="week" value="<%= monday %>">
			<button><%t 照抄上一周 %></button> <small><%t 已离职的和已排上的会跳过 %></small><%r html_error(pg, "week") %>
		<%r html_form_close(pg) %>
	</section>
	<% } %>
</div>
