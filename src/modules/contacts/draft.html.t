<%@ include "modules/contacts/drafts.h" %>
<%@ include "record/html.h" %>
<%@ type struct draft %>
<span data-draft="<%= p->id %>"><% if (p->id) { %><%t 草稿已保存 %> <%r html_time(pg, p->updated_at) %><% } %></span>
