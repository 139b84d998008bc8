/* The packer: files → one C table that is linked into the program (src/app/pack.h). Built first,
 * runs at build time only.
 *
 *	pack OUT.c LIST	each line of LIST is NAME=PATH; the table is sorted by NAME */
#include "base/base.h"
#include <zlib.h>

enum { LINE_BREAK_AFTER = 76 };

struct entry {
	char *name, *path;
	unsigned char *bytes, *gz;
	size_t size, gz_size;
};

static const struct {
	const char *ending, *type;
} types[] = {
	{".css", "text/css; charset=utf-8"},
	{".js", "text/javascript; charset=utf-8"},
	{".svg", "image/svg+xml"},
	{".sql", "text/plain; charset=utf-8"},
	{".txt", "text/plain; charset=utf-8"},
	{".json", "application/json"},
	{".webmanifest", "application/manifest+json"},
	{".png", "image/png"},
	{".ico", "image/x-icon"},
};

static void die(const char *what, const char *why)
{
	fprintf(stderr, "pack: %s: %s\n", what, why);
	exit(1);
}

static const char *type_of(const char *name)
{
	const char *ending = strrchr(name, '.');
	for (size_t i = 0; ending && i < COUNT(types); i++)
		if (!strcmp(ending, types[i].ending))
			return types[i].type;
	die(name, "what type is that? add its ending to the table");
	return NULL;
}

static void read_entry(struct entry *e)
{
	struct stat st;
	FILE *f = fopen(e->path, "rb");

	if (!f || fstat(fileno(f), &st) < 0)
		die(e->path, strerror(errno));
	e->size = (size_t)st.st_size;
	e->bytes = malloc(e->size + 1);
	if (!e->bytes || fread(e->bytes, 1, e->size, f) != e->size)
		die(e->path, "cannot be read");
	fclose(f);
}

/* Without name and time in the header, so that the same file gives the same bytes. */
static void compress_entry(struct entry *e)
{
	z_stream z = {0};
	size_t room;

	if (deflateInit2(&z, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY) !=
	    Z_OK)
		die(e->path, "zlib");
	room = deflateBound(&z, e->size);
	e->gz = malloc(room);
	if (!e->gz)
		die(e->path, strerror(errno));
	z.next_in = e->bytes;
	z.avail_in = (unsigned)e->size;
	z.next_out = e->gz;
	z.avail_out = (unsigned)room;
	if (deflate(&z, Z_FINISH) != Z_STREAM_END)
		die(e->path, "zlib");
	e->gz_size = z.total_out;
	deflateEnd(&z);
	if (e->gz_size >= e->size)
		e->gz_size = 0;
}

/* Ten digits of FNV-1a: names a version of our own files, guards nothing. */
static uint64_t hash_of(const struct entry *e)
{
	uint64_t h = UINT64_C(1469598103934665603);
	for (size_t i = 0; i < e->size; i++)
		h = (h ^ e->bytes[i]) * UINT64_C(1099511628211);
	return h >> 24;
}

/* As a string, which gcc reads ten times faster than a list of numbers. */
static void write_bytes(FILE *out, const char *name, size_t i, const unsigned char *s, size_t n)
{
	size_t column = 0;

	fprintf(out, "static const unsigned char %s_%zu[] = \"", name, i);
	for (; n; s++, n--) {
		if (column > LINE_BREAK_AFTER) {
			fputs("\"\n\t\"", out);
			column = 0;
		}
		if (*s >= 0x20 && *s < 0x7f && !strchr("\"\\?", *s))
			column += (size_t)fprintf(out, "%c", *s);
		else
			column += (size_t)fprintf(out, "\\%03o", *s);
	}
	fputs("\";\n", out);
}

static void write_table(FILE *out, const struct entry *list, size_t count)
{
	fputs("#include \"app/pack.h\"\n\n", out);
	for (size_t i = 0; i < count; i++) {
		write_bytes(out, "bytes", i, list[i].bytes, list[i].size);
		if (list[i].gz_size)
			write_bytes(out, "gz", i, list[i].gz, list[i].gz_size);
	}
	fputs("\nconst struct packed pack_table[] = {\n", out);
	for (size_t i = 0; i < count; i++) {
		const struct entry *e = &list[i];
		fprintf(out, "\t{ \"%s\", bytes_%zu, %zu, ", e->name, i, e->size);
		if (e->gz_size)
			fprintf(out, "gz_%zu, %zu, ", i, e->gz_size);
		else
			fputs("NULL, 0, ", out);
		fprintf(out, "\"%010" PRIx64 "\",\n\t  \"%s\" },\n", hash_of(e), type_of(e->name));
	}
	fprintf(out, "\t{ 0 },\n};\nconst size_t pack_table_count = %zu;\n", count);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct entry *)a)->name, ((const struct entry *)b)->name);
}

static struct entry *read_list(const char *path, size_t *ret_count)
{
	FILE *f = fopen(path, "r");
	struct entry *list = NULL;
	char *line = NULL, *equals;
	size_t size = 0, count = 0;
	ssize_t n;

	if (!f)
		die(path, strerror(errno));
	while ((n = getline(&line, &size, f)) > 0) {
		line[n - (line[n - 1] == '\n')] = '\0';
		if (!*line)
			continue;
		equals = strchr(line, '=');
		list = realloc(list, (count + 1) * sizeof *list);
		if (!equals || !list)
			die(line, "not NAME=PATH");
		list[count] = (struct entry){.name = strndup(line, (size_t)(equals - line)),
					     .path = strdup(equals + 1)};
		read_entry(&list[count]);
		compress_entry(&list[count++]);
	}
	free(line);
	fclose(f);
	if (count)
		qsort(list, count, sizeof *list, by_name);
	for (size_t i = 1; i < count; i++)
		if (!strcmp(list[i - 1].name, list[i].name))
			die(list[i].name, "two files of this name");
	*ret_count = count;
	return list;
}

int main(int argc, char **argv)
{
	struct entry *list;
	size_t count;
	FILE *out;

	if (argc != 3) {
		fputs("usage: pack OUT.c LIST\n", stderr);
		return 2;
	}
	list = read_list(argv[2], &count);
	out = fopen(argv[1], "w");
	if (!out)
		die(argv[1], strerror(errno));
	write_table(out, list, count);
	if (fclose(out))
		die(argv[1], strerror(errno));
	return 0;
}
