<%@ include "modules/shifts/shifts_web.h" %>
<%@ include "modules/shifts/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct agency_page %>
<% struct shift_tabs tabs = { "/agencies" }; %>
<header class="title"><h1><%t 外联单位 %></h1><%r shifts_tabs_html(pg, &tabs) %></header>
<%r html_failure(pg) %>
<div class="work">
	<ul class="counters">
		<% for (size_t i = 0; i < emergency_number_count; i++) { %><li><span><b><%= emergency_numbers[i].phone %></b> <%= T(pg->cx, emergency_numbers[i].name) %></span></li><% } %>
	</ul>
	<section class="card">
		<% if (!p->count) { %><p class="empty"><%t 还没有登记外联单位。供电、供水、燃气、电梯维保、派出所、街道的电话写在这里，急的时候不用找。 %></p><% } else { %>
		<table class="rows">
			<thead><tr><th><%t 类别 %></th><th><%t 名称 %></th><th><%t 电话 %></th><th><%t 联系人 %></th><th><%t 说明 %></th><th><span class="hidden"><%t 操作 %></span></th></tr></thead>
			<tbody>
			<% for (size_t i = 0; i < p->count; i++) { const struct agency *a = &p->rows[i]; %>
			<tr>
				<td><%r part_tag(pg, agency_kinds, a->kind, "blue") %></td>
				<td class="text"><b><%= a->name %></b></td>
				<td class="figure"><%= a->phone %></td>
				<td class="short" data-label="<%t 联系人 %>"><%= *a->contact ? a->contact : "—" %></td>
				<td class="text"><%= a->remark %></td>
				<td class="end"><a href="/agencies/<%u a->id %>"><% if (p->may_write) { %><%t 修改 %><% } else { %><%t 查看 %><% } %></a></td>
			</tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
	</section>
</div>
<% if (p->may_write) { %>
<aside class="context after" aria-label="<%t 操作 %>">
	<section class="card">
		<header><h2><%t 加一个单位 %></h2></header>
		<%r html_form_open(pg, "/agencies", "fields keep") %>
			<%r html_inputs(pg, "", agency_fields, NULL) %>
			<p class="actions"><button class="primary"><%t 保存 %></button></p>
		<%r html_form_close(pg) %>
	</section>
</aside>
<% } %>
