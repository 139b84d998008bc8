<%@ include "pages/frame.h" %>
<%@ type struct frame %>
<% (void)p; %>
</body>
</html>
