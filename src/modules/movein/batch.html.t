<%@ include "modules/movein/movein_web.h" %>
<%@ include "modules/movein/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ include "pages/story.h" %>
<%@ include "pages/templates.h" %>
<%@ type struct movein_batch_page %>
<% const struct movein_batch *b = &p->b; char action[96], list[64]; bool draft = b->state == BATCH_DRAFT, writes = actor_may(pg->cx->actor, PERM_MOVEIN_WRITE); (void)snprintf(list, sizeof list, "/movein-batches/%" PRId64, b->id); %>
<header class="title">
	<h1><%= b->name %></h1>
	<%r part_tag(pg, movein_batch_states, b->state, movein_batch_colour(b->state)) %>
	<%r part_tag(pg, movein_kinds, b->kind, b->kind == MOVEIN_TAKEOVER ? "violet" : "blue") %>
	<span class="figure"><%= b->number %></span>
	<%r movein_tabs_html(pg, &(struct movein_tabs){ "" }) %>
</header>
<%r html_failure(pg) %>
<div class="work">
	<% if (!*b->opinion_number || !*b->filing_number) { %><div class="banner"><p><b><%t 还不能发通知书 %></b> <% if (!*b->opinion_number) { %><%t 缺竣工验收意见书编号。 %><% } %><% if (!*b->filing_number) { %><%t 缺竣工验收备案证书编号。 %><% } %></p></div><% } %>
	<ul class="counters">
		<li><span><b><%= b->rooms %></b> <%t 户数 %></span></li>
		<li><span><b><%= b->sent %></b> <%t 已发 %></span></li>
		<li><span><b><%= b->delivered %></b> <%t 已送达 %></span></li>
		<li><a href="/movein-batches/<%u b->id %>?state=booked"><b><%= b->booked %></b> <%t 已预约 %></a></li>
		<li><a href="/movein-batches/<%u b->id %>?state=came"><b><%= b->came %></b> <%t 已到场 %></a></li>
		<li class="amber"><a href="/movein-batches/<%u b->id %>?state=returned"><b><%= b->returned %></b> <%t 退回 %></a></li>
		<li class="red"><a href="/movein-batches/<%u b->id %>?state=late"><b><%= b->late %></b> <%t 逾期未到 %></a></li>
		<li class="red"><a href="/movein-batches/<%u b->id %>?state=refused"><b><%= b->refused %></b> <%t 拒收 %></a></li>
	</ul>
	<section class="card">
		<p><%r html_date(pg, b->from_on) %> – <%r html_date(pg, b->until_on) %> · <%= b->place %> · <%= b->phone %> · <%t 到场率 %> <b><%= movein_rate(pg->cx, b->came, b->delivered) %></b></p>
		<p><%t 竣工验收意见书 %> <b><%= *b->opinion_number ? b->opinion_number : "—" %></b> · <%t 竣工验收备案证书 %> <b><%= *b->filing_number ? b->filing_number : "—" %></b></p>
		<p class="actions">
			<% if (b->sent) { %><a class="button" href="/movein-batches/<%u b->id %>/letters<%= part_query(pg) %>"><%r part_icon(pg, "print") %><%t 打印通知书 %></a><% } %>
			<% if (draft && writes) { %><a class="button" href="/movein-batches/<%u b->id %>/edit"><%r part_icon(pg, "pencil") %><%t 修改 %></a><% } %>
		</p>
		<%r movein_steps_html(pg, &(struct movein_steps){ "/movein-batches", b->id, b->version, p->actions, p->action_count, NULL, NULL }) %>
	</section>
	<% if (draft && writes) { (void)snprintf(action, sizeof action, "/movein-batches/%" PRId64 "/rooms", b->id); %>
	<section class="card">
		<header><h2><%t 加户 %></h2><% if (actor_may(pg->cx->actor, PERM_MOVEIN_IMPORT)) { %><a class="button small" href="/imports"><%r part_icon(pg, "upload") %><%t 导入买受人 %></a><% } %></header>
		<%r html_form_open(pg, action, "fields") %>
			<p class="field"><label><%t 整栋加入 %> <input name="buildings" placeholder="<%t 如 3、5 %>" value="<%= pg->input ? input_text(pg->input, "buildings") : NULL %>"></label><small><%t 加入这些楼栋已售、未交付的住宅，买受人取自一户一档 %></small><%r html_error(pg, "buildings") %></p>
			<p class="actions"><button><%t 加楼栋 %></button></p>
		<%r html_form_close(pg) %>
		<details <% if (html_has_error(pg, "room") || html_has_error(pg, "buyers")) { %>open <% } %>><summary><%t 加一户 %></summary>
		<%r html_form_open(pg, action, "fields") %>
			<%r html_inputs(pg, "", movein_addressee_fields, NULL) %>
			<p class="actions"><button><%t 加入 %></button></p>
		<%r html_form_close(pg) %>
		</details>
	</section>
	<% } %>
	<section class="card">
		<header>
			<%r movein_filter_html(pg, &p->list) %>
			<% if (actor_may(pg->cx->actor, PERM_MOVEIN_EXPORT)) { %><a class="button" href="/exports/movein?batch=<%u b->id %>"><%r part_icon(pg, "download") %><%t 导出登记表 %></a><% } %>
		</header>
		<% if (!p->list.count) { %><p class="empty"><%t 没有符合条件的通知书。 %></p><% } else { %><%r movein_rows_html(pg, &p->list) %><% } %>
		<footer><%r part_pager(pg, list, p->list.next, p->list.total) %></footer>
	</section>
	<div class="pair">
		<%r pages_timeline_html(pg, &(struct timeline){ p->events, p->event_count }) %>
		<section class="card">
			<header><h2><%t 详情 %></h2></header>
			<%r html_details(pg, movein_batch_fields, b) %>
		</section>
	</div>
	<%r pages_clocks_html(pg, &(struct clock_rows){ p->obligations, p->obligation_count, p->now }) %>
</div>
