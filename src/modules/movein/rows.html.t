<%@ include "modules/movein/movein_web.h" %>
<%@ include "modules/movein/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct movein_notices_page %>
<table class="rows">
	<thead><tr><th><%t 房号 %></th><th><%t 买受人 %></th><th class="wide"><%t 编号 %></th><% if (!p->filter.batch) { %><th class="wide"><%t 批次 %></th><% } %><th><%t 状态 %></th><th class="wide"><%t 送达方式 %></th><th class="wide"><%t 运单号 %></th><th><%t 送达 %></th><th><%t 预约 %></th><th class="wide"><%t 收楼期限 %></th></tr></thead>
	<tbody>
	<% for (size_t i = 0; i < p->count; i++) { const struct movein_notice *n = &p->rows[i]; %>
	<tr>
		<td class="room short"><a href="/movein-notices/<%u n->id %>"><%= n->room %></a></td>
		<td class="short"><%= *n->buyers ? n->buyers : "—" %></td>
		<td class="no wide"><%= n->number %></td>
		<% if (!p->filter.batch) { %><td class="short wide"><a href="/movein-batches/<%u n->batch_id %>"><%= n->batch_name %></a></td><% } %>
		<td><%r part_tag(pg, movein_notice_states, n->state, movein_notice_colour(n->state)) %></td>
		<td class="wide"><% if (n->channel) { %><%r html_choice(pg, movein_channels, n->channel) %><% } %></td>
		<td class="short wide"><%= n->waybill %></td>
		<td class="figure" data-label="<%t 送达 %>"><% if (n->state == NOTICE_RETURNED) { %><%= n->return_reason %><% } else if (n->delivered_on) { %><%r html_choice(pg, movein_proofs, n->proof) %> <%r html_date(pg, n->delivered_on) %><% } else { %>—<% } %></td>
		<td class="figure end" data-label="<%t 预约 %>"><% if (n->slot_on) { %><%r html_date(pg, n->slot_on) %> <%r html_value(pg, field_find(movein_notice_fields, "slot_minute"), n) %><% } else { %>—<% } %></td>
		<td class="figure wide"><%r html_date(pg, n->until_on) %></td>
	</tr>
	<% } %>
	</tbody>
</table>
