<%@ include "modules/notices/notices_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct notice_list_page %>
<header class="title"><h1><%t 消息 %></h1><%r notice_tabs(pg, "/notices") %></header>
<%r html_failure(pg) %>
<div class="work">
	<section class="card">
		<header>
			<nav class="tabs" aria-label="<%t 视图 %>">
				<a href="/notices"<% if (!p->filter.unread) { %> aria-current="page"<% } %>><%t 全部 %></a>
				<a href="/notices?state=unread"<% if (p->filter.unread) { %> aria-current="page"<% } %>><%t 未读 %></a>
			</nav>
			<% if (p->unread) { %><%r html_form_open(pg, "/notices/read", NULL) %><button><%r part_icon(pg, "check") %><%t 全部标为已读 %></button><%r html_form_close(pg) %><% } %>
		</header>
		<% if (!p->count) { %>
		<p class="empty"><% if (p->filter.unread) { %><%t 没有未读的消息。 %> <a href="/notices"><%t 看全部 %></a><% } else { %><%t 还没有消息。派给您的、快到期的和要您知道的事都会出现在这里。 %><% } %></p>
		<% } else { %>
		<table class="rows">
			<thead><tr><th><%t 时间 %></th><th><%t 消息 %></th><th class="wide"><%t 岗位 %></th><th><span class="hidden"><%t 操作 %></span></th></tr></thead>
			<tbody>
			<% for (size_t i = 0; i < p->count; i++) { const struct notice_row *n = &p->rows[i]; const char *open = arena_printf(pg->cx->arena, "/notices/%" PRId64 "/open", n->id), *read = arena_printf(pg->cx->arena, "/notices/%" PRId64 "/read", n->id); %>
			<tr class="<% if (n->unread) { %>unread<% } %>">
				<td class="figure"><%r html_time(pg, n->told_at) %></td>
				<td class="text">
					<% if (n->urgent) { %><span class="tag red"><%t 紧急 %></span><% } %>
					<% if (n->path) { %><%r html_form_open(pg, open, "inline") %><button class="line"><%= n->title %></button><%r html_form_close(pg) %><% } else { %><span class="subject"><%= n->title %></span><% } %>
					<% if (n->times > 1) { %><span class="tag grey">× <%= n->times %></span><% } %>
					<% if (*n->text) { %><p class="long"><%= n->text %></p><% } %>
				</td>
				<td class="short wide"><%= n->post_name %></td>
				<td class="end"><% if (n->unread) { %><%r html_form_open(pg, read, NULL) %><button class="small"><%t 已读 %></button><%r html_form_close(pg) %><% } %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
		<footer><%r part_pager(pg, "/notices", p->next, -1) %></footer>
	</section>
</div>
