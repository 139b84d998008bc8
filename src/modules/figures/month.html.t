<%@ include "modules/figures/figures_web.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct figures_page %>
<% const struct figures *f = &p->f; %>
<% const char *view = choice_of(figure_views, f->view)->word; %>
<header class="title"><h1><%t 月度数据 %></h1><span><%= f->month %><% if (f->building) { %> · <%= arena_printf(pg->cx->arena, T(pg->cx, "%s 栋"), f->building) %><% } %></span>
	<%r figure_tabs(pg, p) %>
	<% if (p->may_wall) { %><a class="button" href="/wall"><%r part_icon(pg, "board") %><%t 大屏 %></a><% } %>
	<a class="button" href="/figures/paper?<%= p->query %>"><%r part_icon(pg, "print") %><%t 打印 %></a>
	<a class="button" href="/exports/figures?<%= p->query %>"><%r part_icon(pg, "download") %><%t 导出 %></a>
</header>
<%r part_style(pg, "chart.css") %>
<div class="work">
	<form class="filters" action="/figures">
		<input type="hidden" name="view" value="<%= view %>">
		<label><%t 月份 %> <input name="month" size="8" maxlength="7" value="<%= f->month %>" placeholder="2026-11"></label>
		<label><%t 楼栋 %> <select name="building"><option value=""><%t 全部 %></option><% for (size_t i = 0; i < f->building_count; i++) { %><% if (f->building == f->buildings[i]) { %><option selected><%= f->buildings[i] %></option><% } else { %><option><%= f->buildings[i] %></option><% } %><% } %></select></label>
		<button><%t 查看 %></button>
		<a class="button" href="/figures?view=<%u view %>&amp;month=<%u f->before %><% if (f->building) { %>&amp;building=<%u f->building %><% } %>">← <%= f->before %></a>
		<% if (f->after) { %><a class="button" href="/figures?view=<%u view %>&amp;month=<%u f->after %><% if (f->building) { %>&amp;building=<%u f->building %><% } %>"><%= f->after %> →</a><% } %>
	</form>
	<% if (f->building) { %><p class="hint"><%t 只看一栋楼时，不含投诉、回访、电话和时限执行：这些按全小区计。 %></p><% } %>
	<div class="charts">
	<% for (size_t i = 0; i < f->count; i++) { %><%r chart_html(pg, &f->charts[i]) %><% } %>
	</div>
</div>
