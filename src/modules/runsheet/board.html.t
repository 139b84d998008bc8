<%@ include "modules/runsheet/runsheet_web.h" %>
<%@ include "modules/runsheet/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct runsheet_board_page %>
<header class="title"><h1><%t 现场 %></h1>
	<%r runsheet_tabs_html(pg, &(struct runsheet_tabs){ "board" }) %>
</header>
<noscript><meta http-equiv="refresh" content="30"></noscript>
<div class="work" data-live data-topic="runsheet">
	<section class="card">
		<p><%t 今日到场 %> <b class="figure"><%= p->b.came %></b> · <%t 办结 %> <b class="figure"><%= p->b.done %></b> · <%t 办理中 %> <b class="figure"><%= p->b.running %></b> · <a href="/runsheets?state=paused"><%t 待回 %> <b class="figure"><%= p->b.paused %></b></a></p>
		<ul class="stand">
		<% for (int i = 0; i < DESKS; i++) { const struct board_desk *d = &p->b.desk[i]; %>
			<li><a href="/runsheets/board?desk=<%u choice_of(desks, d->desk)->word %>"<% if (p->desk == d->desk) { %> aria-current="page"<% } %>><span><%r html_choice(pg, desks, d->desk) %></span> <b class="figure"><%= d->waiting %></b> <small><%t 户等候 %> · <%t 正在办理 %> <%= d->taken %></small> <small><% if (d->longest_at && d->waiting + d->taken) { %><%t 最久 %> <%r html_duration(pg, p->now - d->longest_at) %><% } else { %>—<% } %></small> <small><%t 今日 %> <%= d->done %><% if (d->minutes >= 0) { %> · <%t 平均 %> <%= d->minutes %> <%t 分钟 %><% } %></small></a></li>
		<% } %>
		</ul>
	</section>
	<section class="card">
		<header><h2><% if (p->desk) { %><%r html_choice(pg, desks, p->desk) %><% } else { %><%t 所有在办的住户 %><% } %></h2><% if (p->desk) { %><a href="/runsheets/board"><%t 看全部 %></a><% } %></header>
		<% if (!p->count) { %><p class="empty"><%t 这里没有住户在等。 %></p><% } else { %>
		<table class="rows">
			<thead><tr><th><%t 房号 %></th><th><%t 业主 %></th><th><%t 所在台 %></th><th><%t 已等 %></th><th><%t 正在办理 %></th></tr></thead>
			<tbody>
			<% for (size_t n = 0; n < p->count; n++) { const struct runsheet *s = &p->rows[n]; %>
			<tr>
				<td class="room"><a href="/runsheets/<%u s->id %>"><%= s->room %></a></td>
				<td class="short"><%= s->owners %></td>
				<td><%r html_choice(pg, desks, s->desk) %></td>
				<td class="figure" data-label="<%t 已等 %>"><%r html_duration(pg, p->now - s->desk_at) %></td>
				<td class="end"><% if (s->taken_by) { %><%= s->taken_name %><% } else { %>—<% } %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
	</section>
</div>
