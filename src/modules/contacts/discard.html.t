<%@ include "modules/contacts/drafts.h" %>
<%@ include "record/html.h" %>
<%@ type struct draft %>
<% char action[60]; (void)snprintf(action, sizeof action, "/drafts/%" PRId64 "/discard", p->id); %>
<%r html_form_open(pg, action, "inline") %><button class="quiet small" aria-label="<%t 丢弃草稿 %> <%= p->label %>">×</button><%r html_form_close(pg) %>
