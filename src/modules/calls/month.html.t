<%@ include "modules/calls/calls_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct call_month %>
<% char shown[16]; (void)snprintf(shown, sizeof shown, "%04d-%02d", p->year, p->month); %>
<header class="title"><h1><%t 电话统计 %></h1><%r call_tabs_html(pg, "/calls/month") %></header>
<div class="work">
	<section class="card">
		<header>
			<form class="filters" action="/calls/month">
				<label><%t 月份 %> <input name="month" type="month" value="<%= shown %>"></label>
				<button class="primary"><%t 查看 %></button>
			</form>
		</header>
		<table class="rows">
			<thead><tr><th><%t 项目 %></th><th class="num"><%t 数 %></th><th class="num"><%t 基数 %></th><th class="num"><%t 比率 %></th><th><%t 依据 %></th></tr></thead>
			<tbody>
				<tr><td><b><%t 三声接听率 %></b></td><td class="num" data-label="<%t 数 %>"><%= p->within %></td><td class="num" data-label="<%t 基数 %>"><%= p->counted %></td><td class="num" data-label="<%t 比率 %>"><%= call_share_text(pg->cx, p->within, p->counted) %></td><td class="text"><%t 已接来电中响铃不超过规定次数的；响铃次数不明的不算 %></td></tr>
				<tr><td><b><%t 漏接 %></b></td><td class="num" data-label="<%t 数 %>"><%= p->missed %></td><td class="num" data-label="<%t 基数 %>"><%= p->answered + p->missed %></td><td class="num" data-label="<%t 比率 %>"><%= call_share_text(pg->cx, p->missed, p->answered + p->missed) %></td><td class="text"><%t 没有接到的来电 %></td></tr>
				<tr><td><b><%t 按时回拨 %></b></td><td class="num" data-label="<%t 数 %>"><%= p->back_in_time %></td><td class="num" data-label="<%t 基数 %>"><%= p->missed %></td><td class="num" data-label="<%t 比率 %>"><%= call_share_text(pg->cx, p->back_in_time, p->missed) %></td><td class="text"><%t 第一次回拨在期限内的 %></td></tr>
				<tr><td><%t 已回拨 %></td><td class="num" data-label="<%t 数 %>"><%= p->back %></td><td class="num" data-label="<%t 基数 %>"><%= p->missed %></td><td class="num" data-label="<%t 比率 %>"><%= call_share_text(pg->cx, p->back, p->missed) %></td><td class="text"><%t 回拨接通了的 %></td></tr>
				<tr><td><%t 无法接通 %></td><td class="num" data-label="<%t 数 %>"><%= p->unreachable %></td><td class="num" data-label="<%t 基数 %>"><%= p->missed %></td><td class="num" data-label="<%t 比率 %>"><%= call_share_text(pg->cx, p->unreachable, p->missed) %></td><td class="text"><%t 打满次数仍不通的 %></td></tr>
				<tr><td><%t 预约回复守时 %></td><td class="num" data-label="<%t 数 %>"><%= p->promise_kept %></td><td class="num" data-label="<%t 基数 %>"><%= p->promised %></td><td class="num" data-label="<%t 比率 %>"><%= call_share_text(pg->cx, p->promise_kept, p->promised) %></td><td class="text"><%t 在约定时间之前答复的 %></td></tr>
				<tr><td><%t 派单平均用时 %></td><td class="num" data-label="<%t 数 %>"><% if (p->dispatched) { %><%r html_duration(pg, p->dispatch_ms) %><% } else { %><%t 无数据 %><% } %></td><td class="num" data-label="<%t 基数 %>"><%= p->dispatched %></td><td class="num" data-label="<%t 比率 %>"></td><td class="text"><%t 电话报修从登记到派单 %></td></tr>
				<tr><td><%t 派单超时 %></td><td class="num" data-label="<%t 数 %>"><%= p->dispatch_late %></td><td class="num" data-label="<%t 基数 %>"><%= p->dispatched %></td><td class="num" data-label="<%t 比率 %>"><%= call_share_text(pg->cx, p->dispatch_late, p->dispatched) %></td><td class="text"><%t 计在前台，不计在维修工 %></td></tr>
				<tr><td><%t 重复来电 %></td><td class="num" data-label="<%t 数 %>"><%= p->repeats %></td><td class="num"></td><td class="num"></td><td class="text"><%t 同一房号同类报事在规定小时内又来的 %></td></tr>
			</tbody>
		</table>
	</section>
	<div class="pair">
		<section class="card">
			<header><h2><%t 按类别 %></h2></header>
			<% if (!p->kind_count) { %><p class="empty"><%t 无数据 %></p><% } else { %>
			<table class="rows"><tbody>
			<% for (size_t i = 0; i < p->kind_count; i++) { %><tr><td><%= p->kinds[i].label %></td><td class="num"><%= p->kinds[i].n %></td></tr><% } %>
			</tbody></table>
			<% } %>
		</section>
		<section class="card">
			<header><h2><%t 按楼栋 %></h2></header>
			<% if (!p->building_count) { %><p class="empty"><%t 无数据 %></p><% } else { %>
			<table class="rows"><tbody>
			<% for (size_t i = 0; i < p->building_count; i++) { %><tr><td><%= p->buildings[i].label %></td><td class="num"><%= p->buildings[i].n %></td></tr><% } %>
			</tbody></table>
			<% } %>
		</section>
	</div>
</div>
