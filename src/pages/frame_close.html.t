<%@ include "pages/frame.h" %>
<%@ type struct frame %>
<p class="printed"><%= p->printed %></p>
</main>
<dialog id="keys" data-key="?" aria-labelledby="keys-title">
	<h2 id="keys-title"><%t 快捷键 %></h2>
	<div class="keys">
		<% if (p->may_register) { %>
		<a data-key="f2" href="/contacts/new?kind=repair"><kbd>F2</kbd> <%t 登记报修 %></a>
		<a data-key="f4" href="/contacts/new?kind=complaint"><kbd>F4</kbd> <%t 登记投诉 %></a>
		<a data-key="f8" href="/contacts/new?kind=enquiry"><kbd>F8</kbd> <%t 咨询备忘 %></a>
		<a href="/contacts/new"><kbd>N</kbd> <%t 登记 %></a>
		<% } %>
		<a href="#work"><kbd>/</kbd> <%t 查找，同 Ctrl K %></a>
		<a href="#work"><kbd>J</kbd> <%t 下一行，K 上一行 %></a>
		<a href="#work"><kbd>Enter</kbd> <%t 打开所选行 %></a>
		<a href="#work"><kbd>Ctrl Enter</kbd> <%t 保存 %></a>
		<a data-key="gq" href="/requests?state=open"><kbd>G Q</kbd> <%t 工单 %></a>
		<a data-key="gh" href="/households"><kbd>G H</kbd> <%t 一户一档 %></a>
		<a data-key="gr" href="/houses"><kbd>G R</kbd> <%t 房态图 %></a>
		<a data-key="gw" href="/"><kbd>G W</kbd> <%t 工作台 %></a>
	</div>
	<form method="dialog" class="actions"><button><%t 关闭 %></button></form>
</dialog>
</body>
</html>
