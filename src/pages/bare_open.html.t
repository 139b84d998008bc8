<%@ include "pages/frame.h" %>
<%@ type struct frame %>
<!DOCTYPE html>
<html lang="<%= p->english ? "en" : "zh-CN" %>" data-now="<%= p->now %>">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title><%= p->title %> · <%t 安居 %></title>
<link rel="icon" href="/s/<%= p->icon %>">
<link rel="stylesheet" href="/s/<%= p->css %>">
<script src="/s/<%= p->js %>" defer></script>
</head>
<body class="bare">
