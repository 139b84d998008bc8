<%@ include "modules/portal/portal_web.h" %>
<%@ include "modules/portal/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct home_page %>
<% const struct choice *kinds = p->user->kind == HOME_CARD ? home_card_kinds : home_kinds; %>
<%r portal_head_html(pg, &p->head) %>
<main>
	<section class="sheet">
		<h2><%= home_name(pg->cx, p->user) %> <% for (size_t i = 0; i < p->user->room_count; i++) { %> <span class="tag blue"><%= p->user->rooms[i].room %></span><% } %></h2>
		<div class="tiles">
		<% for (const struct choice *c = kinds; c->word; c++) { %>
			<a href="/my/report?kind=<%u c->word %>"><%= T(pg->cx, c->label) %></a>
		<% } %>
		</div>
	</section>
	<% if (p->call_count) { %>
	<section class="sheet">
		<h2><%t 收楼入伙通知书 %></h2>
		<ul class="rows">
		<% for (size_t i = 0; i < p->call_count; i++) { const struct movein_notice *n = &p->calls[i]; %>
			<li><a href="/my/letters/<%u n->id %>"><span class="line"><%r part_tag(pg, movein_kinds, n->kind, "blue") %><% if (!n->delivered_on && n->state < NOTICE_CAME) { %><span class="tag red"><%t 未读 %></span><% } %></span><b><%= n->room %> <%r html_date(pg, n->from_on) %> – <%r html_date(pg, n->until_on) %></b></a></li>
		<% } %>
		</ul>
	</section>
	<% } %>
	<section class="sheet">
		<h2><%t 正在办的 %></h2>
		<% if (!p->open_count) { %><p class="empty"><%t 现在没有正在办的事。有事请点上面的方块，管理处会按时给您回音。 %></p><% } else { %>
		<ul class="rows">
		<% for (size_t i = 0; i < p->open_count; i++) { %><%r portal_matter_row_html(pg, &p->open[i]) %><% } %>
		</ul>
		<% } %>
	</section>
	<section class="sheet">
		<h2><%t 管理处通知 %><% if (p->unread) { %> <span class="tag red"><%= arena_printf(pg->cx->arena, T(pg->cx, "%d 条未读"), (int)p->unread) %></span><% } %></h2>
		<% if (!p->notice_count) { %><p class="empty"><%t 最近没有通知。 %></p><% } else { %>
		<ul class="rows">
		<% for (size_t i = 0; i < p->notice_count; i++) { const struct announcement_seen *n = &p->notices[i]; %>
			<li><a href="/my/notices/<%u n->id %>"><span class="line"><%r part_tag(pg, announcement_kinds, n->kind, "grey") %><% if (n->waits) { %><span class="tag red"><%t 未读 %></span><% } %><%r html_time(pg, n->sent_at) %></span><b><%= n->title %></b></a></li>
		<% } %>
		</ul>
		<% } %>
	</section>
	<section class="sheet">
		<%r html_form_open(pg, "/my/leave", NULL) %><button class="wide"><%t 退出，不再在这台手机上保留 %></button><%r html_form_close(pg) %>
	</section>
</main>
