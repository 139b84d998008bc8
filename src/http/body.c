/* The body of a request: small ones in memory, the files of a multipart form on disk. */
#include "base/log.h"
#include "base/text.h"
#include "http/internal.h"
#include "http/parse.h"

enum { WRITE_BYTES = 32 * 1024 };

static int status_of(int err)
{
	return err == ERR_TOO_BIG ? 413 : err == ERR_UNAVAILABLE ? 503 : err < 0 ? 400 : 0;
}

static int temp_open(const char *folder)
{
	char path[PATH_MAX];
	int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

	if (fd >= 0)
		return fd;
	if (snprintf(path, sizeof path, "%s/upload-XXXXXX", folder) >= (int)sizeof path)
		return -1;
	fd = mkostemp(path, O_CLOEXEC);
	if (fd >= 0)
		(void)unlink(path);
	return fd;
}

static int part_begin(void *exchange, const char *name, const char *filename, const char *type)
{
	struct http_exchange *x = exchange;
	struct http_request *rq = &x->request;
	int fd;

	x->field_name = name;
	strbuf_init(&x->field, &x->arena, LIMIT_BODY_BYTES);
	x->upload = NULL;
	if (!filename)
		return OK;
	if (!rq->uploads)
		rq->uploads = arena_array(&x->arena, LIMIT_UPLOADS, sizeof *rq->uploads);
	if (rq->upload_count == LIMIT_UPLOADS)
		return ERR_TOO_BIG;
	x->upload = &rq->uploads[rq->upload_count];
	fd = temp_open(x->server->config.temp_folder);
	if (fd < 0) {
		log_line(LOG_ERROR, "http.upload", "no temporary file: %s", strerror(errno));
		return ERR_UNAVAILABLE;
	}
	*x->upload = (struct http_upload){ name, filename, type, fd, 0 };
	rq->upload_count++;
	return OK;
}

static int file_write(struct http_exchange *x)
{
	const char *bytes = x->write_buffer;
	size_t n = x->write_n;

	x->write_n = 0;
	while (n) {
		ssize_t written = write(x->upload->fd, bytes, n);
		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0) {
			log_line(LOG_ERROR, "http.upload", "write: %s", strerror(errno));
			return ERR_UNAVAILABLE;
		}
		bytes += written;
		n -= (size_t)written;
	}
	return OK;
}

/* Collects: a file of nothing but CR comes byte by byte. */
static int file_add(struct http_exchange *x, const char *bytes, size_t n)
{
	x->upload->size_bytes += (int64_t)n;
	if (!x->write_buffer)
		x->write_buffer = arena_alloc(&x->arena, WRITE_BYTES);
	while (n) {
		size_t part = MIN(n, WRITE_BYTES - x->write_n);
		memcpy(x->write_buffer + x->write_n, bytes, part);
		x->write_n += part;
		bytes += part;
		n -= part;
		if (x->write_n == WRITE_BYTES && file_write(x) < 0)
			return ERR_UNAVAILABLE;
	}
	return OK;
}

static int part_data(void *exchange, const char *bytes, size_t n)
{
	struct http_exchange *x = exchange;

	if (x->upload)
		return file_add(x, bytes, n);
	x->text_bytes += (int64_t)n;
	strbuf_add(&x->field, bytes, n);
	return x->text_bytes > LIMIT_BODY_BYTES ? ERR_TOO_BIG : OK;
}

static int part_end(void *exchange)
{
	struct http_exchange *x = exchange;
	struct http_request *rq = &x->request;

	if (x->upload) {
		bool chosen = x->upload->filename[0] || x->upload->size_bytes;
		if (chosen && file_write(x) == OK && !lseek(x->upload->fd, 0, SEEK_SET))
			return OK;
		(void)close(x->upload->fd);
		rq->upload_count--; /* browsers send an empty file input as a file without a name */
		return chosen ? ERR_UNAVAILABLE : OK;
	}
	if (!text_valid(x->field.s, x->field.len))
		return ERR_INVALID;
	if (!rq->form)
		rq->form = arena_array(&x->arena, LIMIT_FIELDS, sizeof *rq->form);
	rq->form[rq->form_count++] = (struct http_pair){ x->field_name, x->field.s };
	return OK;
}

int body_begin(struct http_exchange *x)
{
	const char *type = http_header(&x->request, "Content-Type");
	int64_t most = LIMIT_BODY_BYTES;

	strbuf_init(&x->body, &x->arena, LIMIT_BODY_BYTES);
	if (media_type_is(type, "multipart/form-data") && (x->chunked || x->length > 0)) {
		const struct http_config *config = &x->server->config;
		const struct multipart_sink sink = { part_begin, part_data, part_end, x };

		most = LIMIT_UPLOAD_BYTES;
		if (config->upload_allowed)
			most = MIN(config->upload_allowed(config->context, &x->request), most);
		x->multipart = multipart_new(&x->arena, type, &sink);
		if (!x->multipart)
			return 400;
	}
	x->upload_max = most;
	return x->length > most ? 413 : 0;
}

int body_add(struct http_exchange *x, const char *bytes, size_t n)
{
	if (x->received > x->upload_max)
		return 413;
	if (x->multipart)
		return status_of(multipart_add(x->multipart, bytes, n));
	strbuf_add(&x->body, bytes, n);
	return x->body.full ? 413 : 0;
}

int body_end(struct http_exchange *x)
{
	struct http_request *rq = &x->request;

	if (x->multipart)
		return status_of(multipart_end(x->multipart));
	rq->body = x->body.s;
	rq->body_size = x->body.len;
	if (!media_type_is(http_header(rq, "Content-Type"), "application/x-www-form-urlencoded"))
		return 0;
	return status_of(query_parse(&x->arena, rq->body, rq->body_size, &rq->form,
				     &rq->form_count));
}
