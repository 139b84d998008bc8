<%@ include "modules/shifts/shifts_web.h" %>
<%@ include "base/civil.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct roster_show_page %>
<% const struct roster *d = &p->d; char base[64], day[CIVIL_TEXT]; (void)civil_date(d->day, day); %>
<header class="title"><h1><%= d->name %></h1><span class="figure"><%= day %> <%r html_choice(pg, bands, d->band) %></span><a class="button" href="/roster?week=<%u day %>"><%t 回到这一周 %></a></header>
<%r html_failure(pg) %>
<div class="work">
	<section class="card">
		<%r html_details(pg, roster_fields, d) %>
		<% if (p->may_write) { %>
		<% (void)snprintf(base, sizeof base, "/roster/%" PRId64 "/stand-in", d->id); %>
		<%r html_form_open(pg, base, "fields") %>
			<input type="hidden" name="version" value="<%= d->version %>">
			<p class="field"><label for="stand_in"><%t 顶班人 %></label><select id="stand_in" name="stand_in"><%r shift_options(pg, p->people, p->people_count, "stand_in", d->stand_in_id) %></select><small class="hint"><%t 空着就是本人上班 %></small><%r html_error(pg, "stand_in") %></p>
			<p class="actions"><button class="primary"><%t 保存 %></button></p>
		<%r html_form_close(pg) %>
		<% (void)snprintf(base, sizeof base, "/roster/%" PRId64 "/remove", d->id); %>
		<%r html_form_open(pg, base, "actions") %>
			<input type="hidden" name="version" value="<%= d->version %>">
			<button class="danger"><%t 取消这一班 %></button>
		<%r html_form_close(pg) %>
		<% } %>
	</section>
</div>
