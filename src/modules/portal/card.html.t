<%@ include "modules/portal/portal_web.h" %>
<%@ include "modules/portal/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct card_page %>
<% const struct portal_card *c = &p->card; const char *enter = arena_printf(pg->cx->arena, "/r/%s/enter", c->token); %>
<%r portal_head_html(pg, &p->head) %>
<main>
	<% if (pg->cx->why[0]) { %><p class="banner red" role="alert"><%= pg->cx->why %></p><% } %>
	<% if (c->room_id) { %>
	<section class="sheet">
		<h2 class="says"><%= c->room %></h2>
		<% if (p->tail) { %>
		<%r html_form_open(pg, enter, NULL) %>
			<p class="field"><label for="tail"><%t 登记手机号的后四位 %></label><input id="tail" name="tail" inputmode="numeric" autocomplete="off" maxlength="4" required><%r html_error(pg, "tail") %></p>
			<button class="wide primary"><%t 报修、求助 %></button>
		<%r html_form_close(pg) %>
		<% } %>
		<a class="wide" href="/my/enter"><%t 看我家的全部进度 %></a>
	</section>
	<section class="sheet"><div class="tiles two"><a href="/r/<%u c->token %>/write"><%t 意见箱（不记名） %></a><a href="/r/<%u c->token %>/receipt"><%t 查回执 %></a></div></section>
	<% } else { %>
	<section class="sheet">
		<h2 class="says"><%= c->place %></h2>
		<div class="tiles two">
			<a href="/r/<%u c->token %>/write?kind=repair"><%t 这里坏了 %></a>
			<a href="/r/<%u c->token %>/write?kind=suggestion"><%t 意见箱（不记名） %></a>
			<a href="/r/<%u c->token %>/receipt"><%t 查回执 %></a>
			<a href="/my/enter"><%t 进入我家 %></a>
		</div>
	</section>
	<% } %>
	<section class="sheet">
		<h2><%t 管理处通知 %></h2>
		<% if (!p->notice_count) { %><p class="empty"><%t 最近没有给全小区的通知。 %></p><% } %>
		<% for (size_t i = 0; i < p->notice_count; i++) { const struct announcement_seen *n = &p->notices[i]; %>
		<details><summary class="line"><%r part_tag(pg, announcement_kinds, n->kind, "grey") %><b><%= n->title %></b><%r html_time(pg, n->sent_at) %></summary><p class="long"><%= n->text %></p></details>
		<% } %>
	</section>
</main>
