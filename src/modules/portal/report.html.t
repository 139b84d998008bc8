<%@ include "modules/portal/portal_web.h" %>
<%@ include "modules/portal/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct home_report_page %>
<% const struct fields f = home_report_fields; const char *sent = input_text(pg->input, "room"); %>
<%r portal_head_html(pg, &p->head) %>
<main>
	<%r html_form_open_upload(pg, "/my/reports", "sheet") %>
		<h2><%t 我要报事 %></h2>
		<% if (pg->cx->why[0]) { %><p class="banner red" role="alert"><%= pg->cx->why %></p><% } %>
		<% if (p->kind == KIND_REPAIR || p->kind == KIND_HELP) { %><p class="banner"><%t 有人受伤、起火、煤气味：请先打 120、119，再打服务电话。 %></p><% } %>
		<input type="hidden" name="kind" value="<%= choice_of(p->kinds, p->kind)->word %>">
		<p class="line"><span class="tag blue"><%= T(pg->cx, choice_of(p->kinds, p->kind)->label) %></span><% if (p->user->room_count == 1) { %><span><%= p->user->rooms[0].room %></span><% } %></p>
		<% if (p->user->room_count > 1) { %>
		<p class="field"><label for="room"><%t 哪一户 %></label><select id="room" name="room">
		<% for (size_t i = 0; i < p->user->room_count; i++) { const char *room = p->user->rooms[i].room; %><option value="<%= room %>"<% if (sent && !strcmp(sent, room)) { %> selected <% } %>><%= room %></option><% } %>
		</select><%r html_error(pg, "room") %></p>
		<% } %>
		<% if (p->kind == KIND_REPAIR) { %>
		<%r part_tiles(pg, "part", T(pg->cx, "哪里坏了"), home_parts, 0, false) %>
		<% } %>
		<%r html_input(pg, "", field_find(f, "text"), NULL) %>
		<% if (p->kind == KIND_REPAIR) { %>
		<%r part_tiles(pg, "when", T(pg->cx, "希望什么时候上门"), p->may_today ? home_times : home_times_evening, TIME_SOON, false) %>
		<% } %>
		<% if (p->kind != KIND_PRAISE) { %>
		<p class="field"><label for="file"><%t 照片（可以不传，最多 6 张） %></label><input id="file" type="file" name="file" accept="image/*" multiple><%r html_error(pg, "file") %></p>
		<% } %>
		<% if (p->kind == KIND_REPAIR || p->kind == KIND_HELP) { %><%r html_input(pg, "", field_find(f, "urgent"), NULL) %><% } %>
		<% if (p->user->kind == HOME_SELF) { %><%r html_input(pg, "", field_find(f, "private"), NULL) %><% } %>
		<p class="actions"><button class="primary"><%t 提交 %></button><% if (p->user->kind == HOME_SELF) { %><a class="button" href="/my"><%t 返回 %></a><% } else { %><a class="button" href="/my/reports"><%t 看这次报的 %></a><% } %></p>
	<%r html_form_close(pg) %>
	<% if (p->user->kind == HOME_CARD) { %>
	<p class="sheet hint"><%t 扫门牌码进来可以报修和求助，看得到这次报的进度。要看全部，请用验证码或管理处的邀请进入。 %></p>
	<nav class="sheet tiles two" aria-label="<%t 什么事 %>"><a href="/my/report?kind=repair"><%t 报修 %></a><a href="/my/report?kind=help"><%t 求助 %></a></nav>
	<% } %>
</main>
