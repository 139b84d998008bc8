<%@ include "modules/shifts/shifts_web.h" %>
<%@ type struct handover %>
<p class="banner amber" role="status"><%= arena_printf(pg->cx->arena, T(pg->cx, "%s 把班交给了你，未完事项 %d 项；签收以前不能办理这些事。"), p->from_name, p->item_count) %> <a href="/handovers/<%u p->id %>"><%t 去签收 %></a></p>
