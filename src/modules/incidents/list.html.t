<%@ include "modules/incidents/incidents_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct incident_list_page %>
<header class="title"><h1><%t 事件 %></h1>
	<nav class="tabs" aria-label="<%t 状态 %>">
		<a href="/incidents?state=open"<% if (p->state == INCIDENT_OPEN) { %> aria-current="page"<% } %>><%t 进行中 %></a>
		<a href="/incidents?state=ended"<% if (p->state == INCIDENT_ENDED) { %> aria-current="page"<% } %>><%t 待告知 %></a>
		<a href="/incidents"<% if (!p->state) { %> aria-current="page"<% } %>><%t 全部 %></a>
	</nav>
	<% if (actor_may(pg->cx->actor, PERM_LIST_EXPORT)) { %><a class="button" href="/exports/incidents<%= part_query(pg) %>"><%r part_icon(pg, "download") %><%t 导出 %></a><% } %>
	<a class="button primary" href="/incidents/new"><%r part_icon(pg, "plus") %><%t 登记事件 %></a>
</header>
<div class="work">
	<section class="card">
		<% if (!p->count) { %>
		<p class="empty"><%t 没有这样的事件。整栋停水停电时先登记事件，再把来电并进去。 %> <a href="/incidents/new"><%t 登记事件 %></a></p>
		<% } else { %>
		<table class="rows">
			<thead><tr><th class="wide"><%t 单号 %></th><th><%t 类别 %></th><th><%t 主题 %></th><th class="wide"><%t 范围 %></th><th><%t 开始 %></th><th class="wide"><%t 预计恢复 %></th><th class="num"><%t 报事人 %></th><th class="num"><%t 未告知 %></th><th><%t 状态 %></th><th><%t 时限 %></th></tr></thead>
			<tbody>
			<% for (size_t n = 0; n < p->count; n++) { const struct incident *i = &p->rows[n]; %>
			<tr>
				<td class="no wide"><%= i->number %></td>
				<td><%r part_tag(pg, incident_kinds, i->kind, "blue") %></td>
				<td class="clip"><a href="/incidents/<%u i->id %>"><%= i->title %></a></td>
				<td class="short wide" title="<%= i->areas %>"><%= i->areas %></td>
				<td class="figure" data-label="<%t 开始 %>"><%r html_time(pg, i->began_at) %></td>
				<td class="figure wide"><%r html_time(pg, i->expected_at) %></td>
				<td class="num" data-label="<%t 报事人 %>"><%= i->reporters %></td>
				<td class="num" data-label="<%t 未告知 %>"><%= i->untold %></td>
				<td><%r part_tag(pg, incident_states, i->state, incident_state_colour(i->state)) %></td>
				<td class="end"><% if (i->state < INCIDENT_CLOSED) { %><%r part_clock(pg, i->began_at, i->due_at, p->now) %><% } else { %><small><%r html_duration(pg, i->ended_at - i->began_at) %></small><% } %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
		<footer><%r part_pager(pg, "/incidents", p->next, p->total) %></footer>
	</section>
</div>
