<%@ include "modules/outreach/outreach_web.h" %>
<%@ include "modules/outreach/templates.h" %>
<%@ include "base/text.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct outreach_list_page %>
<% struct outreach_tab tab = { 0 }; %>
<header class="title"><h1><%t 联系名单 %></h1><%r outreach_tabs_html(pg, &tab) %></header>
<div class="work">
	<% if (!p->hours_open) { %><p class="banner amber"><%r part_icon(pg, "alert") %> <%= arena_printf(pg->cx->arena, T(pg->cx, "现在不是联系住户的时段，%s 以后再打；急事除外。"), p->hours_until) %></p><% } %>
	<section class="card">
		<header>
			<form class="filters" action="/outreach">
				<select name="reason" aria-label="<%t 原因 %>"><%r part_options(pg, reasons, T(pg->cx, "全部原因"), input_text(pg->input, "reason")) %></select>
				<input name="building" value="<%= p->filter.building %>" size="4" aria-label="<%t 楼栋 %>" placeholder="<%t 楼栋 %>">
				<label><input type="checkbox" name="mine" value="1"<% if (p->mine) { %> checked <% } %>> <%t 我的 %></label>
				<button class="primary"><%t 查找 %></button>
			</form><% if (actor_may(pg->cx->actor, PERM_LIST_EXPORT)) { %><a class="button" href="/exports/outreach<%= part_query(pg) %>"><%r part_icon(pg, "download") %><%t 导出 %></a><% } %>
			<p class="legend"><span><%= arena_printf(pg->cx->arena, T(pg->cx, "在住 %d 户，%d 天没有往来 %d 户"), (int)p->cover.households, (int)p->cover.days, (int)p->cover.silent) %></span></p>
		</header>
		<% if (!p->count) { %>
		<p class="empty"><%t 今天没有要主动联系的住户。 %> <a href="/contacts/new?direction=out"><%t 记一次主动联系 %></a></p>
		<% } else { %>
		<table class="rows">
			<thead><tr><th><%t 房号 %></th><th><%t 住户 %></th><th><%t 原因 %></th><th><%t 为什么现在 %></th><th class="wide"><%t 上次往来 %></th><th class="wide"><%t 方便时间 %></th><th class="wide"><%t 责任岗位 %></th><th><%t 时限 %></th></tr></thead>
			<tbody>
			<% for (size_t i = 0; i < p->count; i++) { const struct outreach *o = &p->rows[i]; %>
			<tr>
				<td class="room short"><% if (o->room_id) { %><a href="/households/<%u o->room %>"><%= o->room %></a><% } else { %><%t 全体 %><% } %></td>
				<td class="short"><%= text_blank(o->address) ? o->person_name : o->address %></td>
				<td><%r part_tag(pg, reasons, o->reason, reason_colour(o->reason)) %></td>
				<td class="clip"><a href="/outreach/<%u o->id %>"><%= o->why %></a></td>
				<td class="figure wide"><% if (o->last_at) { %><%r html_time(pg, o->last_at) %><% } else { %>—<% } %></td>
				<td class="figure wide"><% if (o->hours_until) { %><%r html_value(pg, field_find(outreach_fields, "hours_from"), o) %>–<%r html_value(pg, field_find(outreach_fields, "hours_until"), o) %><% } %></td>
				<td class="short wide"><%= o->post_name %></td>
				<td class="end"><%r part_clock(pg, o->created_at, o->due_at, p->now) %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
		<footer><%r part_pager(pg, "/outreach", p->next, -1) %></footer>
	</section>
</div>
