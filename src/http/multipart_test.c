#include "http/multipart.h"
#include "http/test_client.h"
#include "base/limits.h"

struct seen {
	struct strbuf text;
	bool open;
};

static int begin(void *context, const char *name, const char *filename, const char *type)
{
	struct seen *s = context;
	CHECK(!s->open);
	s->open = true;
	strbuf_printf(&s->text, "[%s|%s|%s:", name, filename ? filename : "-", type);
	return OK;
}

static int data(void *context, const char *bytes, size_t n)
{
	struct seen *s = context;
	CHECK(s->open && n);
	strbuf_add(&s->text, bytes, n);
	return OK;
}

static int end(void *context)
{
	struct seen *s = context;
	CHECK(s->open);
	s->open = false;
	strbuf_char(&s->text, ']');
	return OK;
}

/* Reads it in portions of that size; NULL when it was refused. */
static const char *read_in(struct arena *a, const char *bytes, size_t n, size_t portion)
{
	struct seen s = { .open = false };
	const struct multipart_sink sink = { begin, data, end, &s };
	struct multipart *m = multipart_new(a, "multipart/form-data; boundary=\"b-1\"", &sink);

	strbuf_init(&s.text, a, 100000);
	for (size_t i = 0; i < n; i += portion)
		if (multipart_add(m, bytes + i, MIN(portion, n - i)) < 0)
			return NULL;
	return multipart_end(m) < 0 ? NULL : s.text.s;
}

#define PART(disposition, text) \
	"--b-1\r\nContent-Disposition: form-data; " disposition "\r\n\r\n" text "\r\n"
#define LAST "--b-1--\r\n"
#define READ(text) read_in(&a, text, sizeof(text) - 1, sizeof(text))

TEST(parts_are_the_same_however_the_bytes_arrive)
{
	static const char body[] =
		PART("name=\"a\"", "1")
		PART("name=b; filename=\"房 \\\"1\\\".png\"", "\r\n--b-2\r\r\n--b-\r\n\r\r\n--b\0")
		"--b-1\r\ncontent-type: text/x\r\n"
		"CONTENT-DISPOSITION: form-data; name=\"\"\r\n\r\n\r\n" LAST;
	AUTO(arena) a = { 0 };
	const char *whole = READ(body);
	CHECK(whole);
	CHECK_HAS(whole, "[a|-|:1][b|房 \"1\".png|:\r\n--b-2\r\r\n--b-\r\n\r\r\n--b");
	for (size_t portion = 1; portion < sizeof body; portion++)
		CHECK_STR(read_in(&a, body, sizeof body - 1, portion), whole);
	CHECK_STR(READ(LAST), "");
}

TEST(what_is_no_form_is_refused)
{
	AUTO(arena) a = { 0 };
	CHECK(READ(PART("name=a", "1") LAST) != NULL);
	CHECK_STR(READ(""), NULL);
	CHECK_STR(READ("preamble\r\n" PART("name=a", "1") LAST), NULL);
	CHECK_STR(READ(PART("name=a", "1")), NULL);
	CHECK_STR(READ(PART("name=a", "1") "--b-1-"), NULL);
	CHECK_STR(READ(PART("name=a", "1") LAST "more"), NULL);
	CHECK_STR(READ("--b-1\r\n\r\n1\r\n" LAST), NULL);
	CHECK_STR(READ("--b-1\r\nX: y\r\n\r\n1\r\n" LAST), NULL);
	CHECK_STR(READ("--b-1\nContent-Disposition: form-data; name=a\n\n1\n" LAST), NULL);
	CHECK_STR(READ(PART("filename=a", "1") LAST), NULL);
	CHECK_STR(READ(PART("name=a; name=b", "1") LAST), NULL);
	CHECK_STR(READ(PART("name=\"a", "1") LAST), NULL);
	CHECK_STR(READ(PART("name=a\xff", "1") LAST), NULL);
	CHECK_STR(READ(PART("name=a; filename*=UTF-8''x", "1") LAST), NULL);
	CHECK_STR(READ(PART("name=a\r\nContent-Disposition: form-data; name=b", "1") LAST), NULL);
	CHECK_STR(READ(PART("name=a\r\nContent-Transfer-Encoding: base64", "1") LAST), NULL);
	CHECK_STR(READ("--b-1\r\nContent-Disposition: attachment; name=a\r\n\r\n1\r\n" LAST), NULL);
}

TEST(a_boundary_is_needed)
{
	AUTO(arena) a = { 0 };
	const struct multipart_sink sink = { begin, data, end, NULL };
	CHECK(multipart_new(&a, "multipart/form-data; boundary=x", &sink) != NULL);
	CHECK(!multipart_new(&a, "multipart/form-data", &sink));
	CHECK(!multipart_new(&a, "multipart/form-data; boundary=", &sink));
	CHECK(!multipart_new(&a, "multipart/form-data; boundary=\"x\r\"", &sink));
	CHECK(!multipart_new(&a, "multipart/form-data; boundary=a; boundary=b", &sink));
	CHECK(!multipart_new(
		&a,
		"multipart/form-data; boundary=0123456789012345678901234567890123456789"
		"0123456789012345678901234567890",
		&sink));
}

TEST(too_many_parts_and_endless_heads_are_refused)
{
	AUTO(arena) a = { 0 };
	struct strbuf b;
	strbuf_init(&b, &a, 1 << 20);
	for (int i = 0; i < LIMIT_FIELDS; i++)
		strbuf_text(&b, PART("name=a", ""));
	size_t n = b.len;
	strbuf_text(&b, LAST);
	CHECK(read_in(&a, b.s, b.len, 1000) != NULL);
	b.len = n;
	strbuf_text(&b, PART("name=a", "") LAST);
	CHECK(!read_in(&a, b.s, b.len, 1000));
	strbuf_clear(&b);
	strbuf_text(&b, "--b-1\r\nX: ");
	for (int i = 0; i < 10000; i++)
		strbuf_char(&b, 'x');
	CHECK(!read_in(&a, b.s, b.len, 1000));
}

static const char *post(const char *body, size_t n)
{
	char head[200];
	int fd = client_connect();
	const char *text;
	int head_n = snprintf(head, sizeof head,
			      "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: %zu\r\n"
			      "Content-Type: multipart/form-data; boundary=b-1\r\n\r\n",
			      n);
	client_send(fd, head, (size_t)head_n);
	client_send(fd, body, n);
	text = client_read(fd, 1);
	close(fd);
	return text;
}
#define POST(text) post(text, sizeof(text) - 1)

TEST(several_files_and_fields_arrive_in_order)
{
	echo_start(NULL);
	CHECK_HAS(POST(PART("name=\"标题\"", "漏水")
		       PART("name=photo; filename=\"一.jpg\"", "\xff\xd8\0abc")
		       PART("name=photo; filename=二.jpg\r\nContent-Type: image/jpeg", "second")
		       PART("name=empty; filename=\"\"\r\nContent-Type: text/plain", "")
		       PART("name=note", "") LAST),
		  "form 标题=漏水\nform note=\nupload photo 一.jpg  6 \xff\xd8\n"
		  "upload photo 二.jpg image/jpeg 6 second\nbody 0 \n");
	CHECK_HAS(POST(PART("name=a", "\xff") LAST), "400 Bad Request");
	CHECK_HAS(POST(PART("name=a", "b\0c") LAST), "400 Bad Request");
	CHECK_HAS(POST(PART("name=a", "b")), "400 Bad Request");
	echo_stop();
}

TEST(a_large_upload_goes_to_disk_and_leaves_nothing_there)
{
	enum { SIZE = 20 << 20 };
	static char body[SIZE + 300];
	char command[300];
	size_t n;
	echo_start(NULL);
	n = (size_t)snprintf(body, sizeof body, "%s", PART("name=f; filename=big", ""));
	memset(body + n - 2, '\r', SIZE);
	n += SIZE - 2;
	n += (size_t)snprintf(body + n, sizeof body - n, "\r\n%s", LAST);
	CHECK_HAS(post(body, n), "upload f big  20971520 \r\r\r\r\r\r\r\r\n");
	(void)snprintf(command, sizeof command, "test -z \"$(ls -A %s)\"", test_folder());
	CHECK_INT(system(command), 0);
	echo_stop();
}

TEST(too_many_files_and_too_much_text_are_refused)
{
	static char body[LIMIT_BODY_BYTES + 3000];
	size_t n = 0;
	echo_start(NULL);
	for (int i = 0; i <= LIMIT_UPLOADS; i++)
		n += (size_t)snprintf(body + n, sizeof body - n, "%s",
				      PART("name=f; filename=x", "1"));
	n += (size_t)snprintf(body + n, sizeof body - n, "%s", LAST);
	CHECK_HAS(post(body, n), "413 Content Too Large");
	n = (size_t)snprintf(body, sizeof body, "%s", PART("name=f", ""));
	memset(body + n - 2, 'a', LIMIT_BODY_BYTES + 1);
	n += LIMIT_BODY_BYTES - 1;
	n += (size_t)snprintf(body + n, sizeof body - n, "\r\n%s", LAST);
	CHECK_HAS(post(body, n), "413 Content Too Large");
	echo_stop();
}

static int64_t nothing_allowed(void *context, const struct http_request *rq)
{
	(void)context;
	return strcmp(rq->path, "/a") ? LIMIT_UPLOAD_BYTES : 0;
}

TEST(who_may_not_upload_is_refused_before_a_file_is_made)
{
	echo_start(&(struct http_config){ .upload_allowed = nothing_allowed,
					  .temp_folder = "/nowhere" });
	CHECK_HAS(POST(PART("name=f; filename=x", "1") LAST), "413 Content Too Large");
	echo_stop();
}

TEST(without_room_for_a_file_the_answer_is_503)
{
	echo_start(&(struct http_config){ .temp_folder = "/nowhere" });
	const char *text = POST(PART("name=f; filename=x", "1") LAST);
	CHECK_HAS(text, "503 Service Unavailable");
	CHECK_HAS(text, "Retry-After: 5\r\n");
	echo_stop();
}
