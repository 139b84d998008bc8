#include "http/test_client.h"

static bool made(const char *cert, const char *key)
{
	char command[900];
	(void)snprintf(
		command, sizeof command,
		"openssl req -x509 -newkey rsa:2048 -nodes -days 1 "
		"-subj /CN=localhost -out %s -keyout %s 2>/dev/null && curl --version >/dev/null",
		cert, key);
	return !system(command);
}

TEST(the_server_speaks_tls_with_a_certificate)
{
	char cert[300], key[300], command[900];
	(void)snprintf(cert, sizeof cert, "%s/cert.pem", test_folder());
	(void)snprintf(key, sizeof key, "%s/key.pem", test_folder());
	if (!made(cert, key))
		test_skip("needs openssl and curl");
	struct http_server *s =
		echo_start(&(struct http_config){ .tls_cert = cert, .tls_key = key });
	(void)snprintf(
		command, sizeof command,
		"curl -sS --cacert %s https://localhost:%d/a -d x --resolve localhost:%d:127.0.0.1 "
		"| grep -q 'local=0 tls=1'",
		cert, http_port(s), http_port(s));
	CHECK_INT(system(command), 0);
	(void)snprintf(command, sizeof command, "curl -sk --tls-max 1.1 https://127.0.0.1:%d/a",
		       http_port(s));
	CHECK(system(command) != 0);
	CHECK_STR(PROBE("GET /text HTTP/1.1\r\nHost: a\r\n\r\n", 1), "closed");
	echo_stop();
}
