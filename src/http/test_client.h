/* For the tests of this folder: a server that echoes what it was given, and a raw client. */
#ifndef ANJU_HTTP_TEST_CLIENT_H
#define ANJU_HTTP_TEST_CLIENT_H
#include "base/strbuf.h"
#include "http/http.h"
#include "test.h"

enum { LIMIT_FOR_TESTS = 64 << 20 };

/* Starts the echo server; fields of change that are not 0 replace the test's settings.
 * /text answers "text"; /later the same from another thread; /never nothing until echo_release();
 * /big 8 MiB; /file 1 MiB from a file; anything else describes the request line by line. */
struct http_server *echo_start(const struct http_config *change);
/* Stops it; checks that all went well. */
void echo_stop(void);
/* Answers the requests to /never. */
void echo_release(void);
/* Sends to all streams of /stream; answers when it has been queued. */
void echo_broadcast(const char *bytes, size_t n);
/* How many streams are open. */
int echo_streams(void);
/* Requests the handler has seen, requests logged as done, and of these aborted ones. */
int echo_seen(void), echo_done(void), echo_aborted(void);

/* A connection to the server; from = 127.0.0.x to come from. */
int client_connect(void);
int client_connect_from(int from);
void client_send(int fd, const char *bytes, size_t n);
/* Reads until n complete responses are there, or the end, or 5 s. Answers the text. */
const char *client_read(int fd, int n);
/* Statuses of the responses, blank-separated; "200 400 closed" when the connection has ended. */
const char *client_statuses(int fd, int n);
/* Sends on a new connection and answers its statuses. */
const char *probe(const char *bytes, size_t n, int responses);
/* The whole answer to one request. */
const char *answer(const char *bytes, size_t n);

#define PROBE(literal, n) probe(literal, sizeof(literal) - 1, n)
#define ANSWER(literal) answer(literal, sizeof(literal) - 1)
#endif
