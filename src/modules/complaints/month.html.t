<%@ include "modules/complaints/complaints_web.h" %>
<%@ include "modules/complaints/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct complaint_month_page %>
<% const struct complaint_month *m = &p->m; const struct complaint_sum *a = &m->all; %>
<header class="title"><h1><%t 投诉分析 %></h1><span class="figure"><%= p->name %></span>
	<nav class="tabs" aria-label="<%t 月份 %>">
		<a href="/complaint-reports/<%u p->before %>">← <%= p->before %></a>
		<% if (p->after) { %><a href="/complaint-reports/<%u p->after %>"><%= p->after %> →</a><% } %>
	</nav>
</header>
<%r html_failure(pg) %>
<div class="work">
	<nav class="counters" aria-label="<%t 本月投诉 %>">
		<a href="/complaints?from=<%= p->from %>&amp;to=<%= p->until %>"><b><%= a->received %></b> <%t 受理 %></a>
		<a href="/complaints?validity=valid&amp;from=<%= p->from %>&amp;to=<%= p->until %>"><b><%= a->valid %></b> <%t 有效 %></a>
		<a href="/complaints?anonymous=true&amp;from=<%= p->from %>&amp;to=<%= p->until %>"><b><%= a->anonymous %></b> <%t 匿名 %></a>
	</nav>
	<section class="card">
		<table class="rows">
			<thead><tr><th><%t 指标 %></th><th class="num"><%t 分子 %></th><th class="num"><%t 分母 %></th><th class="num"><%t 结果 %></th></tr></thead>
			<tbody>
				<tr><td class="text"><%t 处理率（已处理 ÷ 受理） %></td><td class="num" data-label="<%t 分子 %>"><%= a->handled %></td><td class="num" data-label="<%t 分母 %>"><%= a->received %></td><td class="num end"><%= complaint_rate(pg->cx, a->handled, a->received) %></td></tr>
				<tr><td class="text"><%t 投诉率（受理 ÷ 已交付户数） %></td><td class="num" data-label="<%t 分子 %>"><%= a->received %></td><td class="num" data-label="<%t 分母 %>"><%= m->households %></td><td class="num end"><%= complaint_rate(pg->cx, a->received, m->households) %></td></tr>
				<tr><td class="text"><%t 有效率（有效 ÷ 已判定） %></td><td class="num" data-label="<%t 分子 %>"><%= a->valid %></td><td class="num" data-label="<%t 分母 %>"><%= a->judged %></td><td class="num end"><%= complaint_rate(pg->cx, a->valid, a->judged) %></td></tr>
				<tr><td class="text"><%t 满意率（满意和基本满意 ÷ 有意见） %></td><td class="num" data-label="<%t 分子 %>"><%= a->content %></td><td class="num" data-label="<%t 分母 %>"><%= a->asked %></td><td class="num end"><%= complaint_rate(pg->cx, a->content, a->asked) %></td></tr>
				<tr><td class="text"><%t 平均办结（受理到首次关闭） %></td><td></td><td class="num" data-label="<%t 分母 %>"><%= a->closed %></td><td class="num end"><% if (a->closed) { %><%r html_duration(pg, a->open_ms / a->closed) %><% } else { %><%t 无数据 %><% } %></td></tr>
				<tr><td class="text"><%t 重开、重复 %></td><td class="num" data-label="<%t 分子 %>"><%= a->reopened %></td><td></td><td class="num end"><%= a->repeated %></td></tr>
			</tbody>
		</table>
	</section>
	<div class="pair">
		<% struct complaint_sums_part parts[] = {
			{ T(pg->cx, "等级"), complaint_grades, m->grades, m->grade_count, "grade", m },
			{ T(pg->cx, "投诉原因"), complaint_causes, m->causes, m->cause_count, "cause", m },
			{ T(pg->cx, "责任部门"), complaint_units, m->units, m->unit_count, "unit", m },
			{ T(pg->cx, "渠道"), complaint_channels, m->channels, m->channel_count, "channel", m } }; %>
		<% for (size_t i = 0; i < COUNT(parts); i++) { %><%r complaints_sums_html(pg, &parts[i]) %><% } %>
	</div>
	<section class="card">
		<header><h2><%t 月报告 %></h2></header>
		<% if (m->done_at) { %>
		<p><span class="tag green"><%t 已完成 %></span> <%r html_time(pg, m->done_at) %> <%= m->done_name %></p>
		<p><span class="long"><%= m->note %></span></p>
		<% } else if (m->opened_at) { %>
		<p><%r part_clock(pg, m->opened_at, m->due_at, pg->cx->now) %></p>
		<% if (actor_may(pg->cx->actor, PERM_COMPLAINT_JUDGE)) { %>
		<% char action[64]; (void)snprintf(action, sizeof action, "/complaint-reports/%s/done", p->name); %>
		<%r html_form_open(pg, action, "fields") %>
			<p class="field full"><label for="note"><%t 分析和改进措施 %></label><textarea id="note" name="note" rows="4" maxlength="20000" required><%= input_text(pg->input, "note") %></textarea><%r html_error(pg, "note") %></p>
			<p class="actions"><button class="primary"><%t 报告完成 %></button></p>
		<%r html_form_close(pg) %>
		<% } %>
		<% } else { %>
		<p class="empty"><%t 这个月的报告要到下个月初才写。 %></p>
		<% } %>
	</section>
</div>
