<%@ include "modules/portal/portal_web.h" %>
<%@ include "modules/portal/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct portal_letters_page %>
<header class="title"><h1><%t 住户入口 %></h1><%r portal_tabs_html(pg, &(struct portal_tabs){ "letters" }) %></header>
<div class="work">
	<section class="card">
		<header><h2><%t 意见箱和公共报修 %></h2><p class="hint"><%t 不知道是谁写的，也查不到；答复写在工单里，投信人凭回执号看。匿名投诉在“投诉”里办。 %></p></header>
		<% if (!p->count) { %>
		<p class="empty"><%t 意见箱是空的。把位置码贴在大堂、电梯，住户扫了就能投。 %></p>
		<% } else { %>
		<table class="rows">
			<thead><tr><th><%t 来信时间 %></th><th><%t 来自 %></th><th><%t 编号 %></th><th><%t 主题 %></th></tr></thead>
			<tbody>
			<% for (size_t i = 0; i < p->count; i++) { const struct letter_row *l = &p->rows[i]; %>
			<tr>
				<td class="figure"><%r html_time(pg, l->created_at) %></td>
				<td class="short"><% if (l->box) { %><%t 意见箱 %><% } else { %><%= l->place %><% } %></td>
				<td class="no"><a href="/requests/<%u l->subject_id %>"><%= l->number %></a></td>
				<td class="text"><%= l->title %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
		<footer><%r part_pager(pg, "/portal/letters", p->next, -1) %></footer>
	</section>
</div>
