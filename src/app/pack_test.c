#include "app/pack.h"
#include "test.h"
#include <zlib.h>

TEST(a_packed_file_is_found_by_its_name)
{
	const struct packed *sql = pack_find("app/001_tables.sql");

	CHECK(sql);
	CHECK_STR(sql->type, "text/plain; charset=utf-8");
	CHECK_INT(strlen((const char *)sql->bytes), sql->size);
	CHECK_HAS((const char *)sql->bytes, "CREATE TABLE");
	CHECK(!pack_find("app/999_none.sql"));
	CHECK(!pack_find(""));
}

TEST(packed_files_are_in_order_and_their_gzip_is_the_same_bytes)
{
	CHECK(pack_count() > 0);
	for (size_t i = 0; i < pack_count(); i++) {
		const struct packed *p = pack_at(i);
		unsigned char *bytes = malloc(p->size + 1);
		z_stream z = { .next_out = bytes, .avail_out = (unsigned)p->size + 1 };

		CHECK(bytes);
		CHECK(pack_find(p->name) == p);
		CHECK(!i || strcmp(pack_at(i - 1)->name, p->name) < 0);
		CHECK_INT(strspn(p->hash, "0123456789abcdef"), 10);
		CHECK_INT(strlen(p->hash), 10);
		CHECK(!p->gz || p->gz_size < p->size);
		if (p->gz) {
			z.next_in = (unsigned char *)(uintptr_t)p->gz;
			z.avail_in = (unsigned)p->gz_size;
			CHECK_INT(inflateInit2(&z, 15 + 16), Z_OK);
			CHECK_INT(inflate(&z, Z_FINISH), Z_STREAM_END);
			CHECK_INT(z.total_out, p->size);
			CHECK(!memcmp(bytes, p->bytes, p->size));
			inflateEnd(&z);
		}
		free(bytes);
	}
}
