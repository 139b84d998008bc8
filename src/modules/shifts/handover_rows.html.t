<%@ include "modules/shifts/shifts_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct handover_list_page %>
<table class="rows">
	<thead><tr><th><%t 日期 %></th><th><%t 班次 %></th><th><%t 交班人 %></th><th><%t 接班人 %></th><th class="num"><%t 未完 %></th><th><%t 交代事项 %></th><th><%t 交班签字 %></th><th><%t 接班签字 %></th><th><%t 状态 %></th></tr></thead>
	<tbody>
	<% for (size_t i = 0; i < p->count; i++) { const struct handover *h = &p->rows[i]; %>
	<tr>
		<td class="figure"><a href="/handovers/<%u h->id %>"><%r html_date(pg, h->day) %></a></td>
		<td><%r html_choice(pg, bands, h->band) %></td>
		<td class="short" title="<%= h->from_name %>"><%= h->from_name %></td>
		<td class="short" title="<%= h->to_name %>"><%= h->to_name %></td>
		<td class="num" data-label="<%t 未完 %>"><%= h->item_count %></td>
		<td class="clip"><%= *h->remark ? h->remark : "—" %></td>
		<td class="figure wide"><%r html_time(pg, h->opened_at) %></td>
		<td class="figure wide"><% if (h->state == HANDOVER_ACCEPTED) { %><%r html_time(pg, h->ended_at) %><% } %></td>
		<td class="end"><%r part_tag(pg, handover_states, h->state, handover_state_colour(h->state)) %></td>
	</tr>
	<% } %>
	</tbody>
</table>
