<%@ include "modules/portal/portal_web.h" %>
<%@ include "modules/portal/templates.h" %>
<%@ type struct enter_page %>
<%r portal_head_html(pg, &p->head) %>
<main>
	<% if (pg->cx->why[0]) { %><p class="banner red" role="alert"><%= pg->cx->why %></p><% } %>
	<% if (p->sent) { %>
	<%r html_form_open(pg, "/my/enter", "sheet") %>
		<h2><%t 住户进入 %></h2>
		<p><%t 如果这个号码登记在管理处，验证码已经发出，几分钟内有效。 %></p>
		<input type="hidden" name="next" value="<%= p->next %>">
		<p class="field"><label for="code"><%t 短信里的六位数字 %></label><input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="6" required autofocus><%r html_error(pg, "code") %></p>
		<p class="actions"><button class="primary"><%t 进入 %></button><a class="button" href="/my/enter?again=1"><%t 换号码或重发 %></a></p>
	<%r html_form_close(pg) %>
	<% } else if (p->possible) { %>
	<%r html_form_open(pg, "/my/enter/code", "sheet") %>
		<h2><%t 住户进入 %></h2>
		<p class="field"><label for="phone"><%t 登记在管理处的手机号 %></label><input id="phone" name="phone" type="tel" inputmode="tel" autocomplete="tel" maxlength="20" value="<%= input_text(pg->input, "phone") %>" required><%r html_error(pg, "phone") %></p>
		<button class="wide primary"><%t 发验证码 %></button>
	<%r html_form_close(pg) %>
	<% } else { %>
	<section class="sheet"><h2><%t 住户进入 %></h2><p><%t 管理处还没有开通短信验证码。请向前台要一份邀请，扫一下就能进入；或扫自家门上的码报修。 %></p></section>
	<% } %>
	<p class="sheet hint"><%t 没有收到？号码可能没有登记，请联系管理处前台，也可以当面要一份邀请。 %></p>
</main>
