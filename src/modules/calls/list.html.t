<%@ include "modules/calls/calls_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct call_list_page %>
<header class="title"><h1><%t 来电登记 %></h1><%r call_tabs_html(pg, p->state && !strcmp(p->state, "missed") ? "/calls?state=missed" : "/calls") %></header>
<div class="work">
	<section class="card">
		<header>
			<form class="filters" action="/calls">
				<input name="phone" type="tel" value="<%= input_text(pg->input, "phone") %>" aria-label="<%t 来电号码 %>" placeholder="<%t 来电号码 %>">
				<select name="state" aria-label="<%t 状态 %>"><%r part_options(pg, call_states, T(pg->cx, "全部状态"), p->state) %></select>
				<input name="from" type="date" value="<%= input_text(pg->input, "from") %>" aria-label="<%t 从哪天 %>">
				<input name="to" type="date" value="<%= input_text(pg->input, "to") %>" aria-label="<%t 到哪天 %>">
				<button class="primary"><%t 查找 %></button>
			</form>
			<% if (actor_may(pg->cx->actor, PERM_REQUEST_EXPORT)) { %><a class="button" href="/exports/calls<%= part_query(pg) %>"><%r part_icon(pg, "download") %><%t 导出 %></a><% } %>
		</header>
		<% if (!p->count) { %>
		<p class="empty"><%t 没有来电。接入电话系统，或登记来电时写明响铃次数，这里就有记录。 %> <a href="/calls/setup"><%t 接入电话系统 %></a></p>
		<% } else { %>
		<table class="rows">
			<thead><tr><th class="wide"><%t 编号 %></th><th><%t 时间 %></th><th><%t 号码 %></th><th class="num"><%t 响铃 %></th><th><%t 状态 %></th><th><%t 接听人 %></th><th class="wide"><%t 时段值班人 %></th><th><%t 登记 %></th><th><%t 回拨期限 %></th></tr></thead>
			<tbody>
			<% for (size_t i = 0; i < p->count; i++) { const struct call *c = &p->rows[i]; %>
			<tr>
				<td class="no wide"><%= c->number %></td>
				<td class="figure"><a href="/calls/<%u c->id %>"><%r html_time(pg, c->received_at) %></a></td>
				<td class="figure"><% if (*c->phone) { %><%r html_value(pg, field_find(call_fields, "phone"), c) %><% } else { %><%t 未显示号码 %><% } %></td>
				<td class="num" data-label="<%t 响铃 %>"><%r call_rings_html(pg, c->rings) %></td>
				<td><%r part_tag(pg, call_states, c->state, call_state_colour(c->state)) %></td>
				<td class="short" data-label="<%t 接听人 %>"><%= c->answerer_name ? c->answerer_name : "—" %></td>
				<td class="short wide"><%= c->duty_name ? c->duty_name : "—" %></td>
				<td data-label="<%t 登记 %>"><% if (c->contact_id) { %><a href="/contacts/<%u c->contact_id %>"><%t 已登记 %></a><% } else { %>—<% } %></td>
				<td class="end"><% if (c->state == CALL_MISSED && !c->first_back_at) { %><%r part_clock(pg, c->missed_at, c->back_due_at, pg->cx->now) %><% } else if (c->missed_at) { %><span class="tag <%= call_back_in_time(c) ? "green" : "red" %>"><%= call_back_in_time(c) ? T(pg->cx, "按时回拨") : T(pg->cx, "逾期") %></span><% } %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
		<footer><%r part_pager(pg, "/calls", p->next, -1) %></footer>
	</section>
</div>
