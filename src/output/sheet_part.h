/* The parts of a workbook: XML files in a zip archive, read as a stream of events. Everything an
 * archive can be wrong about is refused here: sizes, ratios, encryption, checksums, DOCTYPE. */
#ifndef ANJU_SHEET_PART_H
#define ANJU_SHEET_PART_H
#include "base/ctx.h"
#include <expat.h>
#include <zip.h>

struct sheet_archive {
	struct ctx *cx;
	zip_t *zip;
	uint64_t unpacked; /* bytes that came out of it so far */
};

/* Works on its own duplicate of fd. */
int sheet_archive_open(struct ctx *cx, int fd, struct sheet_archive *ret) MUST_USE;
void sheet_archive_free(struct sheet_archive *archive);

/* What is told of a part. Names come without their prefix. Each answers OK or an error. */
struct sheet_events {
	int (*start)(void *data, const char *name, const char **attributes);
	int (*end)(void *data, const char *name);
	int (*text)(void *data, const char *s, size_t n);
};

struct sheet_part {
	struct sheet_archive *archive;
	const struct sheet_events *events;
	void *data;
	const char *name;
	zip_file_t *file;
	XML_Parser parser;
	uint64_t size, fed; /* promised and read */
	const char **names; /* all different names so far: an open hash, at most half full */
	size_t name_count;
	uint64_t seed;
	size_t depth;
	int err;
	bool paused, last, done;
};

/* ERR_NOT_FOUND, with no reason given, when there is no such part. name must outlive the part. */
int sheet_part_open(struct sheet_archive *archive, const char *name,
		    const struct sheet_events *events, void *data, struct sheet_part *ret) MUST_USE;
/* Reads on until a pause or the end of a block: 1 = there is more, 0 = the end. */
int sheet_part_step(struct sheet_part *part) MUST_USE;
/* For an event: sheet_part_step() returns after it. */
void sheet_part_pause(struct sheet_part *part);
void sheet_part_free(struct sheet_part *part);
/* Opens, reads to the end and frees. */
int sheet_part_read(struct sheet_archive *archive, const char *name,
		    const struct sheet_events *events, void *data) MUST_USE;

/* The value of an attribute, by the name without prefix; NULL when absent. */
const char *sheet_attribute(const char **attributes, const char *name);
#endif
