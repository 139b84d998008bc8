<%@ include "modules/movein/movein_web.h" %>
<%@ include "modules/movein/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ include "base/civil.h" %>
<%@ type struct movein_day_page %>
<% char day[CIVIL_TEXT], clock[CIVIL_TEXT]; int minute = -1; %>
<header class="title"><h1><%t 预约名单 %></h1><span class="figure"><%= civil_date(p->day, day) %></span>
	<%r movein_tabs_html(pg, &(struct movein_tabs){ "days" }) %>
</header>
<div class="work">
	<section class="card">
		<header>
			<form class="filters" action="/movein-days"><input type="date" name="day" aria-label="<%t 日期 %>" value="<%= civil_date(p->day, day) %>"><button class="primary"><%t 看这一天 %></button></form>
			<a class="button" href="/movein-days?day=<%u civil_date(p->day - 1, day) %>"><%t 前一天 %></a>
			<a class="button" href="/movein-days?day=<%u civil_date(p->day + 1, day) %>"><%t 后一天 %></a>
			<a class="button" href="/movein-days/list?day=<%u civil_date(p->day, day) %>"><%r part_icon(pg, "print") %><%t 打印名单 %></a>
		</header>
		<% if (!p->count) { %><p class="empty"><%t 这一天没有预约。 %></p><% } else { %>
		<table class="rows">
			<thead><tr><th><%t 时段 %></th><th><%t 房号 %></th><th><%t 买受人 %></th><th><%t 类别 %></th><th class="num"><%t 人数 %></th><th class="wide"><%t 电话 %></th><th class="wide"><%t 编号 %></th><th><%t 状态 %></th></tr></thead>
			<tbody>
			<% for (size_t i = 0; i < p->count; i++) { const struct movein_notice *n = &p->rows[i]; %>
			<tr>
				<td class="figure"><% if (n->slot_minute != minute) { minute = n->slot_minute; %><b><%= civil_clock(minute, clock) %></b><% } %></td>
				<td class="room short"><a href="/movein-notices/<%u n->id %>"><%= n->room %></a></td>
				<td class="short"><%= n->buyers %></td>
				<td><%r html_choice(pg, movein_buyers, n->buyer_kind) %><% if (n->slot_agent) { %> <span class="tag amber"><%t 委托代办 %></span><% } %></td>
				<td class="num" data-label="<%t 人数 %>"><%= n->slot_people %></td>
				<td class="figure wide"><%r html_value(pg, field_find(movein_notice_fields, "phone"), n) %></td>
				<td class="no wide"><%= n->number %></td>
				<td class="end"><%r part_tag(pg, movein_notice_states, n->state, movein_notice_colour(n->state)) %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
	</section>
</div>
