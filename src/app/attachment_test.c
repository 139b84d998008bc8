#include "app/attachment.h"
#include "base/limits.h"
#include "images.h"
#include "office.h"

static int file_of(const void *bytes, size_t n)
{
	char path[] = "/tmp/anju-upload-XXXXXX";
	int fd = mkstemp(path);

	CHECK(fd >= 0 && write(fd, bytes, n) == (ssize_t)n && !unlink(path));
	return fd;
}

static int put_in(struct ctx *cx, const struct bytes *in, const char *name, struct attachment *ret)
{
	int fd = file_of(in->b, in->n), r = attachment_store(cx, fd, name, ret);

	(void)close(fd);
	return r;
}

static struct attachment photo(struct ctx *cx, const char *name)
{
	struct bytes in = { .n = 0 };
	struct attachment a;

	put_jpeg(&in);
	CHECK_OK(put_in(cx, &in, name, &a));
	a.subject = "request";
	a.subject_id = 7;
	return a;
}

static const char *path_of(struct ctx *cx, const struct attachment *a)
{
	return arena_printf(cx->arena, "%s/files/%.2s/%s", cx->app->data,
			    strchr(a->stored, '-') + 1, a->stored);
}

TEST(a_photo_is_kept_clean_under_a_name_of_ours_and_opened_again)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct attachment a = photo(cx, "厨房 漏水.JPG"), again;
	unsigned char bytes[4096];
	struct stat st;
	ssize_t n;
	int fd;

	CHECK_STR(a.name, "厨房 漏水.JPG");
	CHECK_STR(a.type, "image/jpeg");
	CHECK_INT(strlen(a.sha256), 64);
	CHECK_OK(attachment_add(cx, &a));
	CHECK_OK(attachment_get(cx, a.id, &again));
	CHECK_STR(again.stored, a.stored);
	CHECK_OK(attachment_open(cx, &again, &fd));
	n = read(fd, bytes, sizeof bytes);
	CHECK_INT(n, a.size_bytes);
	CHECK(!memmem(bytes, (size_t)n, IMAGES_SECRET, strlen(IMAGES_SECRET)));
	CHECK(fstat(fd, &st) == 0 && (st.st_mode & 0777) == 0600);
	(void)close(fd);
}

TEST(a_name_never_becomes_a_path_and_its_ending_tells_the_type)
{
	static const char *const names[][2] = {
		{ "../../etc/passwd", "passwd.jpg" },
		{ "..", "...jpg" },
		{ "C:\\Users\\li\\a.jpeg", "a.jpeg" },
		{ "/", "附件.jpg" },
		{ "", "附件.jpg" },
		{ NULL, "附件.jpg" },
		{ "evil.html", "evil.html.jpg" },
		{ "a.jpg.exe", "a.jpg.exe.jpg" },
		{ "a\"; filename=\"b.html", "a\"; filename=\"b.html.jpg" },
		{ "%2e%2e%2fa.jpg", "%2e%2e%2fa.jpg" },
		{ "  ", "附件.jpg" },
	};
	struct ctx *cx = office("2026-11-23 10:00");

	for (size_t i = 0; i < COUNT(names); i++)
		CHECK_STR(photo(cx, names[i][0]).name, names[i][1]);
}

TEST(a_name_with_line_ends_or_turned_letters_or_too_long_is_refused)
{
	static const char *const names[] = { "a\r\nSet-Cookie: x.jpg", "a\nb.jpg", "a\tb.jpg",
					     "\xe2\x80\xaegpj.exe", "a\x01.jpg", "\xff\xfe.jpg" };
	struct ctx *cx = office("2026-11-23 10:00");
	struct bytes in = { .n = 0 };
	struct attachment a;
	char many[500];

	put_jpeg(&in);
	for (size_t i = 0; i < COUNT(names); i++)
		CHECK_ERR(put_in(cx, &in, names[i], &a), ERR_INVALID);
	memset(many, 'a', sizeof many);
	many[sizeof many - 1] = '\0';
	CHECK_ERR(put_in(cx, &in, many, &a), ERR_INVALID);
}

static size_t files_in(struct ctx *cx)
{
	FILE *p = popen(arena_printf(cx->arena, "find '%s/files' -type f | wc -l", cx->app->data),
			"r");
	int count = -1;

	CHECK(p && fscanf(p, "%d", &count) == 1);
	(void)pclose(p);
	return (size_t)count;
}

TEST(what_is_refused_leaves_no_file)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct bytes in = { .n = 0 };
	struct attachment a;
	int fd;

	put_text(&in, "<html><script>alert(1)</script>");
	CHECK_ERR(put_in(cx, &in, "a.jpg", &a), ERR_INVALID);
	in.n = 0;
	CHECK_ERR(put_in(cx, &in, "empty.jpg", &a), ERR_INVALID);
	fd = file_of("\xff\xd8\xff", 3);
	CHECK(ftruncate(fd, LIMIT_ATTACHMENT_BYTES + 1) == 0);
	CHECK_ERR(attachment_store(cx, fd, "a.jpg", &a), ERR_TOO_BIG);
	CHECK_HAS(cx->why, "8 MB");
	(void)close(fd);
	CHECK_INT(files_in(cx), 0);
}

TEST(without_room_on_the_disk_the_sender_is_told_and_nothing_is_left)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct bytes in = { .n = 0 };
	struct attachment a;

	put_jpeg(&in);
	cx->app->data = arena_printf(cx->arena, "%s/gone", cx->app->data);
	CHECK_ERR(put_in(cx, &in, "a.jpg", &a), ERR_UNAVAILABLE);
	CHECK_HAS(cx->why, "附件存不下来");
}

TEST(a_record_has_at_most_six_attachments_in_the_order_they_came)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct attachment a, *list;
	size_t count;

	for (int i = 0; i < LIMIT_ATTACHMENTS; i++) {
		a = photo(cx, arena_printf(cx->arena, "%d.jpg", i));
		CHECK_OK(attachment_add(cx, &a));
	}
	a = photo(cx, "one-too-many.jpg");
	CHECK_ERR(attachment_add(cx, &a), ERR_INVALID);
	CHECK_OK(attachment_of(cx, "request", 7, &list, &count));
	CHECK_INT(count, LIMIT_ATTACHMENTS);
	CHECK_STR(list[0].name, "0.jpg");
	CHECK_STR(list[5].name, "5.jpg");
}

TEST(an_attachment_of_another_community_is_not_found)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct attachment a = photo(cx, "a.jpg"), again;

	CHECK_OK(attachment_add(cx, &a));
	cx->community = 2;
	CHECK_ERR(attachment_get(cx, a.id, &again), ERR_NOT_FOUND);
}

TEST(a_forged_row_or_a_link_opens_nothing)
{
	static const char *const stored[] = { "../../../etc/passwd", "1-../../../../etc/passwd",
					      "1-", "", "-0123456789abcdef0123456789abcdef",
					      "1-0123456789abcdef0123456789abcdef/../../key",
					      "1-0123456789ABCDEF0123456789abcdef" };
	struct ctx *cx = office("2026-11-23 10:00");
	struct attachment a = photo(cx, "a.jpg");
	const char *path = path_of(cx, &a);
	int fd;

	CHECK(unlink(path) == 0 && symlink("/etc/passwd", path) == 0);
	CHECK_ERR(attachment_open(cx, &a, &fd), ERR_INTERNAL);
	for (size_t i = 0; i < COUNT(stored); i++) {
		a.stored = stored[i];
		CHECK_ERR(attachment_open(cx, &a, &fd), ERR_INTERNAL);
	}
}

TEST(files_without_a_row_go_after_a_day_and_no_others)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct attachment kept = photo(cx, "kept.jpg"), left = photo(cx, "left.jpg");
	int removed;

	CHECK_OK(attachment_add(cx, &kept));
	cx->now = clock_now_ms() + HOURS(23);
	CHECK_OK(attachment_sweep(cx, &removed));
	CHECK_INT(removed, 0);
	cx->now = clock_now_ms() + HOURS(25);
	/* another community's job leaves them alone */
	cx->community = 2;
	CHECK_OK(attachment_sweep(cx, &removed));
	CHECK_INT(removed, 0);
	cx->community = 1;
	CHECK_OK(attachment_sweep(cx, &removed));
	CHECK_INT(removed, 1);
	CHECK(access(path_of(cx, &kept), F_OK) == 0);
	CHECK(access(path_of(cx, &left), F_OK) < 0);
}
