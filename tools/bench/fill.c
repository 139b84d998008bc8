/* Makes an office large, in minutes: households by SQL, matters by contact_log() like any call,
 * a thousand a transaction, all but the last days closed afterwards.
 *   fill DATA HOUSEHOLDS MATTERS   brings DATA (of anju demo, not being served) to these numbers
 *   fill DATA communities N        brings DATA to N communities, new ones with 100 of each */
#include "app/app.h"
#include "app/permission.h"
#include "base/civil.h"
#include "base/random.h"
#include "modules/contacts/contacts.h"
#include "modules/people/people.h"
#include "store/store.h"

enum { ROOMS_AT_ONCE = 20000, MATTERS_AT_ONCE = 1000, HISTORY_DAYS = 1000, OPEN_DAYS = 3,
       ONE_IN = 50000, OF_SMALL = 100 };

static const char *const places[] = {
	"厨房", "卫生间", "主卧", "次卧", "客厅", "阳台", "楼道", "地下车库", "电梯间", "入户门",
};
static const char *const things[] = {
	"下水管道", "水龙头", "热水器", "空开", "门禁", "照明灯", "地漏", "马桶水箱", "窗户锁扣", "墙面瓷砖",
	"燃气表", "对讲机", "暖气片", "排风扇", "吊顶", "插座",
};
static const char *const faults[] = {
	"漏水严重", "堵塞了", "不通电", "松动脱落", "一直有异响", "打不开", "关不严", "发霉变黑", "裂了一条缝",
	"时好时坏", "已经三天没有人来修", "影响楼下邻居",
};
static const char *const kinds_text[] = { "请派人来修。", "麻烦尽快。", "下午在家。", "先打电话再上门。" };
/* Words so rare that a list cannot find twenty of them among the newest. */
static const char rare[] = "孔雀鱼缸的增氧泵";

/* A part of the work: from .. until of so many. */
struct part {
	int64_t from, until, total, begins, spacing_ms;
};

static uint64_t chance_state = 88172645463325252u;

static uint64_t chance(uint64_t below)
{
	chance_state ^= chance_state << 13;
	chance_state ^= chance_state >> 7;
	chance_state ^= chance_state << 17;
	return chance_state % below;
}
#define PICK(table) ((table)[chance(COUNT(table))])

static void must(const struct ctx *cx, int r, const char *what)
{
	if (r >= 0)
		return;
	fprintf(stderr, "fill: %s: %s\n", what, cx->why);
	exit(1);
}

/* ---- households ---- */

static int64_t first_id(void)
{
	return id_floor(civil_ms(civil_day(2001, 1, 1), 0, 0));
}

static int rooms_put(struct ctx *cx, void *arg)
{
	const struct part *p = arg;

	return store_exec(cx,
		SQL("INSERT INTO room (community_id, id, room, building, entrance, door, floor,"
		    " area_mass, inner_mass, layout, use, state, delivered_on, remark, version,"
		    " created_at)"
		    " WITH RECURSIVE k (n) AS (SELECT ? UNION ALL SELECT n + 1 FROM k WHERE n + 1 < ?)"
		    " SELECT ?, ? + n * 4, (100 + n / 1200) || '-' || (1 + n % 1200 / 100) || '-' ||"
		    " (100 * (1 + n % 100 / 4) + 1 + n % 4), 100 + n / 1200, 1 + n % 1200 / 100,"
		    " 100 * (1 + n % 100 / 4) + 1 + n % 4, 1 + n % 100 / 4, 88000, 71000,"
		    " '两室两厅', 1, 5, 18000, '', 1, ? FROM k"),
		BINDS(p->from, p->until, cx->community, first_id(), cx->now));
}

static int people_put(struct ctx *cx, void *arg)
{
	const struct part *p = arg;

	return store_exec(cx,
		SQL("INSERT INTO person (community_id, id, name, initials, phone, phone2, id_type,"
		    " id_sealed, id_index, id_tail, emergency, care, remark, merged_into, version,"
		    " created_at)"
		    " WITH RECURSIVE k (n) AS (SELECT ? UNION ALL SELECT n + 1 FROM k WHERE n + 1 < ?)"
		    " SELECT ?, ? + n * 4 + 1, '住户' || n, 'zh' || n, 13900000000 + n, '', 0, '', '',"
		    " '', '', 0, '', 0, 1, ? FROM k"),
		BINDS(p->from, p->until, cx->community, first_id(), cx->now));
}

static int occupancies_put(struct ctx *cx, void *arg)
{
	const struct part *p = arg;

	return store_exec(cx,
		SQL("INSERT INTO occupancy (community_id, id, room_id, person_id, relation, from_on,"
		    " until_on, version, created_at)"
		    " WITH RECURSIVE k (n) AS (SELECT ? UNION ALL SELECT n + 1 FROM k WHERE n + 1 < ?)"
		    " SELECT ?, ? + n * 4 + 2, ? + n * 4, ? + n * 4 + 1, 1, 18000, 0, 1, ? FROM k"),
		BINDS(p->from, p->until, cx->community, first_id(), first_id(), first_id(), cx->now));
}

static int64_t count_households(struct ctx *cx)
{
	int64_t n;

	must(cx,
	     store_int(cx,
		       SQL("SELECT COUNT(*) FROM person WHERE community_id = ? AND name LIKE '住户%'"),
		       BINDS(cx->community), &n),
	     "count");
	return n;
}

static void households_make(struct ctx *cx, int64_t wanted)
{
	struct part p = { .until = count_households(cx) };

	while (p.until < wanted) {
		p.from = p.until;
		p.until = MIN(p.from + ROOMS_AT_ONCE, wanted);
		must(cx, app_write(cx, rooms_put, &p), "rooms");
		must(cx, app_write(cx, people_put, &p), "people");
		must(cx, app_write(cx, occupancies_put, &p), "occupancies");
	}
}

/* ---- matters ---- */

/* Two characters of some three thousand: the many words that come once. */
static const char *some_word(struct arena *a)
{
	struct strbuf b;

	strbuf_init(&b, a, 16);
	for (int i = 0; i < 2; i++) {
		unsigned c = 0x4E00 + (unsigned)chance(3000) * 6;
		strbuf_char(&b, (char)(0xE0 | c >> 12));
		strbuf_char(&b, (char)(0x80 | (c >> 6 & 63)));
		strbuf_char(&b, (char)(0x80 | (c & 63)));
	}
	return b.s;
}

static const char *text_of(struct arena *a, int64_t n)
{
	return arena_printf(a, "%s的%s%s，%s%s%s", PICK(places), PICK(things), PICK(faults),
			    some_word(a), n % ONE_IN == ONE_IN / 2 ? rare : "", PICK(kinds_text));
}

/* Those of the part: ids lie in the order of the times. */
static int matters_close(struct ctx *cx, const struct part *p)
{
	int64_t first = id_floor(p->begins + p->from * p->spacing_ms);
	int64_t end = id_floor(MIN(p->begins + p->until * p->spacing_ms, cx->now - DAYS(OPEN_DAYS)));
	int r = store_exec(cx,
		SQL("UPDATE request SET state = 11, answered_at = received_at + 180000,"
		    " finished_at = received_at + 7200000, closed_at = received_at + 9000000,"
		    " due_at = 0, result = '已修好' WHERE community_id = ? AND id >= ? AND id < ?"
		    " AND state = 1"),
		BINDS(cx->community, first, end));

	if (r < 0)
		return r;
	return store_exec(cx,
		SQL("UPDATE obligation SET state = 2, done_at = due_at WHERE community_id = ?"
		    " AND id >= ? AND id < ? AND state = 1"),
		BINDS(cx->community, first, end));
}

static int matters_put(struct ctx *cx, void *arg)
{
	const struct part *p = arg;
	int64_t now = cx->now;
	int r = OK;

	for (int64_t n = p->from; r == OK && n < p->until; n++) {
		struct contact_intake in = { .channel = CHANNEL_PHONE, .matter_count = 1 };
		struct contact c;
		in.phone = arena_printf(cx->arena, "139%08" PRIu64, chance((uint64_t)p->total));
		in.text = text_of(cx->arena, n);
		in.matters[0].kind = chance(8) ? KIND_REPAIR : KIND_ENQUIRY;
		cx->now = p->begins + n * p->spacing_ms;
		r = contact_log(cx, &in, &c);
	}
	cx->now = now;
	return r == OK ? matters_close(cx, p) : r;
}

static void matters_make(struct ctx *cx, int64_t households, int64_t wanted)
{
	struct part p = { .total = MAX(households, 1), .begins = cx->now - DAYS(HISTORY_DAYS) };

	must(cx,
	     store_int(cx, SQL("SELECT COUNT(*) FROM request WHERE community_id = ?"),
		       BINDS(cx->community), &p.until),
	     "count");
	p.spacing_ms = DAYS(HISTORY_DAYS) / MAX(wanted, 1);
	while (p.until < wanted) {
		AUTO(arena) arena = { 0 };
		struct ctx one = *cx;
		one.arena = &arena;
		p.from = p.until;
		p.until = MIN(p.from + MATTERS_AT_ONCE, wanted);
		must(&one, app_write(&one, matters_put, &p), "matters");
		if (p.until % 100000 == 0)
			fprintf(stderr, "fill: %" PRId64 " matters\n", p.until);
	}
}

static void communities_make(struct ctx *cx, int64_t wanted)
{
	int64_t have;

	must(cx, store_int(cx, SQL_ALL("SELECT COUNT(*) FROM community"), BINDS(), &have), "count");
	for (; have < wanted; have++) {
		AUTO(arena) arena = { 0 };
		struct ctx one = *cx;
		const char *name, *login, *password;
		one.arena = &arena;
		name = arena_printf(&arena, "小区 %" PRId64, have + 1);
		must(&one, people_init_office(&one, name, &login, &password), "community");
		must(&one, store_int(&one, SQL_ALL("SELECT id FROM community WHERE name = ?"),
				     BINDS(name), &one.community), "community");
		households_make(&one, OF_SMALL);
		matters_make(&one, OF_SMALL, OF_SMALL);
	}
}

int main(int argc, char **argv)
{
	AUTO(arena) arena = { 0 };
	struct ctx cx = { .arena = &arena, .now = clock_now_ms() };
	struct app app;
	int64_t households = argc == 4 ? strtoll(argv[2], NULL, 10) : 0;

	if (argc != 4) {
		fputs("usage: fill DATA HOUSEHOLDS|communities N\n", stderr);
		return 2;
	}
	must(&cx, app_open(&cx, argv[1], NULL, &app), "open");
	must(&cx, app_start(&cx, &app), "start");
	must(&cx, store_open(&cx, app.where, STORE_READ, &cx.store), "open");
	must(&cx, store_int(&cx, SQL_ALL("SELECT MIN(id) FROM community"), BINDS(), &cx.community),
	     "community");
	if (!strcmp(argv[2], "communities")) {
		communities_make(&cx, strtoll(argv[3], NULL, 10));
	} else {
		households_make(&cx, households);
		matters_make(&cx, households, strtoll(argv[3], NULL, 10));
	}
	store_close(cx.store);
	app_stop(&app);
	return 0;
}
