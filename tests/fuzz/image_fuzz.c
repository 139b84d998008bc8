/* Photos and files of people: whatever is accepted is small, free of what we cut, and accepted
 * again unchanged. */
#include "app/image.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { OUT_MORE = 128 };

static void check_image(struct ctx *cx, const struct image *i, size_t size)
{
	struct image again = { 0 };

	if (!i->type || !i->extension || !i->size || i->size > size + OUT_MORE)
		abort();
	if (strcmp(i->type, "application/pdf") != 0 &&
	    (i->width <= 0 || i->height <= 0 ||
	     (int64_t)i->width * i->height > IMAGE_PIXELS))
		abort();
	if (image_clean(cx, i->bytes, i->size, &again) < 0)
		abort();
	if (again.size != i->size || memcmp(again.bytes, i->bytes, i->size) != 0)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	struct ctx cx = { .arena = &arena };
	struct image image = { 0 };
	int r = image_clean(&cx, data, size, &image);

	if (r == OK)
		check_image(&cx, &image, size);
	else if (!cx.why[0])
		abort();
	arena_free(&arena);
	return 0;
}
