<%@ include "modules/households/households_web.h" %>
<%@ include "modules/households/templates.h" %>
<%@ include "modules/complaints/complaints_web.h" %>
<%@ include "modules/complaints/templates.h" %>
<%@ include "modules/requests/requests_web.h" %>
<%@ include "modules/requests/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct household_search_page %>
<header class="title"><h1><%t 查找 %> <%= p->q %></h1></header>
<div class="work">
	<section class="card">
		<header><h2><%t 住户 %></h2></header>
		<% if (!p->household_count) { %><p class="empty"><%t 没有找到住户。 %></p><% } else { %>
		<% struct household_list_page rows = { .rows = p->households, .count = p->household_count }; %>
		<table class="rows">
			<thead><tr><th><%t 房号 %></th><th><%t 房态 %></th><th><%t 住户 %></th><th><%t 关系 %></th><th><%t 电话 %></th><th class="num wide"><%t 面积 %></th><th><%t 在办 %></th><th class="wide"><%t 关怀 %></th></tr></thead>
			<tbody><%r households_rows_html(pg, &rows) %></tbody>
		</table>
		<% } %>
	</section>
	<section class="card">
		<header><h2><%t 工单 %></h2></header>
		<% if (!p->request_count) { %><p class="empty"><%t 没有找到工单。 %></p><% } else { %>
		<% struct request_rows rows = { p->requests, p->request_count, pg->cx->now }; %>
		<table class="rows">
			<thead><tr><th class="wide"><%t 单号 %></th><th><%t 房号 %></th><th class="wide"><%t 提出人 %></th><th><%t 类别 %></th><th><%t 内容 %></th><th><%t 状态 %></th><th class="wide"><%t 负责人 %></th><th><%t 时限 %></th></tr></thead>
			<tbody><%r requests_rows_html(pg, &rows) %></tbody>
		</table>
		<% } %>
	</section>
	<% if (p->complaint_count) { %>
	<section class="card">
		<header><h2><%t 投诉 %></h2></header>
		<% struct complaint_rows found = { p->complaints, p->complaint_count, pg->cx->now, false }; %>
		<table class="rows">
			<thead><tr><th class="wide"><%t 单号 %></th><th><%t 房号 %></th><th class="wide"><%t 投诉人 %></th><th><%t 等级 %></th><th><%t 内容 %></th><th class="wide"><%t 原因 %></th><th><%t 状态 %></th><th class="wide"><%t 责任 %></th><th><%t 时限 %></th></tr></thead>
			<tbody><%r complaints_rows_html(pg, &found) %></tbody>
		</table>
	</section>
	<% } %>
</div>
