/* Raw bytes on a connection of the whole server. The first byte says where they are cut in two.
 * What reaches the handler keeps what http.h promises, and nothing is answered behind a refusal. */
#include "base/limits.h"
#include "base/text.h"
#include "http/http.h"
#include <netinet/in.h>
#include <sys/socket.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { ANSWER = 256 * 1024, PATIENCE_US = 5000 };

static void require(bool condition)
{
	if (!condition)
		abort();
}

static void check_pairs(const struct http_pair *pair, size_t count)
{
	require(count <= LIMIT_FIELDS);
	for (size_t i = 0; i < count; i++)
		require(text_valid(pair[i].name, strlen(pair[i].name)) &&
			text_valid(pair[i].value, strlen(pair[i].value)));
}

static void handle(void *context, struct http_request *rq)
{
	static const char *const methods[] = { "GET", "POST", "PUT", "PATCH", "DELETE" };
	bool known = false;

	(void)context;
	for (size_t i = 0; i < COUNT(methods); i++)
		known = known || !strcmp(rq->method, methods[i]);
	require(known && rq->path[0] == '/' && text_valid(rq->path, strlen(rq->path)));
	require(!strstr(rq->path, "/../") && !strpbrk(rq->path, "\\\r\n"));
	require(strlen(rq->body) <= rq->body_size && rq->body_size <= LIMIT_BODY_BYTES);
	check_pairs(rq->query, rq->query_count);
	check_pairs(rq->form, rq->form_count);
	require(rq->upload_count <= LIMIT_UPLOADS);
	rq->response.body = "ok";
	rq->response.body_size = 2;
	http_answer(rq);
}

static int connect_to(const struct http_server *server)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons((uint16_t)http_port(server)),
				  .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	const struct timeval patience = { .tv_usec = PATIENCE_US };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	require(fd >= 0 && !connect(fd, (struct sockaddr *)&to, sizeof to));
	(void)setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	return fd;
}

/* Several may be answered; the first that is refused is the last. */
static void check_answer(const char *text)
{
	const char *refused = NULL;

	for (const char *at = text; (at = strstr(at, "HTTP/1.1 ")); at++) {
		int status = (int)strtol(at + strlen("HTTP/1.1 "), NULL, 10);
		require(status >= 100 && status < 600 && status != 500);
		/* libmicrohttpd sends the head of a refusal of its own twice */
		require(!refused || status != 200);
		refused = status >= 400 ? at : refused;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct http_server *server;
	static char answer[ANSWER + 1], why[200];
	static const struct http_config config = { .listen = "127.0.0.1:0", .temp_folder = "/tmp",
						   .handle = handle, .header_ms = 2000,
						   .body_ms = 2000, .idle_ms = 2000 };
	size_t cut, n = 0;
	ssize_t got;
	int fd;

	if (size < 2)
		return 0;
	require(server || http_start(&config, &server, why, sizeof why) == OK);
	cut = data[0] % size;
	fd = connect_to(server);
	(void)send(fd, data + 1, cut, MSG_NOSIGNAL);
	if (size - 1 > cut)
		(void)send(fd, data + 1 + cut, size - 1 - cut, MSG_NOSIGNAL);
	(void)shutdown(fd, SHUT_WR);
	while (n < ANSWER && (got = recv(fd, answer + n, ANSWER - n, 0)) > 0)
		n += (size_t)got;
	answer[n] = '\0';
	require(strlen(answer) == n || memchr(answer, '\0', n));
	check_answer(answer);
	(void)close(fd);
	return 0;
}
