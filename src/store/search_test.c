#include "store/search.h"
#include "base/text.h"
#include "store_test.h"
#include "store/search_token.h"

/* ---- tokens ---- */

static const char *tokens(const char *text)
{
	struct strbuf b;

	strbuf_init(&b, &fixture.arena, 100000);
	search_tokens_add(&b, text, "", " ");
	return b.s;
}

TEST(a_text_becomes_pairs_and_words)
{
	CHECK_STR(tokens("维修水管abc"), "维修 修水 水管 管 abc ");
	CHECK_STR(tokens("水，管"), "水 管 ");
	CHECK_STR(tokens("3-2-501室ＢＸ２０26"), "3 2 501 室 bx2026 ");
	CHECK_STR(tokens(" …，!? \n"), "");
	CHECK_STR(tokens("𠀀𠀁é"), "𠀀𠀁 𠀁 é ");
	CHECK_STR(tokens("漏\xff水"), "漏 水 ");
}

TEST(a_long_word_is_cut_the_same_way_in_both_places)
{
	char text[200];
	struct search_query q;

	memset(text, 'a', 150);
	text[150] = '\0';
	CHECK(search_query_read(&fixture.arena, text, &q));
	CHECK_INT(q.count, 1);
	CHECK_INT(q.phrase[0].count, 3);
	CHECK_INT(strlen(q.phrase[0].token[1]), SEARCH_WORD);
}

TEST(words_are_also_kept_by_their_beginnings)
{
	struct strbuf b;

	strbuf_init(&b, &fixture.arena, 1000);
	search_begins_add(&b, "水管 a bc 13812 é1", "", " ");
	CHECK_STR(b.s, "bc· 13· 138· 1381· é1· ");
}

static const char *query(const char *words)
{
	struct search_query q;
	struct strbuf b;

	strbuf_init(&b, &fixture.arena, 10000);
	if (!search_query_read(&fixture.arena, words, &q))
		return NULL;
	for (size_t i = 0; i < q.count; i++) {
		for (size_t t = 0; t < q.phrase[i].count; t++)
			strbuf_printf(&b, "%s%s", t ? " " : "", q.phrase[i].token[t]);
		strbuf_text(&b, q.phrase[i].prefix ? "* & " : " & ");
	}
	return b.s;
}

TEST(a_text_made_from_a_line_of_tokens_has_these_tokens)
{
	static const char *const texts[] = {
		"", "水", "水管", "修水管abc", "3-2-501 主卧，飘窗；漏 水Wi-Fi１２３ＡＢＣ 13812345678",
		"水。水管。水", "aa水a水管b", "ひらがな漏水", "𠀀𠀁𠀂 x", "é水è",
		"0123456789012345678901234567890123456789012345678901234567890123456789abcdefgh水",
	};
	AUTO(arena) a = { 0 };

	for (size_t i = 0; i < COUNT(texts); i++) {
		char *line = search_line(&a, texts[i]), *text = search_unline(&a, line);
		struct strbuf before, after;
		CHECK_STR(search_line(&a, text), line);
		strbuf_init(&before, &a, 1000);
		strbuf_init(&after, &a, 1000);
		search_begins_add(&before, texts[i], "", " ");
		search_begins_add(&after, text, "", " ");
		CHECK_STR(after.s, before.s);
	}
}

TEST(what_a_person_types_becomes_phrases)
{
	CHECK_STR(query("水管"), "水管 & ");
	CHECK_STR(query("水"), "水* & ");
	CHECK_STR(query("修水管 Abc"), "修水 水管 & abc· & ");
	CHECK_STR(query("修水abc"), "修水 水 abc* & ");
	CHECK_STR(query("漏水、电梯"), "漏水 & 电梯 & ");
	CHECK_STR(query("3-2-501"), "3 2 501* & ");
	CHECK_STR(query("5"), "5 & ");
	CHECK_STR(query("12345 1234"), "12345* & 1234· & ");
	CHECK_STR(query(" \"* ' "), "");
	CHECK(query("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17") == NULL);
}

/* ---- finding ---- */

static const char *found(struct ctx *cx, const char *kind, const char *words)
{
	struct strbuf b;
	int64_t *ids, total;
	size_t count;

	strbuf_init(&b, cx->arena, 10000);
	CHECK_OK(search_find(cx, kind, words, 0, 20, &ids, &count));
	for (size_t i = 0; i < count; i++)
		strbuf_printf(&b, "%s%" PRId64, i ? " " : "", ids[i]);
	CHECK_OK(search_total(cx, kind, words, 1000, &total));
	CHECK_INT(total, count);
	return b.s;
}

BOTH(hits_come_newest_first_and_with_all_the_words)
{
	CHECK_OK(search_put(cx, "request", 1, "3-2-501 厨房水管漏水 13812345678 BX20261123-0007"));
	CHECK_OK(search_put(cx, "request", 2, "电梯异响，水管也响"));
	CHECK_OK(search_put(cx, "request", 3, "漏水：卫生间"));
	CHECK_STR(found(cx, "request", "水管"), "2 1");
	CHECK_STR(found(cx, "request", "漏水"), "3 1");
	CHECK_STR(found(cx, "request", "水管漏水"), "1");
	CHECK_STR(found(cx, "request", "漏水水管"), "");
	CHECK_STR(found(cx, "request", "漏水 水管"), "1");
	CHECK_STR(found(cx, "request", "水"), "3 2 1");
	CHECK_STR(found(cx, "request", "响水"), "");
	CHECK_STR(found(cx, "request", "bx2026"), "1");
	CHECK_STR(found(cx, "request", "ＢＸ20261123-00"), "1");
	CHECK_STR(found(cx, "request", "13"), "1");
	CHECK_STR(found(cx, "request", "1381"), "1");
	CHECK_STR(found(cx, "request", "13812"), "1");
	CHECK_STR(found(cx, "request", "381"), "");
	CHECK_STR(found(cx, "request", "5678"), "");
	CHECK_STR(found(cx, "request", "3-2-501"), "1");
	CHECK_STR(found(cx, "request", "2-501厨房"), "1");
	CHECK_STR(found(cx, "request", "501 生间"), "");
}

BOTH(another_kind_or_community_is_not_found)
{
	CHECK_OK(search_put(cx, "request", 1, "水管漏水"));
	CHECK_OK(search_put(cx, "key_loan", 2, "水管井钥匙"));
	cx->community = 12;
	CHECK_OK(search_put(cx, "request", 3, "水管漏水"));
	CHECK_STR(found(cx, "request", "水管"), "3");
	cx->community = 1;
	CHECK_STR(found(cx, "request", "水管"), "1");
	CHECK_STR(found(cx, "key_loan", "水管"), "2");
	CHECK_STR(found(cx, "key_loan", "漏水"), "");
}

BOTH(a_replaced_text_is_found_by_its_new_words_only)
{
	CHECK_OK(search_put(cx, "request", 1, "水管漏水"));
	CHECK_OK(search_put(cx, "request", 1, "水管漏水"));
	CHECK_OK(search_put(cx, "request", 1, "电梯困人"));
	CHECK_STR(found(cx, "request", "漏水"), "");
	CHECK_STR(found(cx, "request", "困人"), "1");
	CHECK_OK(search_remove(cx, "request", 1));
	CHECK_OK(search_remove(cx, "request", 1));
	CHECK_STR(found(cx, "request", "困人"), "");
	CHECK_OK(search_put(cx, "request", 1, NULL));
	CHECK_OK(search_put(cx, "request", 1, "又来了"));
	CHECK_STR(found(cx, "request", "来了"), "1");
}

BOTH(pages_go_on_below_the_last_hit)
{
	int64_t *ids, total;
	size_t count;

	for (int i = 1; i <= 1500; i++)
		CHECK_OK(search_put(cx, "request", i, i % 100 ? "水管" : "水管 稀有"));
	CHECK_OK(search_find(cx, "request", "水管", 0, 10, &ids, &count));
	CHECK_INT(count, 10);
	CHECK_INT(ids[9], 1491);
	CHECK_OK(search_find(cx, "request", "水管", ids[9], 10, &ids, &count));
	CHECK_INT(ids[0], 1490);
	CHECK_OK(search_find(cx, "request", "稀有", 0, 20, &ids, &count));
	CHECK_INT(count, 15);
	CHECK_INT(ids[14], 100);
	CHECK_OK(search_total(cx, "request", "水管", 700, &total));
	CHECK_INT(total, 700);
}

BOTH(nothing_to_search_for_is_invalid)
{
	int64_t *ids, total;
	size_t count;
	char *huge = arena_alloc(cx->arena, 5001);

	memset(huge, 'a', 5000);
	CHECK_ERR(search_find(cx, "request", " ，\" ", 0, 10, &ids, &count), ERR_INVALID);
	CHECK_ERR(search_total(cx, "request", "", 10, &total), ERR_INVALID);
	CHECK_ERR(search_find(cx, "request", NULL, 0, 10, &ids, &count), ERR_INVALID);
	CHECK_ERR(search_find(cx, "request", huge, 0, 10, &ids, &count), ERR_INVALID);
}

BOTH(a_very_long_text_is_found_by_its_last_words)
{
	struct strbuf b;

	strbuf_init(&b, cx->arena, 1 << 20);
	for (int i = 0; i < 20000; i++)
		strbuf_text(&b, "的人");
	strbuf_text(&b, "最后的水管 word");
	CHECK_OK(search_put(cx, "request", 1, b.s));
	CHECK_STR(found(cx, "request", "最后的水管"), "1");
	CHECK_STR(found(cx, "request", "人最后 wo"), "1");
	CHECK_STR(found(cx, "request", "人的水管"), "");
}

BOTH(the_sign_language_of_the_engines_is_only_text)
{
	CHECK_OK(search_put(cx, "request", 1, "a\"b'c\\d:*&|!<->(x) % _ NEAR AND"));
	CHECK_STR(found(cx, "request", "NEAR AND"), "1");
	CHECK_STR(found(cx, "request", "\"b'c\\d:*"), "1");
	CHECK_STR(found(cx, "request", "xx OR NOT"), "");
}

/* ---- random texts against a plain search ---- */

static uint64_t seed = 88172645463325252;

static unsigned chance(unsigned below)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (unsigned)(seed % below);
}

/* Few characters, so that pieces of one text occur in others. */
static char *random_text(struct ctx *cx, unsigned most, bool blanks)
{
	static const char *const letters[] = {"漏", "水", "管", "修", "电",
					      "ab", "1",  "-",  " ",  "，"};
	struct strbuf b;

	strbuf_init(&b, cx->arena, 4000);
	for (unsigned n = 1 + chance(most); n; n--)
		strbuf_text(&b, letters[chance(blanks ? COUNT(letters) : 5)]);
	return b.s;
}

/* A piece without signs or Latin letters is found exactly where it stands. */
BOTH(a_chinese_piece_is_found_where_it_stands_and_nowhere_else)
{
	enum { TEXTS = 200 };
	char *texts[TEXTS], *piece;
	int64_t *ids;
	size_t count, want;

	for (int i = 0; i < TEXTS; i++) {
		texts[i] = random_text(cx, 12, true);
		CHECK_OK(search_put(cx, "request", i + 1, texts[i]));
		if (chance(4) == 0) {
			texts[i] = random_text(cx, 12, true);
			CHECK_OK(search_put(cx, "request", i + 1, texts[i]));
		}
		CHECK_OK(search_settle(cx));
	}
	for (int round = 0; round < 500; round++) {
		piece = random_text(cx, 4, false);
		CHECK_OK(search_find(cx, "request", piece, 0, TEXTS, &ids, &count));
		want = 0;
		for (int i = TEXTS; i > 0; i--) {
			if (!strstr(texts[i - 1], piece))
				continue;
			if (want >= count || ids[want] != i)
				test_failed(__FILE__, __LINE__, "%s in %s", piece, texts[i - 1]);
			want++;
		}
		CHECK_INT(count, want);
	}
}

static int64_t hits_hash(struct ctx *cx, const char *words)
{
	int64_t *ids, h = 17;
	size_t count;
	int r = search_find(cx, "request", words, 0, 300, &ids, &count);

	if (r < 0)
		return r;
	for (size_t i = 0; i < count; i++)
		h = h * 31 + ids[i];
	return h;
}

TEST(both_engines_find_the_same)
{
	struct ctx *pg = fixture_open(true), lite;
	char *place = arena_printf(&fixture.arena, "%s/same.db", test_folder()), *text;
	int run;

	fixture_ctx(&lite, &fixture.arena);
	CHECK_OK(store_open(&lite, place, STORE_WRITE, &lite.store));
	CHECK_OK(migrate(&lite, fixture_tables, COUNT(fixture_tables), &run));
	CHECK_OK(store_begin(pg));
	for (int i = 1; i <= 200; i++) {
		text = random_text(pg, 14, true);
		CHECK_OK(search_put(pg, "request", i, text));
		CHECK_OK(search_put(&lite, "request", i, text));
	}
	CHECK_OK(store_commit(pg));
	for (int round = 0; round < 1000; round++) {
		text = random_text(pg, 8, true);
		if (hits_hash(pg, text) != hits_hash(&lite, text))
			test_failed(__FILE__, __LINE__, "differs: %s", text);
	}
	store_close(lite.store);
}
