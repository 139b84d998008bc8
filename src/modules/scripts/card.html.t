<%@ include "modules/scripts/scripts_web.h" %>
<%@ type struct script_card %>
<section class="card" aria-label="<%t 话术 %>">
	<p class="say"><%= p->greeting %></p>
	<details><summary><%t 其他话术 %></summary>
		<dl class="details">
		<% for (int i = SCRIPT_LATE - 1; i < SCRIPTS; i++) { %>
			<dt><%r html_choice(pg, script_places, p->all[i].place) %></dt><dd><%= p->all[i].said %></dd>
		<% } %>
		</dl>
	</details>
</section>
