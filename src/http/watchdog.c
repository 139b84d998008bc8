/* The list of connections and their deadlines. libmicrohttpd's own timer counts inactivity only and
 * lets a client send one byte a second for ever. */
#include "base/civil.h"
#include "http/internal.h"
#include <arpa/inet.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>

/* The list is walked at most this often. */
enum { LOOK_EVERY_US = 50 * 1000 };

/* The address of a peer as 16 bytes; false when it has none. */
static bool address_of(const struct sockaddr *address, unsigned char ret[ADDRESS_BYTES])
{
	static const unsigned char mapped[12] = { [10] = 0xff, [11] = 0xff };

	if (address && address->sa_family == AF_INET) {
		memcpy(ret, mapped, sizeof mapped);
		memcpy(ret + 12, &((const struct sockaddr_in *)(const void *)address)->sin_addr, 4);
		return true;
	}
	if (address && address->sa_family == AF_INET6) {
		memcpy(ret, &((const struct sockaddr_in6 *)(const void *)address)->sin6_addr, 16);
		return true;
	}
	return false;
}

static bool is_mapped(const unsigned char a[ADDRESS_BYTES])
{
	return IN6_IS_ADDR_V4MAPPED((const struct in6_addr *)(const void *)a);
}

static bool is_loopback(const unsigned char a[ADDRESS_BYTES])
{
	return is_mapped(a) ? a[12] == 127
			    : IN6_IS_ADDR_LOOPBACK((const struct in6_addr *)(const void *)a);
}

/* One household has a whole network of IPv6 addresses: count it as one. */
static void network_of(const unsigned char a[ADDRESS_BYTES], unsigned char ret[ADDRESS_BYTES])
{
	memcpy(ret, a, ADDRESS_BYTES);
	if (!is_mapped(a) && !is_loopback(a))
		memset(ret + 8, 0, 8);
}

enum MHD_Result connection_allowed(void *server, const struct sockaddr *address, socklen_t n)
{
	const struct http_server *s = server;
	int most = s->config.per_address;
	unsigned char full[ADDRESS_BYTES], network[ADDRESS_BYTES];
	int same = 0;

	(void)n;
	if (!address_of(address, full))
		return MHD_YES;
	network_of(full, network);
	if (is_loopback(full))
		most = most > INT_MAX / 10 ? INT_MAX : most * 10;
	for (const struct http_connection *c = s->connections; c; c = c->next)
		same += !memcmp(c->address, network, ADDRESS_BYTES);
	return same < most ? MHD_YES : MHD_NO;
}

static void peer_set(struct http_connection *c, const struct sockaddr *address)
{
	unsigned char full[ADDRESS_BYTES];

	if (!address_of(address, full)) {
		(void)snprintf(c->peer, sizeof c->peer, "local");
		return;
	}
	network_of(full, c->address);
	if (is_mapped(full))
		(void)inet_ntop(AF_INET, full + 12, c->peer, sizeof c->peer);
	else
		(void)inet_ntop(AF_INET6, full, c->peer, sizeof c->peer);
}

static void connection_start(struct http_server *s, struct MHD_Connection *mhd, void **context)
{
	const union MHD_ConnectionInfo *fd =
		MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_CONNECTION_FD);
	const union MHD_ConnectionInfo *daemon =
		MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_DAEMON);
	const union MHD_ConnectionInfo *address =
		MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	struct http_connection *c = calloc(1, sizeof *c);

	*context = c;
	if (!c || !fd || !daemon)
		abort(); /* without memory the process ends, as in base/arena.c */
	c->server = s;
	c->fd = fd->connect_fd;
	c->local = daemon->daemon == s->daemon[1];
	peer_set(c, address && !c->local ? address->client_addr : NULL);
	c->next = s->connections;
	if (c->next)
		c->next->previous = c;
	s->connections = c;
	connection_state_set(c, CONNECTION_IDLE,
			     clock_steady_us() + s->config.header_ms * INT64_C(1000));
}

void connection_notify(void *server, struct MHD_Connection *mhd, void **context,
		       enum MHD_ConnectionNotificationCode what)
{
	struct http_server *s = server;
	struct http_connection *c = *context;

	if (what == MHD_CONNECTION_NOTIFY_STARTED) {
		connection_start(s, mhd, context);
		return;
	}
	if (!c)
		return;
	s->ended++;
	if (c->next)
		c->next->previous = c->previous;
	if (c->previous)
		c->previous->next = c->next;
	else
		s->connections = c->next;
	free(c);
	*context = NULL;
}

void connection_state_set(struct http_connection *c, enum connection_state state,
			  int64_t deadline_us)
{
	struct http_server *s = c->server;

	c->state = state;
	c->deadline_us = deadline_us;
	if (deadline_us && (!s->check_us || deadline_us < s->check_us))
		s->check_us = deadline_us;
	if (state == CONNECTION_IDLE && s->draining)
		(void)shutdown(c->fd, SHUT_RD);
}

/* Nothing has been sent on such a connection yet, so the answer cannot tear another. */
static void timeout_say(const struct http_connection *c)
{
	static const char answer[] = "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n"
				     "Content-Length: 0\r\n\r\n";
	bool plain = !c->server->config.tls_cert || c->local;

	if (plain && (c->state == CONNECTION_HEAD || c->state == CONNECTION_BODY))
		(void)send(c->fd, answer, sizeof answer - 1, MSG_DONTWAIT | MSG_NOSIGNAL);
}

/* A reader must take 1 KB a second; then it has as long again. */
static bool reader_moves(struct http_connection *c, int64_t now_us)
{
	int64_t window_ms = c->server->config.body_ms;
	struct tcp_info info = { 0 };
	socklen_t n = sizeof info;

	if (c->state != CONNECTION_SENDING)
		return false;
	if (!c->local &&
	    (getsockopt(c->fd, IPPROTO_TCP, TCP_INFO, &info, &n) ||
	     info.tcpi_bytes_acked < c->acknowledged + (uint64_t)window_ms * 1024 / 1000))
		return false;
	c->acknowledged = info.tcpi_bytes_acked;
	c->deadline_us = now_us + window_ms * 1000;
	return true;
}

int watchdog_run(struct http_server *s, int64_t now_us)
{
	int64_t least = 0;

	if (!s->check_us)
		return -1;
	if (s->check_us <= now_us) {
		for (struct http_connection *c = s->connections; c; c = c->next) {
			if (!c->deadline_us || c->ended)
				continue;
			if (c->deadline_us <= now_us && !reader_moves(c, now_us)) {
				timeout_say(c);
				(void)shutdown(c->fd, SHUT_RDWR);
				c->ended = true;
			} else if (!least || c->deadline_us < least) {
				least = c->deadline_us;
			}
		}
		s->check_us = least ? MAX(least, now_us + LOOK_EVERY_US) : 0;
	}
	return s->check_us ? (int)MIN((s->check_us - now_us) / 1000 + 1, (int64_t)INT_MAX) : -1;
}

void connections_end(struct http_server *s, bool all)
{
	for (struct http_connection *c = s->connections; c; c = c->next) {
		if (c->state == CONNECTION_IDLE)
			(void)shutdown(c->fd, SHUT_RD);
		if (all && c->state != CONNECTION_WORKING)
			(void)shutdown(c->fd, SHUT_RDWR);
	}
}
