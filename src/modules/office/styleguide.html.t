<%@ include "modules/office/office_web.h" %>
<%@ include "modules/office/templates.h" %>
<%@ include "app/journal.h" %>
<%@ include "base/civil.h" %>
<%@ include "pages/parts.h" %>
<%@ include "pages/story.h" %>
<%@ include "pages/templates.h" %>
<%@ type struct styleguide_page %>
<% static const char *const colours[] = { "blue", "green", "amber", "red", "grey" }; const struct sample *s = &p->sample; %>
<%r part_style(pg, "chart.css") %>
<header class="title">
	<h1><%t 界面样式 %></h1>
	<span class="tag green"><%t 标签 %></span>
	<span class="figure">BX20260402-0007</span>
	<nav class="tabs" aria-label="<%t 页签 %>"><a href="#colours" aria-current="page"><%t 颜色 %></a><a href="#forms"><%t 表单 %></a><a href="#lists"><%t 列表 %></a></nav>
</header>
<div class="work">
	<section class="card" id="colours">
		<header><h2><%t 颜色 %></h2><p class="hint"><%t 颜色说的事，旁边总有字再说一遍。 %></p></header>
		<p><% for (size_t i = 0; i < COUNT(colours); i++) { %><span class="tag <%= colours[i] %>"><%= colours[i] %></span> <% } %></p>
		<p><%r part_clock(pg, p->now - HOURS(1), p->now + HOURS(3), p->now) %> <%r part_clock(pg, p->now - HOURS(9), p->now + MINUTES(20), p->now) %> <%r part_clock(pg, p->now - HOURS(9), p->now - MINUTES(35), p->now) %></p>
		<p class="banner"><%t 要知道的事 %></p>
		<div class="banner red"><p><%t 出了什么事，什么还在，现在怎么办 %></p></div>
		<p><b><%t 要紧的 %></b> <%t 正文 %> <small><%t 次要的 %></small> <span class="figure">1,234.50</span> <a href="#forms"><%t 链接 %></a> <kbd>F4</kbd></p>
	</section>
	<section class="card">
		<header><h2><%t 按钮 %></h2></header>
		<p class="actions"><button class="primary" type="button"><%t 主要 %></button><button type="button"><%t 其他 %></button><button class="danger" type="button"><%t 危险 %></button><a class="button" href="#lists"><%r part_icon(pg, "download") %><%t 导出 %></a></p>
		<div class="steps"><details class="step" name="step"><summary class="button primary"><%t 步骤 %></summary><p><%t 点开以后在原处填写。 %></p></details></div>
	</section>
	<section class="card" id="forms">
		<header><h2><%t 表单 %></h2><p class="hint"><%t 这里的表单不会提交。 %></p></header>
		<div class="fields"><%r html_inputs(pg, "", sample_fields, s) %></div>
		<%r part_tiles(pg, "tile", T(pg->cx, "类别"), sample_kinds, 2, false) %>
	</section>
	<section class="card" id="lists">
		<header><h2><%t 列表 %></h2></header>
		<table class="rows">
			<thead><tr><th class="wide"><%t 编号 %></th><th><%t 房号 %></th><th><%t 内容 %></th><th class="num"><%t 金额 %></th><th><%t 状态 %></th><th><%t 时限 %></th></tr></thead>
			<tbody>
			<% for (int i = 0; i < 3; i++) { %>
			<tr>
				<td class="no wide">BX20260402-000<%= i + 1 %></td>
				<td class="room"><a href="#lists"><%= s->room %></a></td>
				<td class="clip"><%= s->text %></td>
				<td class="num" data-label="<%t 金额 %>"><%r html_money(pg, s->money_fen * (i + 1)) %></td>
				<td><%r part_tag(pg, sample_kinds, i + 1, colours[i]) %></td>
				<td class="end"><%r part_clock(pg, p->now - HOURS(2), p->now + HOURS(4 - 3 * i), p->now) %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
		<p class="empty"><%t 没有符合条件的工单。 %></p>
	</section>
	<div class="pair">
		<% struct timeline line = { p->events, p->event_count }; %>
		<%r pages_timeline_html(pg, &line) %>
		<section class="card"><header><h2><%t 详情 %></h2></header><%r html_details(pg, sample_fields, s) %></section>
	</div>
	<section class="card"><%r chart_html(pg, p->chart) %></section>
</div>
