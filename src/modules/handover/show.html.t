<%@ include "modules/handover/handover_web.h" %>
<%@ include "modules/handover/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ include "pages/story.h" %>
<%@ include "pages/templates.h" %>
<%@ type struct deed_show_page %>
<% const struct deed *d = &p->d; char action[96]; bool draft = d->state == DEED_DRAFT && actor_may(pg->cx->actor, PERM_DEED_WRITE); %>
<header class="title">
	<h1><%= d->room %></h1>
	<%r part_tag(pg, deed_states, d->state, deed_state_colour(d->state)) %>
	<span class="figure"><%= d->number %></span>
	<a class="button" href="/deeds/<%u d->id %>/paper"><%r part_icon(pg, "print") %><%t 打印 %></a>
</header>
<%r html_failure(pg) %>
<div class="work">
	<section class="card">
		<p><b><%= d->owners %></b> · <%t 验房单 %> <a href="/inspections/<%u d->inspection_id %>"><%= d->inspection_number %></a> · <a href="/households/<%u d->room %>"><%t 一户一档 %></a></p>
		<% if (d->delivered_on) { %><p><%t 实际交付日 %> <b><%r html_date(pg, d->delivered_on) %></b> · <%t 物业费起算 %> <b><%r html_date(pg, d->fee_from_on) %></b> · <%t 每月 %> <b class="figure"><%r html_money(pg, d->fee_month_fen) %></b> · <%t 首期 %> <b class="figure"><%r html_money(pg, d->fee_first_fen) %></b></p><% } %>
		<p class="banner"><%= inspection_no_waiver(pg->cx) %></p>
		<div class="steps">
		<% for (size_t n = 0; n < p->action_count; n++) { const struct step *s = p->actions[n]; (void)snprintf(action, sizeof action, "/deeds/%" PRId64 "/%s", d->id, s->action); %>
		<% bool sent = pg->input && input_text(pg->input, "step") && !strcmp(input_text(pg->input, "step"), s->action); %>
		<% bool signs = !strcmp(s->action, "owner_sign") || !strcmp(s->action, "seller_sign"), pictured = signs || !strcmp(s->action, "letter") || !strcmp(s->action, "supplement"); %>
		<details class="step" name="step"<% if (sent) { %> open <% } %>>
			<summary class="button<% if (!n) { %> primary<% } else if (!strcmp(s->action, "void") || !strcmp(s->action, "reopen")) { %> danger<% } %>"><%= T(pg->cx, s->label) %></summary>
			<%r html_form_open_upload(pg, action, "fields") %>
				<input type="hidden" name="version" value="<%= d->version %>">
				<% for (size_t k = 0; k < s->input_count; k++) { const struct field *f = &s->input[k]; if (strcmp(f->name, "signature") && (!signs || strcmp(f->name, "signed_by"))) { %><%r html_input(pg, "", f, NULL) %><% } } %>
				<% if (!strcmp(s->action, "owner_sign")) { %><p class="field full"><%= inspection_no_waiver(pg->cx) %> <%t 共有人都要签，名字用顿号分开；代理人签的写代理人。 %></p><% } %>
				<% if (signs) { %><%r part_signature_of(pg, T(pg->cx, "签名或照片"), T(pg->cx, "请在这里签名"), !strcmp(s->action, "owner_sign") ? d->owners : d->seller) %><%r html_error(pg, "signed_by") %><% } else if (pictured) { %>
				<p class="field full"><label for="pic-<%= s->action %>"><%t 照片或扫描件 %></label><input id="pic-<%= s->action %>" type="file" name="signature" accept="image/jpeg,image/png,image/webp,application/pdf"><%r html_error(pg, "signature") %></p><% } %>
				<p class="actions"><button class="primary"><%= T(pg->cx, s->label) %></button></p>
			<%r html_form_close(pg) %>
		</details>
		<% } %>
		</div>
	</section>
	<% if (draft) { (void)snprintf(action, sizeof action, "/deeds/%" PRId64 "/fill", d->id); %>
	<section class="card">
		<header><h2><%t 填写 %></h2></header>
		<%r html_form_edit(pg, action, "fields keep", d->version) %>
			<% for (size_t k = 0; k < (d->use == ROOM_SHOP ? DEED_FORM_FIELDS : DEED_FORM_FIELDS - DEED_FORM_SHOP); k++) { %><%r html_input(pg, "", &deed_form_table[k], d) %><% } %>
			<fieldset><legend><%t 钥匙移交清单 %></legend>
			<table class="rows">
				<thead><tr><th><%t 钥匙 %></th><th><%t 总数 %></th><th><%t 留用整改 %></th><th><%t 留用到 %></th></tr></thead>
				<tbody>
				<% for (size_t n = 0; n < p->key_count + 2 && n < DEED_KEYS; n++) { const struct deed_key *k = n < p->key_count ? &p->keys[n] : NULL; char prefix[24]; (void)snprintf(prefix, sizeof prefix, "keys.%zu.", n); %>
				<tr>
					<td><%r html_input(pg, prefix, field_find(deed_key_fields, "name"), k) %></td>
					<td><%r html_input(pg, prefix, field_find(deed_key_fields, "count"), k) %></td>
					<td><%r html_input(pg, prefix, field_find(deed_key_fields, "kept"), k) %></td>
					<td class="end"><%r html_input(pg, prefix, field_find(deed_key_fields, "until_on"), k) %></td>
				</tr>
				<% } %>
				</tbody>
			</table>
			</fieldset>
			<p class="actions"><button class="primary"><%t 保存 %></button></p>
		<%r html_form_close(pg) %>
	</section>
	<% } %>
	<section class="card">
		<header><h2><%t 正文 %></h2><% if (*d->text) { %><span class="tag green"><% if (d->text_version) { %><%= arena_printf(pg->cx->arena, T(pg->cx, "第 %d 版"), d->text_version) %><% } else { %><%t 程序自带 %><% } %></span><% } %></header>
		<p class="long"><%= p->text %></p>
	</section>
	<div class="pair">
		<section class="card">
			<header><h2><%t 乙方（业主） %></h2></header>
			<ul class="lines">
			<% for (size_t n = 0; n < p->party_count; n++) { const struct deed_party *t = &p->parties[n]; %>
				<li><b><%= t->name %></b> <% if (*t->id_tail) { %><small>****<%= t->id_tail %></small><% } %><% if (t->letter_id) { %> <span><%t 代理人 %> <%= t->agent %> <a href="/deeds/<%u d->id %>/files/<%u t->letter_id %>"><%t 委托书 %></a></span><% } %></li>
			<% } %>
			</ul>
		</section>
		<% if (!draft && p->key_count) { %>
		<section class="card">
			<header><h2><%t 钥匙移交清单 %></h2></header>
			<ul class="lines">
			<% for (size_t n = 0; n < p->key_count; n++) { const struct deed_key *k = &p->keys[n]; %>
				<li><b><%= k->name %></b> <span><%t 领走 %> <b class="figure"><%= k->count - k->kept %></b><% if (k->kept) { %> · <%t 留用 %> <b class="figure"><%= k->kept %></b> <%t 到 %> <%r html_date(pg, k->until_on) %><% } %></span><% if (k->returned_at) { %> <span class="tag green"><%t 已归还 %></span><% } %></li>
			<% } %>
			</ul>
		</section>
		<% } %>
		<% if (p->warranty_count) { %>
		<section class="card">
			<header><h2><%t 保修期 %></h2></header>
			<ul class="lines">
			<% for (size_t n = 0; n < p->warranty_count; n++) { const struct warranty *w = &p->warranties[n]; %>
				<li><span><%r html_choice(pg, inspection_parts, w->part) %> <b class="figure"><% if (w->until_on) { %><%r html_date(pg, w->until_on) %><% } else { %><%t 设计使用年限 %><% } %></b> <small><%= w->after %></small></span></li>
			<% } %>
			</ul>
		</section>
		<% } %>
		<% if (p->supplement_count) { %>
		<section class="card">
			<header><h2><%t 补充协议 %></h2></header>
			<ul class="lines">
			<% for (size_t n = 0; n < p->supplement_count; n++) { const struct deed_supplement *s = &p->supplements[n]; %>
				<li><span><a href="/deeds/<%u d->id %>/files/<%u s->picture_id %>"><%= s->number %></a> <span class="long"><%= s->text %></span> <small><%= s->owner_signed_by %> · <%= s->seller_signed_by %></small></span></li>
			<% } %>
			</ul>
		</section>
		<% } %>
	</div>
	<% if (p->obligation_count) { struct clock_rows clocks = { p->obligations, p->obligation_count, p->now }; %><%r pages_clocks_html(pg, &clocks) %><% } %>
	<div class="pair">
		<% struct timeline line = { p->events, p->event_count }; %>
		<%r pages_timeline_html(pg, &line) %>
		<section class="card">
			<header><h2><%t 详情 %></h2></header>
			<%r html_details(pg, deed_fields, d) %>
			<% if (p->file_count) { %>
			<ul class="lines">
			<% for (size_t n = 0; n < p->file_count; n++) { const struct attachment *a = &p->files[n]; %>
				<li><%r html_time(pg, a->created_at) %> <a href="/deeds/<%u d->id %>/files/<%u a->id %>"><%= a->name %></a></li>
			<% } %>
			</ul>
			<% } %>
		</section>
	</div>
</div>
