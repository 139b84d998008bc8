<%@ include "modules/calls/calls_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct call_setup_page %>
<header class="title"><h1><%t 分机与接入 %></h1><%r call_tabs_html(pg, "/calls/setup") %></header>
<%r html_failure(pg) %>
<div class="work">
	<% if (p->new_secret) { %>
	<section class="card">
		<header><h2><%t 新密钥 %></h2></header>
		<p><%t 密钥只显示这一次，请现在就填进电话系统： %></p>
		<p>X-Call-Key <span class="secret"><%= p->new_id %></span></p>
		<p><%t 签名密钥 %> <span class="secret"><%= p->new_secret %></span></p>
	</section>
	<% } %>
	<section class="card">
		<header><h2><%t 分机 %></h2></header>
		<% if (!p->extension_count) { %><p class="empty"><%t 还没有登记分机。登记后，电话一响，来电人就显示在这个人的屏幕上。 %></p><% } else { %>
		<table class="rows">
			<thead><tr><th><%t 分机 %></th><th><%t 姓名 %></th><th><%t 登记时间 %></th><th></th></tr></thead>
			<tbody>
			<% for (size_t i = 0; i < p->extension_count; i++) { const struct call_extension *e = &p->extensions[i]; %>
			<tr><td class="figure"><%= e->extension %></td><td><%= e->name %></td><td class="figure"><%r html_time(pg, e->changed_at) %></td><td class="end"><%r html_form_open(pg, "/calls/extensions", NULL) %><input type="hidden" name="extension" value="<%= e->extension %>"><input type="hidden" name="account_id" value="0"><button class="small"><%t 撤销 %></button><%r html_form_close(pg) %></td></tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
		<%r html_form_open(pg, "/calls/extensions", "fields") %>
			<p class="field"><label for="extension"><%t 分机号 %></label><input id="extension" name="extension" maxlength="20" required value="<%= input_text(pg->input, "extension") %>"><%r html_error(pg, "extension") %></p>
			<% if (p->may_write) { %>
			<p class="field"><label for="account"><%t 谁的分机 %></label><select id="account" name="account_id"><% for (size_t i = 0; i < p->people_count; i++) { %><option value="<%= p->people[i].id %>"<% if (p->people[i].id == pg->cx->actor->id) { %> selected <% } %>><%= p->people[i].name %></option><% } %></select><%r html_error(pg, "account_id") %></p>
			<% } %>
			<p class="actions"><button class="primary"><%t 登记分机 %></button></p>
		<%r html_form_close(pg) %>
	</section>
	<% if (p->may_keys) { %>
	<section class="card">
		<header><h2><%t 电话系统的密钥 %></h2></header>
		<p><%t 电话系统把振铃、接听、结束、漏接报到 POST /api/v1/calls/events，并用密钥签名：X-Call-Key 是密钥编号，X-Call-Time 是 1970 年以来的秒数，X-Call-Signature 是对“秒数.正文”的 HMAC-SHA256（十六进制）。 %></p>
		<% if (!p->key_count) { %><p class="empty"><%t 还没有密钥。 %></p><% } else { %>
		<table class="rows">
			<thead><tr><th><%t 密钥编号 %></th><th><%t 用途 %></th><th><%t 建立时间 %></th><th></th></tr></thead>
			<tbody>
			<% for (size_t i = 0; i < p->key_count; i++) { const struct call_key *k = &p->keys[i]; char stop[80]; (void)snprintf(stop, sizeof stop, "/calls/keys/%s/revoke", k->id); %>
			<tr><td class="figure"><%= k->id %></td><td class="text"><%= k->name %></td><td class="figure"><%r html_time(pg, k->created_at) %></td><td class="end"><% if (k->revoked_at) { %><span class="tag grey"><%t 已停用 %></span><% } else { %><%r html_form_open(pg, stop, NULL) %><button class="small danger"><%t 停用 %></button><%r html_form_close(pg) %><% } %></td></tr>
			<% } %>
			</tbody>
		</table>
		<% } %>
		<%r html_form_open(pg, "/calls/keys", "fields") %>
			<p class="field"><label for="name"><%t 用途 %></label><input id="name" name="name" maxlength="60" required><%r html_error(pg, "name") %></p>
			<p class="actions"><button class="primary"><%t 新建密钥 %></button></p>
		<%r html_form_close(pg) %>
	</section>
	<% } %>
</div>
