<%@ include "pages/frame.h" %>
<%@ include "pages/parts.h" %>
<%@ type struct frame %>
<!DOCTYPE html>
<html lang="<%= p->english ? "en" : "zh-CN" %>" data-now="<%= p->now %>">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title><%= p->title %> · <%t 安居 %></title>
<link rel="icon" href="/s/<%= p->icon %>">
<link rel="stylesheet" href="/s/<%= p->css %>">
<link rel="expect" href="#keys" blocking="render">
<script src="/s/<%= p->js %>" defer></script>
</head>
<body>
<a class="skip" href="#work"><%t 跳到内容 %></a>
<header class="top">
	<a class="brand" href="/"><%r part_icon(pg, "brand") %><span><%t 安居客服 %></span></a>
	<form class="search" role="search" action="/search">
		<%r part_icon(pg, "search") %><input type="search" name="q" aria-label="<%t 查找 %>" placeholder="<%t 房号 / 姓名 / 电话 / 拼音首字母 / 单号 %>"><kbd>Ctrl K</kbd>
	</form>
	<% if (p->may_register) { %>
	<a class="button primary" href="/contacts/new" data-key="n"><%r part_icon(pg, "plus") %><%t 登记 %> <kbd>N</kbd></a>
	<% } %>
	<span class="place"><%= p->actor->community_name %></span>
	<% if (p->help) { %><button class="ask" popovertarget="help"><%r part_icon(pg, "ask") %><span class="hidden"><%t 这一页怎么用 %></span></button><% } %>
	<a class="bell" href="/notices<% if (p->unread) { %>?state=unread<% } %>"><%r part_icon(pg, "bell") %><% if (p->unread) { %><span class="hidden"><%t 未读消息 %></span> <b><%= frame_unread(pg, p) %></b><% } else { %><span class="hidden"><%t 没有未读消息 %></span><% } %></a>
	<details class="menu">
		<summary><%r part_icon(pg, "user") %><span><%= p->actor->name %></span></summary>
		<ul>
			<li><a href="/me"><%r part_icon(pg, "lock") %><%t 我的账号 %></a></li>
			<li><a href="/me/tokens"><%r part_icon(pg, "token") %><%t 接口令牌 %></a></li>
			<li><%r html_form_open(pg, "/logout", NULL) %><button><%r part_icon(pg, "leave") %><%t 退出登录 %></button><%r html_form_close(pg) %></li>
		</ul>
	</details>
</header>
<nav class="side" id="side" aria-label="<%t 主菜单 %>">
	<ul>
		<%r frame_menu(pg, p) %>
		<li class="more"><a href="#side"><%r part_icon(pg, "more") %><span><%t 更多 %></span></a></li>
		<li class="more less"><a href="#work"><%r part_icon(pg, "down") %><span><%t 收起 %></span></a></li>
	</ul>
</nav>
<main id="work" tabindex="-1">
