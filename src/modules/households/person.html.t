<%@ include "modules/households/households_web.h" %>
<%@ include "app/permission.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct household_person_page %>
<% const struct occupancy *o = &p->o; char action[200]; %>
<header class="title"><h1><%= o->name %></h1><%r part_tag(pg, relations, o->relation, "blue") %><a class="button" href="/households/<%u o->room %>"><%= o->room %></a></header>
<%r html_failure(pg) %>
<div class="work">
	<% if (p->shown) { %>
	<section class="card caller"><p class="person"><b><%= p->shown %></b></p><p><small><%t 这次查看已经记入操作记录。 %></small></p></section>
	<% } %>
	<section class="card">
		<%r html_details_wide(pg, occupancy_fields, o) %>
		<% if (actor_may(pg->cx->actor, PERM_HOUSEHOLD_REVEAL)) { (void)snprintf(action, sizeof action, "/households/%s/people/%" PRId64 "/reveal", o->room, o->id); %>
		<%r html_form_open(pg, action, "fields") %>
			<p class="field"><label for="reason"><%t 查看原因 %></label><input id="reason" name="reason" required maxlength="100" list="reasons" value="<%= input_text(pg->input, "reason") %>" autocomplete="off"><datalist id="reasons"><option value="<%t 回电 %>"><option value="<%t 上门前联系 %>"><option value="<%t 紧急情况 %>"></datalist><small class="hint"><%t 写明原因才能看，记入操作记录 %></small><%r html_error(pg, "reason") %></p>
			<p class="actions">
				<button class="small" name="what" value="phone"><%r part_icon(pg, "eye") %><%t 显示电话 %></button>
				<button class="small" name="what" value="id_number"><%r part_icon(pg, "eye") %><%t 显示证件号 %></button>
				<% if (o->emergency && *o->emergency) { %><button class="small" name="what" value="emergency"><%r part_icon(pg, "eye") %><%t 显示紧急联系人 %></button><% } %>
			</p>
		<%r html_form_close(pg) %>
		<% } %>
	</section>
	<section class="card">
		<header><h2><%t 联系偏好 %></h2><% if (p->preference.no_disturb) { %><span class="tag red"><%t 免打扰 %></span><% } %></header>
		<%r html_details_wide(pg, preference_fields, &p->preference) %>
		<% if (actor_may(pg->cx->actor, PERM_CONTACT_WRITE)) { (void)snprintf(action, sizeof action, "/households/%s/people/%" PRId64 "/preference", o->room, o->id); %>
		<details <% if (pg->cx->errors && input_text(pg->input, "attention")) { %> open <% } %>><summary><%t 修改偏好 %></summary>
		<%r html_form_open(pg, action, "fields keep") %>
			<%r html_inputs(pg, "", preference_fields, &p->preference) %>
			<p class="actions"><button class="primary"><%t 保存 %></button></p>
		<%r html_form_close(pg) %>
		</details>
		<% } %>
	</section>
	<section class="card">
		<header><h2><%t 同意 %></h2></header>
		<% if (!p->consent_count) { %><p class="empty"><%t 还没有登记同意。健康、孩子、生日和推广各要单独同意。 %></p><% } else { %>
		<ul class="lines">
		<% for (size_t i = 0; i < p->consent_count; i++) { const struct consent *c = &p->consents[i]; %>
			<li><%r part_tag(pg, consent_kinds, c->kind, c->withdrawn_at ? "grey" : "green") %><span class="one"><%r html_time(pg, c->given_at) %> <%= c->given_how %> <small><%= c->given_to_name %></small></span><% if (c->withdrawn_at) { %><small><%t 已撤回 %> <%r html_time(pg, c->withdrawn_at) %></small><% } else if (actor_may(pg->cx->actor, PERM_CONTACT_WRITE)) { (void)snprintf(action, sizeof action, "/households/%s/people/%" PRId64 "/consent", o->room, o->id); %><%r html_form_open(pg, action, "reveal") %><input type="hidden" name="kind" value="<%= choice_of(consent_kinds, c->kind)->word %>"><input type="hidden" name="withdraw" value="1"><button class="small"><%t 撤回 %></button><%r html_form_close(pg) %><% } %></li>
		<% } %>
		</ul>
		<% } %>
		<% if (actor_may(pg->cx->actor, PERM_CONTACT_WRITE)) { (void)snprintf(action, sizeof action, "/households/%s/people/%" PRId64 "/consent", o->room, o->id); %>
		<%r html_form_open(pg, action, "filters") %>
			<select name="kind" aria-label="<%t 同意 %>"><%r part_options(pg, consent_kinds, NULL, NULL) %></select>
			<input name="how" maxlength="60" required aria-label="<%t 同意方式 %>" placeholder="<%t 书面、当面、微信 %>"><%r html_error(pg, "how") %>
			<button><%t 登记同意 %></button>
		<%r html_form_close(pg) %>
		<% } %>
	</section>
	<% if (actor_may(pg->cx->actor, PERM_HOUSEHOLD_WRITE)) { %>
	<section class="card">
		<header><h2><%t 修改 %></h2></header>
		<% struct resident r = { .name = o->name, .phone = o->phone, .phone2 = o->phone2, .relation = o->relation, .id_type = o->id_type, .emergency = o->emergency, .care = o->care, .remark = o->remark, .from_on = o->from_on, .until_on = o->until_on }; (void)snprintf(action, sizeof action, "/households/%s/people/%" PRId64, o->room, o->id); %>
		<%r html_form_edit(pg, action, "fields keep", o->version) %>
			<%r html_inputs(pg, "", resident_fields, &r) %>
			<p class="actions"><button class="primary"><%t 保存 %></button></p>
		<%r html_form_close(pg) %>
	</section>
	<% if (!o->until_on) { (void)snprintf(action, sizeof action, "/households/%s/people/%" PRId64 "/end", o->room, o->id); %>
	<section class="card"><details><summary><%t 迁出 %></summary>
		<%r html_form_open(pg, action, "fields") %>
			<p class="field"><label for="until"><%t 迁出日期 %></label><input id="until" type="date" name="until_on"><small class="hint"><%t 不填就是今天 %></small><%r html_error(pg, "until_on") %></p>
			<p class="actions"><button class="danger"><%t 迁出 %></button></p>
		<%r html_form_close(pg) %>
	</details></section>
	<% } %>
	<% } %>
</div>
