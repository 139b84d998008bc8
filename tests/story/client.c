#include "story.h"
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>

enum { ANSWER_SECONDS = 30 };

static int connect_to(int port)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port),
				  .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	struct timeval wait = { ANSWER_SECONDS, 0 };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
	if (connect(fd, (struct sockaddr *)&to, sizeof to) == 0)
		return fd;
	close(fd);
	return -1;
}

static bool send_all(int fd, const char *bytes, size_t n)
{
	while (n) {
		ssize_t sent = send(fd, bytes, n, MSG_NOSIGNAL);
		if (sent <= 0)
			return false;
		bytes += sent;
		n -= (size_t)sent;
	}
	return true;
}

/* Chunks become one body. */
static void join_chunks(struct message *m)
{
	char *from = m->body, *to = m->body, *end = m->body + m->body_size;

	while (from < end) {
		char *data;
		size_t n = strtoul(from, &data, 16);
		data = memchr(data, '\n', (size_t)(end - data));
		if (!n || !data || n > (size_t)(end - data - 1))
			break;
		memmove(to, data + 1, n);
		to += n;
		from = data + 1 + n + 2;
	}
	*to = '\0';
	m->body_size = (size_t)(to - m->body);
}

const char *message_header(struct arena *a, const struct message *m, const char *name)
{
	size_t n = strlen(name);

	for (const char *line = m->headers; line && *line;) {
		const char *end = strstr(line, "\r\n");
		if (!end)
			end = line + strlen(line);
		if (!strncasecmp(line, name, n) && line[n] == ':') {
			line += n + 1;
			line += strspn(line, " ");
			return arena_strndup(a, line, (size_t)(end - line));
		}
		line = *end ? end + 2 : NULL;
	}
	return NULL;
}

static void cut(struct arena *a, char *all, size_t n, struct message *ret)
{
	char *head_end = strstr(all, "\r\n\r\n"), *line_end = strstr(all, "\r\n");
	const char *coding;

	if (!head_end || strncmp(all, "HTTP/1.1 ", 9) != 0)
		return;
	*head_end = '\0';
	ret->status = (int)strtol(all + 9, NULL, 10);
	ret->headers = line_end < head_end ? line_end + 2 : head_end;
	ret->body = head_end + 4;
	ret->body_size = n - (size_t)(ret->body - all);
	coding = message_header(a, ret, "Transfer-Encoding");
	if (coding && strstr(coding, "chunked"))
		join_chunks(ret);
}

void http_ask(struct arena *a, int port, const char *head, const char *body, size_t body_size,
	      struct message *ret)
{
	const char *all = arena_printf(a, "%sContent-Length: %zu\r\nConnection: close\r\n\r\n",
				       head, body_size);
	int fd = connect_to(port);
	struct strbuf got;
	char block[16384];
	ssize_t n;

	*ret = (struct message){ .headers = arena_strdup(a, ""), .body = arena_strdup(a, "") };
	if (fd < 0)
		return;
	strbuf_init(&got, a, 64 << 20);
	/* an answer may come before the whole body is taken: read it all the same */
	if (send_all(fd, all, strlen(all)))
		(void)send_all(fd, body, body_size);
	while ((n = recv(fd, block, sizeof block, 0)) > 0)
		strbuf_add(&got, block, (size_t)n);
	close(fd);
	cut(a, got.s, got.len, ret);
}
