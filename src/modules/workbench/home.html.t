<%@ include "modules/workbench/workbench_web.h" %>
<%@ include "modules/contacts/templates.h" %>
<%@ include "modules/requests/templates.h" %>
<%@ include "modules/shifts/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct workbench_page %>
<% const char *view = p->view ? p->view : "all"; %>
<h1 class="hidden"><%t 工作台 %></h1>
<% if (p->has_shift && p->shift.waiting.id) { %><%r shifts_waiting_html(pg, &p->shift.waiting) %><% } %>
<div class="work">
	<ul class="counters" data-live>
		<li><a href="/requests?state=new"><b><%= p->counts.fresh %></b> <%t 待受理 %></a></li>
		<li><a href="/requests?state=open&amp;order=due"><b><%= p->counts.working %></b> <%t 处理中 %></a></li>
		<li class="amber"><a href="/obligations"><b><%= p->counts.due_soon %></b> <%t 即将超时 %></a></li>
		<li class="red"><a href="/requests?state=overdue&amp;order=due"><b><%= p->counts.overdue %></b> <%t 已超时 %></a></li>
		<li><a href="/requests?state=finished"><b><%= p->counts.today %></b> <%t 今日工单 %></a></li>
		<li><a href="/contacts"><b><%= p->contacts_today %></b> <%t 今日来电来访 %></a></li>
		<% if (p->complaints >= 0) { %><li><a href="/complaints?state=open"><b><%= p->complaints %></b> <%t 在办投诉 %></a></li><% } %>
		<% if (p->visits >= 0) { %><li><a href="/visits?state=open"><b><%= p->visits %></b> <%t 待回访 %></a></li><% } %>
		<% if (p->missed_calls >= 0) { %><li><a href="/calls?state=missed"><b><%= p->missed_calls %></b> <%t 未回拨来电 %></a></li><% } %>
		<% if (p->keys > 0) { %><li class="red"><a href="/key-loans?view=overdue"><b><%= p->keys %></b> <%t 逾期未还的钥匙 %></a></li><% } %>
	</ul>
	<section class="card" data-live="request">
		<header>
			<h2><%t 工单 %></h2>
			<nav class="tabs" aria-label="<%t 视图 %>">
				<a href="/"<% if (!strcmp(view, "all")) { %> aria-current="page"<% } %>><%t 全部 %></a>
				<a href="/?view=mine"<% if (!strcmp(view, "mine")) { %> aria-current="page"<% } %>><%t 派给我 %></a>
				<a href="/?view=new"<% if (!strcmp(view, "new")) { %> aria-current="page"<% } %>><%t 未派单 %></a>
				<a href="/?view=late"<% if (!strcmp(view, "late")) { %> aria-current="page"<% } %>><%t 已超时 %></a>
			</nav>
			<form class="filters" action="/">
				<input type="hidden" name="view" value="<%= view %>">
				<select name="kind" aria-label="<%t 类别 %>"><%r part_options(pg, request_kinds, T(pg->cx, "全部类别"), p->list.kind) %></select>
				<input name="building" size="4" value="<%= p->list.filter.building %>" aria-label="<%t 楼栋 %>" placeholder="<%t 楼栋 %>">
				<button><%t 筛选 %></button>
			</form>
		</header>
		<% if (!p->list.count) { %>
		<p class="empty"><%t 这里没有在办的工单。 %> <a href="/contacts/new"><%t 登记一件 %></a></p>
		<% } else { %>
		<table class="rows">
			<thead><tr><th class="wide"><%t 单号 %></th><th><%t 房号 %></th><th class="wide"><%t 提出人 %></th><th><%t 类别 %></th><th><%t 内容 %></th><th><%t 状态 %></th><th class="wide"><%t 负责人 %></th><th><%t 剩余时限 %></th></tr></thead>
			<tbody>
			<% struct request_rows rows = { p->list.rows, p->list.count, p->list.now }; %>
			<%r requests_rows_html(pg, &rows) %>
			</tbody>
		</table>
		<% } %>
		<footer><nav class="pager"><a href="/requests?state=open&amp;order=due"><%t 全部在办工单 %></a></nav></footer>
	</section>
</div>
<aside class="context" aria-label="<%t 来电 %>">
	<form class="card" action="/">
		<p class="field"><label for="phone"><%t 来电人 %></label><input id="phone" name="phone" type="search" autocomplete="off" maxlength="500" data-lookup="/callers/" data-min="2" data-key="c" placeholder="<%t 电话、房号、姓名、首字母 %>"></p>
		<p class="actions"><button type="button" data-stopwatch data-cadence="<%= p->cadence_ms %>" data-key="f7" hidden><%r part_icon(pg, "clock") %><span><%t 铃响 %></span> <kbd>F7</kbd></button></p>
	</form>
	<div id="caller-card" aria-live="polite" data-call-panel><% if (p->has_card) { %><%r contacts_card_html(pg, &p->card) %><% } %></div>
	<% if (p->has_shift) { %><%r shifts_panel_html(pg, &p->shift) %><% } %>
	<% if (p->view_count) { %><nav class="chips" aria-label="<%t 常用视图 %>"><small><%t 常用视图 %></small><% for (size_t i = 0; i < p->view_count; i++) { %> <span class="chip"><%r part_record(pg, p->views[i].path, p->views[i].label) %></span><% } %></nav><% } %>
	<% if (p->policy.id) { %><p class="say"><a href="/policy"><%t 质量方针 %></a> <%= p->policy.text %></p><% } %>
</aside>
