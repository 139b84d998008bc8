<%@ include "modules/keys/key_checks_web.h" %>
<%@ include "modules/keys/keys_web.h" %>
<%@ include "modules/keys/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct key_check_page %>
<% const struct key_check *c = &p->c; char action[96], name[48]; bool counting = c->state == KEY_CHECK_OPEN && actor_may(pg->cx->actor, PERM_KEY_LEND); %>
<header class="title">
	<h1><%t 钥匙盘点 %></h1>
	<%r part_tag(pg, key_check_states, c->state, c->state == KEY_CHECK_OPEN ? "amber" : "green") %>
	<span class="figure"><%= c->number %></span>
	<%r keys_tabs_html(pg, &(struct key_tabs){ "checks" }) %>
</header>
<%r html_failure(pg) %>
<div class="work">
	<section class="card">
		<p><%t 应盘 %> <b class="figure"><%= c->total %></b> · <%t 已盘 %> <b class="figure"><%= c->counted %></b> · <%t 其中借出 %> <b class="figure"><%= c->lent %></b> · <%t 有差异 %> <b class="figure"><%= c->different %></b> · <%t 未说明 %> <b class="figure"><%= c->unexplained %></b><% for (size_t n = 0; n < p->obligation_count; n++) { const struct obligation *o = &p->obligations[n]; if (o->state == OBLIGATION_OPEN) { %> <%r part_clock(pg, o->started_at, o->due_at, p->now) %><% } } %></p>
		<% if (*c->remark) { %><p><b><%t 结论 %></b> <span class="long"><%= c->remark %></span> <small><%= c->closed_name %> <%r html_time(pg, c->closed_at) %></small></p><% } %>
		<div class="steps">
		<% for (size_t n = 0; n < p->action_count; n++) { const struct step *s = p->actions[n]; (void)snprintf(action, sizeof action, "/key-checks/%" PRId64 "/%s", c->id, s->action); %>
		<details class="step" name="step">
			<summary class="button primary"><%= T(pg->cx, s->label) %></summary>
			<%r html_form_open(pg, action, "fields") %>
				<input type="hidden" name="version" value="<%= c->version %>">
				<% for (size_t i = 0; i < s->input_count; i++) { %><%r html_input(pg, "", &s->input[i], NULL) %><% } %>
				<p class="actions"><button class="primary"><%= T(pg->cx, s->label) %></button></p>
			<%r html_form_close(pg) %>
		</details>
		<% } %>
		</div>
	</section>
	<section class="card">
		<header>
			<nav class="tabs" aria-label="<%t 状态 %>">
				<a href="/key-checks/<%u c->id %>?view=todo"<% if (p->view == CHECK_LINES_TODO) { %> aria-current="page"<% } %>><%t 未盘 %></a>
				<a href="/key-checks/<%u c->id %>?view=different"<% if (p->view == CHECK_LINES_DIFFERENT) { %> aria-current="page"<% } %>><%t 有差异 %></a>
				<a href="/key-checks/<%u c->id %>?view=all"<% if (p->view == CHECK_LINES_ALL) { %> aria-current="page"<% } %>><%t 全部 %></a>
			</nav>
		</header>
		<% if (!p->count) { %><p class="empty"><%t 这里没有钥匙。 %></p><% } else { %>
		<% if (counting) { (void)snprintf(action, sizeof action, "/key-checks/%" PRId64 "/lines", c->id); %><%r html_form_open(pg, action, "keep") %><% } %>
		<table class="rows">
			<thead><tr><th><%t 柜位 %></th><th><%t 房号或设备 %></th><th class="wide"><%t 编号 %></th><th class="num"><%t 应有 %></th><th><%t 实有 %></th><th><%t 差异说明 %></th><th class="wide"><%t 盘点人 %></th></tr></thead>
			<tbody>
			<% for (size_t n = 0; n < p->count; n++) { const struct key_check_line *l = &p->rows[n]; bool off = l->found >= 0 && l->found != l->expected; %>
			<tr>
				<td class="short"><%= l->cabinet %> <%= l->hook %></td>
				<td class="short"><a href="/keys/<%u l->key_id %>"><%= l->room %><%= l->place %></a><% if (l->lent) { %> <span class="tag amber"><%t 借出 %></span><% } %></td>
				<td class="no wide"><%= l->number %></td>
				<td class="num" data-label="<%t 应有 %>"><%= l->expected %></td>
				<% if (counting && !l->lent) { %>
				<td><% (void)snprintf(name, sizeof name, "lines.%zu.found", n); %><input type="hidden" name="lines.<%= n %>.key" value="<%= l->key_id %>"><input type="number" name="<%= name %>" min="0" max="99" inputmode="numeric" aria-label="<%t 实有 %>" value="<% if (l->found >= 0) { %><%= l->found %><% } %>"><%r html_error(pg, name) %></td>
				<td><% (void)snprintf(name, sizeof name, "lines.%zu.explanation", n); %><input name="<%= name %>" maxlength="200" aria-label="<%t 差异说明 %>" placeholder="<%t 差异说明 %>" value="<%= l->explanation %>"><%r html_error(pg, name) %></td>
				<% } else { %>
				<td class="num" data-label="<%t 实有 %>"><% if (l->found < 0) { %>—<% } else { %><%= l->found %><% } %><% if (off) { %> <span class="tag red"><%t 差异 %></span><% } %></td>
				<td class="text"><%= l->explanation %></td>
				<% } %>
				<td class="wide"><%= l->counted_name ? l->counted_name : "—" %></td>
			</tr>
			<% } %>
			</tbody>
		</table>
		<% if (counting) { %><p class="actions sticky"><button class="primary"><%t 保存盘点 %></button></p><%r html_form_close(pg) %><% } %>
		<% } %>
		<% (void)snprintf(action, sizeof action, "/key-checks/%" PRId64, c->id); %>
		<footer><%r part_pager(pg, action, p->next, -1) %></footer>
	</section>
	<section class="card">
		<header><h2><%t 经过 %></h2></header>
		<ol class="timeline">
		<% for (size_t n = p->event_count; n-- > 0;) { const struct journal_entry *e = &p->events[n]; const char *label = step_label(pg->cx, "key_check", e->action); %>
			<li><%r html_time(pg, e->at) %><div><b><% if (label) { %><%= label %><% } else if (!strcmp(e->action, "count")) { %><%t 盘点 %><% } else { %><%t 开始盘点 %><% } %></b> <span class="long"><%= e->note %></span> <small><%= e->actor_name ? e->actor_name : T(pg->cx, "系统") %></small></div></li>
		<% } %>
		</ol>
	</section>
</div>
