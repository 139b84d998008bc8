<%@ include "pages/frame.h" %>
<%@ type struct frame %>
<!DOCTYPE html>
<html lang="<%= p->english ? "en" : "zh-CN" %>"<% if (p->large) { %> class="large"<% } %>>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title><%= p->title %></title>
<link rel="icon" href="/s/<%= p->icon %>">
<link rel="stylesheet" href="/s/<%= p->css %>">
</head>
<body>
