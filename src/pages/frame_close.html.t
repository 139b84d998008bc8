<%@ include "pages/frame.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct frame %>
<% if (p->help) { %>
<aside id="help" class="help" popover aria-label="<%t 这一页怎么用 %>">
	<p><b><%= p->title %></b></p>
	<p><%= T(pg->cx, p->help->text) %></p>
	<p class="hint"><%t 依据： %><%r part_rule(pg, p->help->rule) %></p>
</aside>
<% } %>
<p class="printed"><%= p->printed %></p>
</main>
<dialog id="keys" data-key="?" aria-labelledby="keys-title">
	<h2 id="keys-title"><%t 快捷键 %></h2>
	<div class="keys">
		<%r frame_keys(pg) %>
		<a href="#work"><kbd>/</kbd> <%t 查找和命令，同 Ctrl K %></a>
		<a href="#work"><kbd>J</kbd> <%t 下一行，K 上一行 %></a>
		<a href="#work"><kbd>Enter</kbd> <%t 打开所选行 %></a>
		<a href="#work"><kbd>Ctrl Enter</kbd> <%t 保存 %></a>
		<a href="#work"><kbd>R</kbd> <%t 显示新的记录 %></a>
	</div>
	<form method="dialog" class="actions"><button><%t 关闭 %></button></form>
</dialog>
<dialog id="palette" data-key="/ ctrl+k" aria-label="<%t 查找和命令 %>">
	<input type="search" role="combobox" aria-expanded="true" aria-controls="palette-list" aria-label="<%t 查找和命令 %>" autocomplete="off" spellcheck="false" maxlength="60" placeholder="<%t 房号 / 姓名 / 电话 / 拼音首字母 / 单号 / 要做的事 %>">
	<div id="palette-list" role="listbox" aria-label="<%t 结果 %>"></div>
	<p class="hint"><kbd>↑</kbd> <kbd>↓</kbd> <%t 选择 %> <kbd>Enter</kbd> <%t 打开 %> <kbd>Esc</kbd> <%t 关闭 %></p>
</dialog>
</body>
</html>
