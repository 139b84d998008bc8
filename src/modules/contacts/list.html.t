<%@ include "modules/contacts/contacts_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct contact_list_page %>
<header class="title"><h1><%t 来电来访 %></h1></header>
<div class="work">
	<section class="card">
		<header>
			<form class="filters" action="/contacts">
				<input name="phone" type="tel" value="<%= input_text(pg->input, "phone") %>" aria-label="<%t 来电号码 %>" placeholder="<%t 来电号码 %>">
				<select name="channel" aria-label="<%t 方式 %>"><%r part_options(pg, channels, T(pg->cx, "全部方式"), input_text(pg->input, "channel")) %></select>
				<select name="direction" aria-label="<%t 方向 %>"><%r part_options(pg, directions, T(pg->cx, "来去"), input_text(pg->input, "direction")) %></select>
				<button class="primary"><%t 查找 %></button>
			</form>
			<% if (actor_may(pg->cx->actor, PERM_REQUEST_EXPORT)) { %><a class="button" href="/exports/contacts<%= part_query(pg) %>"><%r part_icon(pg, "download") %><%t 导出 %></a><% } %>
			<form class="filters" action="/contacts/sheet"><input type="date" name="date" aria-label="<%t 日期 %>"><button><%r part_icon(pg, "print") %><%t 打印登记表 %></button></form>
		</header>
		<% if (!p->count) { %>
		<p class="empty"><%t 没有来电来访记录。 %> <a href="/contacts/new"><%t 登记一条 %></a></p>
		<% } else { %>
		<table class="rows">
			<thead><tr><th class="wide"><%t 单号 %></th><th><%t 时间 %></th><th><%t 方式 %></th><th class="num"><%t 响铃 %></th><th><%t 号码 %></th><th><%t 房号 %></th><th class="wide"><%t 姓名 %></th><th><%t 内容 %></th><th class="num"><%t 事项 %></th><th class="wide"><%t 接听人 %></th></tr></thead>
			<tbody>
			<% for (size_t i = 0; i < p->count; i++) { const struct contact *c = &p->rows[i]; %>
			<tr>
				<td class="no wide"><%= c->number %></td>
				<td class="figure"><%r html_time(pg, c->received_at) %></td>
				<td><%r part_tag(pg, channels, c->channel, c->direction == DIRECTION_OUT ? "teal" : "grey") %><% if (c->direction == DIRECTION_OUT) { %> <small><%t 主动 %></small><% } %></td>
				<td class="num" data-label="<%t 响铃 %>"><% if (c->rings) { %><%= c->rings %><% } %></td>
				<td class="figure"><%r html_value(pg, field_find(contact_fields, "phone"), c) %></td>
				<td class="room short"><% if (*c->room) { %><a href="/households/<%u c->room %>"><%= c->room %></a><% } else { %>—<% } %></td>
				<td class="short wide"><%= c->person_name %></td>
				<td class="clip"><a href="/contacts/<%u c->id %>"><%= c->text %></a></td>
				<td class="num" data-label="<%t 事项 %>"><%= c->matter_count %></td>
				<td class="short wide"><%= c->created_by_name %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
		<footer><%r part_pager(pg, "/contacts", p->next, -1) %></footer>
	</section>
</div>
