<%@ include "modules/exchange/exchange_web.h" %>
<%@ include "modules/exchange/templates.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct import_show_page %>
<% const struct import_job *j = &p->job; %>
<p class="banner <%= j->refused_count ? "amber" : "green" %>" role="status"><%= import_sentence(pg, j) %></p>
<ul class="counters"><li><a href="#faults"><b><%= j->fresh_count %></b> <%t 新增 %></a></li><li><a href="#faults"><b><%= j->changed_count %></b> <%t 更新 %></a></li><li><a href="#faults"><b><%= j->same_count %></b> <%t 没有变化 %></a></li><li <% if (j->refused_count) { %>class="red" <% } %>><a href="#faults"><b><%= j->refused_count %></b> <%t 有错 %></a></li></ul>
<%r exchange_faults_html(pg, p) %>
<div class="actions">
	<% if (import_good(j)) { %>
	<%r html_form_open(pg, import_path(pg, j, "run"), NULL) %><button class="primary" data-busy="<%t 正在开始… %>"><%t 导入正确的行 %></button><%r html_form_close(pg) %>
	<% } %>
	<a class="button" href="/imports"><%t 放弃 %></a>
</div>
<details class="card"><summary><%t 改对应列 %></summary><%r exchange_map_html(pg, p) %></details>
