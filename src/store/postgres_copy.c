/* COPY … FROM STDIN: many rows into a table without an answer for each. */
#include "store/postgres.h"

enum { COPY_BYTES = 64 * 1024 * 1024 };

int postgres_copy_begin(struct ctx *cx, struct postgres *s, const char *table, const char *columns)
{
	int err = postgres_plain(cx, s);
	PGresult *r;

	if (err < 0)
		return err;
	r = PQexec(s->pg,
		   arena_printf(cx->arena, "COPY \"%s\" (%s) FROM STDIN", table, columns));
	err = PQresultStatus(r) == PGRES_COPY_IN ? OK : postgres_failed(cx, s, r, table);

	PQclear(r);
	return err;
}

static void add_escaped(struct strbuf *b, const char *text)
{
	for (; *text; text++) {
		size_t plain = strcspn(text, "\\\n\r\t");
		strbuf_add(b, text, plain);
		text += plain;
		if (!*text)
			break;
		strbuf_char(b, '\\');
		strbuf_char(b, *text == '\n' ? 'n' : *text == '\r' ? 'r' : *text == '\t' ? 't' : *text);
	}
}

int postgres_copy_row(struct ctx *cx, struct postgres *s, struct binds b)
{
	AUTO(arena) arena = { 0 };
	struct strbuf line;

	strbuf_init(&line, &arena, COPY_BYTES);
	for (size_t i = 0; i < b.count; i++) {
		if (i)
			strbuf_char(&line, '\t');
		if (b.bind[i].type == BIND_INT)
			strbuf_int(&line, b.bind[i].n);
		else if (b.bind[i].type == BIND_TEXT)
			add_escaped(&line, b.bind[i].s);
		else
			strbuf_text(&line, "\\N");
	}
	strbuf_char(&line, '\n');
	if (line.full)
		return store_failed(cx, ERR_TOO_BIG);
	return PQputCopyData(s->pg, line.s, (int)line.len) == 1 ? OK
								: postgres_failed(cx, s, NULL, "COPY");
}

int postgres_copy_end(struct ctx *cx, struct postgres *s)
{
	int err = PQputCopyEnd(s->pg, NULL) == 1 ? OK : postgres_failed(cx, s, NULL, "COPY");
	PGresult *r;

	while ((r = PQgetResult(s->pg))) {
		if (PQresultStatus(r) != PGRES_COMMAND_OK && err == OK)
			err = postgres_failed(cx, s, r, "COPY");
		PQclear(r);
	}
	return err;
}
