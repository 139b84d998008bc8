<%@ include "modules/handover/handover_web.h" %>
<%@ include "modules/handover/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct deed_texts_page %>
<% const char *use = choice_of(room_uses, p->now.use)->word; %>
<header class="title"><h1><%t 交接书正文 %></h1>
	<%r handover_tabs_html(pg, &(struct deed_tabs){ "texts" }) %>
</header>
<%r html_failure(pg) %>
<div class="work">
	<section class="card">
		<header><nav class="tabs" aria-label="<%t 用途 %>">
			<a href="/deed-texts?use=dwelling"<% if (p->now.use == ROOM_DWELLING) { %> aria-current="page"<% } %>><%t 住宅 %></a>
			<a href="/deed-texts?use=shop"<% if (p->now.use == ROOM_SHOP) { %> aria-current="page"<% } %>><%t 商铺 %></a>
		</nav><span class="tag blue"><% if (p->now.version) { %><%= arena_printf(pg->cx->arena, T(pg->cx, "第 %d 版"), p->now.version) %><% } else { %><%t 程序自带 %><% } %></span></header>
		<p class="long"><%= p->now.text %></p>
		<p class="banner"><%= inspection_no_waiver(pg->cx) %></p>
		<p><small><%t 最后一段由程序加在每一份后面，不能删去。已经签字的交接书保留当时的正文。 %></small></p>
	</section>
	<% if (actor_may(pg->cx->actor, PERM_DEED_TEXT)) { %>
	<section class="card">
		<header><h2><%t 新的一版 %></h2></header>
		<%r html_form_open(pg, "/deed-texts", "fields keep") %>
			<input type="hidden" name="use" value="<%= use %>">
			<p class="field full"><label for="text"><%t 正文 %></label><textarea id="text" name="text" rows="14" required><%= pg->input && input_text(pg->input, "text") ? input_text(pg->input, "text") : p->now.text %></textarea><small class="hint"><%t {甲方} {乙方} {房号} {合同号} {合同面积} {实测面积} {竣工验收} {通知日} {通知交付日} 会换成各户的内容 %></small><%r html_error(pg, "text") %></p>
			<p class="actions"><button class="primary"><%t 启用新版 %></button></p>
		<%r html_form_close(pg) %>
	</section>
	<% } %>
	<% if (p->count) { %>
	<section class="card">
		<header><h2><%t 各版 %></h2></header>
		<ul class="lines">
		<% for (size_t n = 0; n < p->count; n++) { %>
			<li><%r html_time(pg, p->rows[n].created_at) %> <details><summary><%= arena_printf(pg->cx->arena, T(pg->cx, "第 %d 版"), p->rows[n].version) %> <small><%= p->rows[n].created_name %></small></summary><p class="long"><%= p->rows[n].text %></p></details></li>
		<% } %>
		</ul>
	</section>
	<% } %>
</div>
