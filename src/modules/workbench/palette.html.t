<%@ include "modules/workbench/palette_web.h" %>
<%@ type struct palette %>
<% if (!p->count) { %><p class="empty"><%t 没有找到。换个说法，或者按 Esc 关闭。 %></p><% } %>
<% for (size_t i = 0; i < p->count; i++) { const struct palette_entry *e = &p->entry[i]; %>
<% if (!i || strcmp(e->group, p->entry[i - 1].group)) { %><% if (i) { %></div><% } %><div role="group" aria-label="<%= e->group %>"><p aria-hidden="true"><%= e->group %></p><% } %>
<%r palette_option(pg, e, i) %>
<% } %>
<% if (p->count) { %></div><% } %>
