<%@ include "modules/portal/portal_web.h" %>
<%@ include "modules/portal/templates.h" %>
<%@ include "output/qr.h" %>
<%@ type struct portal_invited_page %>
<header class="title"><h1><%t 住户邀请 %></h1><%r portal_tabs_html(pg, &(struct portal_tabs){ "invites" }) %></header>
<div class="work">
	<% if (p->only_here) { %><p class="banner amber"><%t 现在的网址只有这台电脑打得开，住户扫不开。请在“参数”里填住户入口的网址（portal.address）。 %></p><% } %>
	<section class="card">
		<header><h2><%= p->invite.room %> <%= p->invite.name %></h2></header>
		<div class="fields">
			<p class="banner amber full"><%t 请先核对是本人。这个码只显示这一次，用一次就作废。 %></p>
			<div class="full"><%r portal_code(pg, p->link) %></div>
			<p class="field full"><label for="link"><%t 或把网址发给他 %></label><input id="link" readonly value="<%= p->link %>"></p>
			<p class="full"><%t 有效至 %> <%r html_time(pg, p->invite.expires_at) %></p>
		</div>
	</section>
</div>
