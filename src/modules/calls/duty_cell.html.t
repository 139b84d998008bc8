<%@ include "modules/calls/calls_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct call_duty_cell %>
<% const struct call_duty *d = p->d; const struct call_duty_page *all = p->page; %>
<% if (all->may_write) { %>
<select name="d.<%= p->index %>.main" aria-label="<%t 主值班人 %>"><option value="0"><%t 未排 %></option><% for (size_t i = 0; i < all->people_count; i++) { %><option value="<%= all->people[i].id %>"<% if (all->people[i].id == d->main_id) { %> selected <% } %>><%= all->people[i].name %></option><% } %></select>
<select name="d.<%= p->index %>.stand_in" aria-label="<%t 替班人 %>"><option value="0"><%t 无替班 %></option><% for (size_t i = 0; i < all->people_count; i++) { %><option value="<%= all->people[i].id %>"<% if (all->people[i].id == d->stand_in_id) { %> selected <% } %>><%= all->people[i].name %></option><% } %></select>
<input name="d.<%= p->index %>.forward" type="tel" size="12" maxlength="20" value="<%= d->forward %>" aria-label="<%t 转接号码 %>" placeholder="<%t 转接号码 %>">
<% } else { %>
<% if (d->main_name) { %><b><%= d->main_name %></b><% } %><% if (d->stand_in_name) { %> <small><%= d->stand_in_name %></small><% } %> <span class="figure"><%= d->forward %></span>
<% } %>
<% if (d->gap) { %><span class="tag amber"><%t 无人 %></span><% } %>
