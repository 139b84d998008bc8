<%@ include "modules/portal/portal_web.h" %>
<%@ include "modules/portal/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct letter_page %>
<% const struct home_matter *m = &p->m; %>
<%r portal_head_html(pg, &p->head) %>
<main>
	<% if (*p->receipt) { %>
	<section class="sheet">
		<h2 class="says"><%t 已收到，谢谢您。 %></h2>
		<p><%t 回执号只显示这一次，请截图或抄下来；凭它可以在这里看处理结果。 %></p>
		<p class="receipt"><%= p->receipt %></p>
		<a class="wide" href="/r/<%u p->card.token %>"><%t 返回 %></a>
	</section>
	<% } else { %>
	<form class="sheet" method="get" action="/r/<%u p->card.token %>/receipt">
		<h2><%t 查回执 %></h2>
		<p class="field"><label for="receipt"><%t 回执号 %></label><input id="receipt" name="receipt" value="<%= input_text(pg->input, "receipt") %>" autocomplete="off" autocapitalize="characters" maxlength="20" required><%r html_error(pg, "receipt") %></p>
		<p class="actions"><button class="primary"><%t 查看 %></button><a class="button" href="/r/<%u p->card.token %>"><%t 返回 %></a></p>
	</form>
	<% if (m->id) { %>
	<section class="sheet">
		<p class="line"><%r part_tag(pg, matter_kinds, m->kind, "grey") %><%r part_tag(pg, home_states, m->state, home_state_colour(m->state)) %><%r html_time(pg, m->received_at) %></p>
		<h2 class="says"><%= m->says %></h2>
		<p class="long"><%= m->text %></p>
		<% if (*m->answer) { %><p class="banner green long"><b><%t 管理处答复 %></b> <%= m->answer %></p><% } %>
	</section>
	<% } } %>
</main>
