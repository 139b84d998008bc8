<%@ include "modules/documents/documents_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct document_list_page %>
<header class="title"><h1><%t 制度文件 %></h1><nav class="tabs" aria-label="<%t 制度 %>"><a href="/rules"><%t 制度 %></a><a href="/documents" aria-current="page"><%t 制度文件 %></a><a href="/policy"><%t 质量方针 %></a><a href="/readings"><%t 待阅知 %></a></nav></header>
<%r html_failure(pg) %>
<div class="work">
	<section class="card">
		<% if (!p->count) { %>
		<p class="empty"><%t 还没有文件。起草时会带上一份可以修改的文字。 %></p>
		<% } else { %>
		<table class="rows">
			<thead><tr><th><%t 标题 %></th><th><%t 种类 %></th><th class="num"><%t 版本 %></th><th><%t 状态 %></th><th><%t 起草人 %></th><th><%t 批准人 %></th><th><%t 生效日期 %></th><th class="num"><%t 阅知率 %></th></tr></thead>
			<tbody>
			<% for (size_t i = 0; i < p->count; i++) { const struct document *d = &p->rows[i].d; %>
			<tr>
				<td class="text"><a href="/documents/<%u d->id %>"><%= d->title %></a></td>
				<td><%r html_choice(pg, document_kinds, d->kind) %></td>
				<td class="num" data-label="<%t 版本 %>"><%= d->edition %></td>
				<td><%r part_tag(pg, document_states, d->state, document_state_colour(d->state)) %></td>
				<td class="short" data-label="<%t 起草人 %>"><%= d->drafter_name ? d->drafter_name : T(pg->cx, "系统") %></td>
				<td class="short" data-label="<%t 批准人 %>"><%= d->approver_name %></td>
				<td class="figure" data-label="<%t 生效日期 %>"><%r html_date(pg, d->effective_on) %></td>
				<td class="num" data-label="<%t 阅知率 %>"><% if (d->state == DOCUMENT_IN_FORCE) { %><%= reading_percent(pg->cx, &p->rows[i].share) %><% } %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
	</section>
</div>
<% if (p->may_draft) { %>
<aside class="context after" aria-label="<%t 操作 %>">
	<section class="card">
		<header><h2><%t 起草新版本 %></h2></header>
		<%r html_form_open(pg, "/documents", "fields") %>
			<p class="field full"><label for="kind"><%t 种类 %></label><select id="kind" name="kind"><%r part_options(pg, document_kinds, NULL, NULL) %></select><small class="hint"><%t 从现行版本的文字开始改；批准要由另一位主任办。 %></small><%r html_error(pg, "kind") %></p>
			<p class="actions"><button class="primary"><%t 起草 %></button></p>
		<%r html_form_close(pg) %>
	</section>
</aside>
<% } %>
