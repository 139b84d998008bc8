<%@ include "modules/shifts/shifts_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct agency_page %>
<% const struct agency *a = &p->one; char base[64]; (void)snprintf(base, sizeof base, "/agencies/%" PRId64, a->id); %>
<header class="title"><h1><%= a->name %></h1><%r part_tag(pg, agency_kinds, a->kind, "blue") %><a class="button" href="/agencies"><%t 外联单位 %></a></header>
<%r html_failure(pg) %>
<div class="work">
	<section class="card">
		<% if (a->retired_at) { %><p class="banner amber"><%t 已停用 %></p><% } %>
		<% if (p->may_write && !a->retired_at) { %>
		<%r html_form_edit(pg, base, "fields keep", a->version) %>
			<%r html_inputs(pg, "", agency_fields, a) %>
			<p class="actions"><button class="primary"><%t 保存 %></button></p>
		<%r html_form_close(pg) %>
		<% (void)snprintf(base, sizeof base, "/agencies/%" PRId64 "/retire", a->id); %>
		<%r html_form_open(pg, base, "actions") %><button class="danger"><%t 停用 %></button><%r html_form_close(pg) %>
		<% } else { %>
		<%r html_details(pg, agency_fields, a) %>
		<% } %>
	</section>
</div>
