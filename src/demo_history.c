/* A year of history, in the order of its events: what comes in, and the next move of each open
 * case. Only the open cases are in memory. */
#include "demo_parts.h"
#include "app/app.h"
#include "base/text.h"
#include "store/store.h"

enum { BATCH = 300, DAYS_PAST = 365 };

struct history {
	const struct demo_estate *estate;
	struct arena *arena;      /* lives as long as the history */
	bool small;
	struct demo_case *heap;   /* the earliest first */
	size_t count, room;
	int64_t order;
	/* what comes in by itself: the days, and the minutes of the day at hand */
	struct demo_random random;
	int64_t weights[DAYS_PAST + 2]; /* summed up */
	int64_t ordinary, popped;
	int day;
	int64_t *times;
	size_t time_count, time_at, time_room;
	int64_t skip;             /* calls whose place another matter took */
	int64_t made;             /* cases, for the progress */
	int64_t measure_at;       /* of them, when the tables are measured next */
	bool finished;
};

/* ---- the heap ---- */

static bool earlier(const struct demo_case *a, const struct demo_case *b)
{
	return a->at < b->at || (a->at == b->at && a->order < b->order);
}

static void push(struct history *h, const struct demo_case *c)
{
	size_t i = h->count;

	if (c->at > h->estate->now)
		return; /* it stays open */
	if (h->count == h->room) {
		size_t room = h->room ? h->room * 2 : 256;
		h->heap = arena_grow(h->arena, h->heap, h->room * sizeof *h->heap,
				     room * sizeof *h->heap);
		h->room = room;
	}
	h->heap[i] = *c;
	h->heap[i].order = ++h->order;
	h->count++;
	for (; i && earlier(&h->heap[i], &h->heap[(i - 1) / 2]); i = (i - 1) / 2) {
		struct demo_case above = h->heap[(i - 1) / 2];
		h->heap[(i - 1) / 2] = h->heap[i];
		h->heap[i] = above;
	}
}

static struct demo_case pop(struct history *h)
{
	struct demo_case first = h->heap[0], last = h->heap[--h->count];
	size_t i = 0;

	for (;;) {
		size_t child = 2 * i + 1;
		if (child >= h->count)
			break;
		if (child + 1 < h->count && earlier(&h->heap[child + 1], &h->heap[child]))
			child++;
		if (!earlier(&h->heap[child], &last))
			break;
		h->heap[i] = h->heap[child];
		i = child;
	}
	h->heap[i] = last;
	return first;
}

/* ---- when people call ---- */

static const int by_hour[24] = { 4, 2, 2, 1, 2, 3, 10, 30, 70, 95, 90, 70,
				 40, 45, 65, 70, 70, 75, 85, 90, 75, 50, 25, 10 };
static const int by_month[12] = { 95, 70, 85, 90, 100, 125, 140, 135, 110, 90, 95, 100 };
static const int by_weekday[7] = { 118, 102, 98, 98, 100, 108, 92 };

static int hours_until(int hour)
{
	int sum = 0;

	for (int i = 0; i < hour; i++)
		sum += by_hour[i];
	return sum;
}

static void weigh_days(struct history *h)
{
	int32_t today = civil_day_of(h->estate->now, ZONE_SHANGHAI);
	int64_t sum = 0;

	for (int d = 0; d <= h->estate->days; d++) {
		struct civil t;
		int64_t weight;
		civil_from_ms(civil_ms(today - h->estate->days + d, 0, ZONE_SHANGHAI), ZONE_SHANGHAI, &t);
		weight = by_month[t.month - 1] * by_weekday[t.weekday - 1] * 100;
		if (d == h->estate->days) { /* so much of today has passed */
			civil_from_ms(h->estate->now, ZONE_SHANGHAI, &t);
			weight = weight * hours_until(t.hour) / hours_until(24);
		}
		h->weights[d] = sum;
		sum += weight;
	}
	h->weights[h->estate->days + 1] = sum;
}

static int compare_times(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

static int64_t time_of_day(struct history *h, int32_t day)
{
	int n = demo_below(&h->random, hours_until(24)), hour = 0;

	while (n >= by_hour[hour])
		n -= by_hour[hour++];
	return civil_ms(day, hour * 60, ZONE_SHANGHAI) + SECONDS(demo_below(&h->random, 3600));
}

/* Calls of the next day that has any, by their times. */
static void next_day(struct history *h)
{
	int32_t today = civil_day_of(h->estate->now, ZONE_SHANGHAI);
	int64_t sum = h->weights[h->estate->days + 1], latest = h->estate->now - MINUTES(40);

	h->time_count = h->time_at = 0;
	while (!h->time_count && h->day <= h->estate->days) {
		int d = h->day++;
		size_t count = (size_t)(h->ordinary * h->weights[d + 1] / sum -
					h->ordinary * h->weights[d] / sum);
		if (count > h->time_room) {
			h->time_room = count * 2;
			h->times = arena_array(h->arena, h->time_room, sizeof *h->times);
		}
		for (size_t i = 0; i < count; i++) {
			int64_t at = time_of_day(h, today - h->estate->days + d);
			h->times[i] = MIN(at, latest);
		}
		h->time_count = count;
		if (count)
			qsort(h->times, count, sizeof *h->times, compare_times);
	}
}

/* ---- what they call about ---- */

static bool in_season(const struct demo_theme *t, int month)
{
	if (!t->from_month)
		return true;
	if (t->from_month <= t->until_month)
		return month >= t->from_month && month <= t->until_month;
	return month >= t->from_month || month <= t->until_month;
}

/* In the night people call for what cannot wait. */
static bool fits(const struct history *h, const struct demo_theme *t, const struct civil *at,
		 const struct demo_live *live)
{
	bool night = at->hour < 6 || at->hour >= 23;

	if (h->small && (t->kind == KIND_HELP || t->kind == KIND_SUGGESTION || t->place))
		return false;
	if (!in_season(t, at->month))
		return false;
	return live ? demo_theme_fits(t, live) && !t->place : !night || t->urgency >= URGENCY_URGENT;
}

static const struct demo_theme *choose(const struct history *h, struct demo_random *r, int64_t at,
				       const struct demo_live *live)
{
	struct civil t;
	int sum = 0, n;

	civil_from_ms(at, ZONE_SHANGHAI, &t);
	for (size_t i = 0; i < demo_repair_count; i++)
		sum += fits(h, &demo_repairs[i], &t, live) ? demo_repairs[i].weight : 0;
	for (size_t i = 0; i < demo_talk_count; i++)
		sum += fits(h, &demo_talks[i], &t, live) ? demo_talks[i].weight : 0;
	n = demo_below(r, sum);
	for (size_t i = 0; i < demo_repair_count; i++)
		if (fits(h, &demo_repairs[i], &t, live) && (n -= demo_repairs[i].weight) < 0)
			return &demo_repairs[i];
	for (size_t i = 0;; i++)
		if (fits(h, &demo_talks[i], &t, live) && (n -= demo_talks[i].weight) < 0)
			return &demo_talks[i];
}

static struct demo_case new_case(struct history *h, int64_t at, const struct demo_live *live)
{
	struct demo_case c = { .at = at, .live = live, .house = -1 };

	c.random = demo_random(h->estate->seed, "case", h->made++);
	c.theme = choose(h, &c.random, at, live);
	return c;
}

/* A house with somebody at home who can call. */
static void find_caller(struct history *h, struct arena *a, struct demo_case *c,
			struct demo_house *ret)
{
	for (;;) {
		c->house = (int64_t)(((uint64_t)demo_below(&c->random, 1 << 30) << 16 ^
				      (uint64_t)demo_below(&c->random, 1 << 16)) %
				     (uint64_t)h->estate->households);
		demo_house(a, h->estate, c->house, ret);
		if (ret->adults && (ret->room.state > ROOM_VACANT || demo_chance(&c->random, 10)))
			break;
	}
	c->person = (size_t)demo_below(&c->random, (int)ret->adults);
	if (!ret->people[c->person].phone)
		c->person = 0;
}

/* ---- taking a call ---- */

static int channel_of(struct demo_case *c)
{
	int n = demo_below(&c->random, 100);

	if (c->theme->kind == KIND_SUGGESTION || c->theme->kind == KIND_PRAISE)
		return n < 35 ? CHANNEL_LETTER : n < 60 ? CHANNEL_WECHAT : n < 75 ? CHANNEL_VISIT
							: CHANNEL_PHONE;
	return n < 76 ? CHANNEL_PHONE : n < 90 ? CHANNEL_WECHAT : CHANNEL_VISIT;
}

static void say_matter(struct arena *a, struct demo_case *c, const struct demo_house *house,
		       struct contact_intake *in)
{
	const struct demo_theme *t = c->theme;
	struct matter *m = &in->matters[in->matter_count++];

	*m = (struct matter){ .kind = t->kind, .help_class = t->help_class, .urgency = t->urgency,
			      .wish = t->wish, .text = demo_text(a, c), .public_area = t->place,
			      .place = t->place };
	if (t->indoors) {
		const char *dash = strrchr(house->room.room, '-');
		const char *cut = strchr(house->room.room, '-');
		m->place = arena_printf(a, "%.*s 栋 %.*s 单元 %s", (int)(cut - house->room.room),
					house->room.room, (int)(dash - cut - 1), cut + 1, t->place);
	}
	in->text = in->text ? arena_printf(a, "%s\n%s", in->text, m->text) : m->text;
}

static void say_who(struct demo_case *c, const struct demo_house *house, struct contact_intake *in)
{
	const struct resident *p = &house->people[c->person];

	in->channel = channel_of(c);
	in->phone = p->phone;
	in->person_name = p->name;
	in->room = house->room.room;
	in->source = p->relation <= RELATION_COOWNER ? SOURCE_OWNER : SOURCE_RESIDENT;
	if (in->channel != CHANNEL_PHONE)
		return;
	in->rings = demo_chance(&c->random, 92) ? demo_between(&c->random, 1, 3)
						: demo_between(&c->random, 4, 7);
	in->repeated = demo_chance(&c->random, 85);
}

/* A look round the estate finds some of the faults in public places. */
static struct demo_staff *patrol_of(struct history *h, struct demo_case *c)
{
	static const enum role patrols[] = { ROLE_STEWARD, ROLE_GUARD, ROLE_FIRE_OPERATOR };

	if (!c->theme->place || c->live || h->small || !demo_chance(&c->random, 35))
		return NULL;
	return demo_staff_of(h->estate, DEMO_PICK(&c->random, patrols), demo_below(&c->random, 12));
}

static void begin(struct history *h, struct demo_case *c, int64_t request)
{
	c->request = request;
	c->move = demo_course(c, h->small);
	c->at = demo_when(c, c->move, c->at, h->estate->now);
	push(h, c);
}

static int begin_matters(struct ctx *cx, struct history *h, struct demo_case *cases,
			 size_t case_count, int64_t contact)
{
	struct request_record *list;
	size_t count;
	int r = request_of_contact(cx, contact, &list, &count);

	assert(r < 0 || count == case_count);
	for (size_t i = 0; r == OK && i < count; i++)
		begin(h, &cases[i], list[i].id);
	return r;
}

/* Somebody asks and is told at once: a line in the log and no matter. */
static int chat(struct ctx *cx, struct history *h, struct demo_random *r)
{
	static const char *const texts[] = {
		"问客服电话是不是 24 小时", "问快递放在哪个门岗", "问今天垃圾几点清运", "转接财务，问上月账单",
		"告知明天搬家，要用货梯，已登记时段", "问物业上班时间", "问水电卡在哪里充值", "确认维修师傅是否已出发",
		"询问停水什么时候恢复，已告知", "报平安，说昨天的漏水已好",
	};
	struct demo_case c = { .random = *r, .theme = &demo_repairs[0], .house = -1 };
	struct contact_intake in = { .handling = HANDLING_ANSWERED };
	struct demo_house house;
	struct contact contact;

	find_caller(h, cx->arena, &c, &house);
	say_who(&c, &house, &in);
	in.text = DEMO_PICK(&c.random, texts);
	return contact_log(cx, &in, &contact);
}

static int arrive(struct ctx *cx, struct history *h, struct demo_case *first)
{
	struct demo_case cases[2] = { *first };
	struct contact_intake in = { 0 };
	struct demo_house house;
	struct contact contact;
	struct demo_staff *patrol;
	size_t count = 1;
	int r;

	cx->now = first->at;
	find_caller(h, cx->arena, &cases[0], &house);
	patrol = patrol_of(h, &cases[0]);
	cx->actor = patrol ? &patrol->actor : &demo_desk(h->estate, cx->now)->actor;
	if (patrol)
		in = (struct contact_intake){ .channel = CHANNEL_PATROL, .source = SOURCE_PATROL,
					      .person_name = patrol->name };
	else
		say_who(&cases[0], &house, &in);
	say_matter(cx->arena, &cases[0], &house, &in);
	if (!first->live && !patrol && h->ordinary - h->popped > h->skip &&
	    demo_chance(&cases[0].random, 3)) {
		cases[1] = new_case(h, first->at, NULL);
		cases[1].house = cases[0].house;
		cases[1].person = cases[0].person;
		say_matter(cx->arena, &cases[1], &house, &in);
		h->skip++;
		count = 2;
	}
	if (!first->live && demo_chance(&cases[0].random, 1))
		in.received_at = first->at - MINUTES(demo_between(&cases[0].random, 35, 170));
	if (patrol)
		cases[0].house = -1;
	r = contact_log(cx, &in, &contact);
	if (r == OK)
		r = begin_matters(cx, h, cases, count, contact.id);
	if (r == OK && demo_chance(&cases[0].random, 12))
		r = chat(cx, h, &cases[0].random);
	return r;
}

/* ---- going on ---- */

/* The repair that came of a help call: the first urgent one of its trade. */
static int follow_child(struct ctx *cx, struct history *h, const struct demo_case *parent)
{
	struct demo_case c = *parent;
	struct request_record *children;
	size_t count;
	int r = request_children(cx, parent->request, &children, &count);

	if (r < 0)
		return r;
	assert(count == 1);
	for (size_t i = 0; i < demo_repair_count; i++)
		if (demo_repairs[i].trade == parent->theme->trade && !demo_repairs[i].place &&
		    demo_repairs[i].urgency >= URGENCY_URGENT) {
			c.theme = &demo_repairs[i];
			break;
		}
	c.live = NULL;
	c.move_count = 0;
	c.random = demo_random(h->estate->seed, "child", parent->order);
	h->skip += h->ordinary - h->popped > h->skip; /* it is one of the N */
	begin(h, &c, children[0].id);
	return OK;
}

/* What is left of a help call waits until the repair has closed. */
static int child_is_open(struct ctx *cx, const struct demo_case *c, bool *ret)
{
	struct request_record *children;
	size_t count;
	int r;

	*ret = false;
	if (c->theme->help_class != HELP_REPAIR || strcmp(c->move->step, "finish"))
		return OK;
	r = request_children(cx, c->request, &children, &count);
	for (size_t i = 0; r == OK && i < count; i++)
		*ret |= children[i].state < REQUEST_CLOSED;
	return r;
}

static int go_on(struct ctx *cx, struct history *h, struct demo_case *c)
{
	const struct demo_estate *e = h->estate;
	struct request_record q = { .number = "-" };
	struct demo_house house;
	struct input in;
	bool waits;
	int r;

	cx->now = c->at;
	r = child_is_open(cx, c, &waits);
	if (r < 0)
		return r;
	if (waits) {
		c->at += MINUTES(demo_between(&c->random, 60, 240));
		push(h, c);
		return OK;
	}
	input_init(&in, cx->arena);
	if (c->house >= 0)
		demo_house(cx->arena, e, c->house, &house);
	demo_say(c, e, c->house >= 0 ? &house.people[c->person] : NULL, &in);
	cx->actor = demo_actor(e, c, c->move);
	r = request_step(cx, c->request, c->move->step, 0, &in, ZONE_SHANGHAI, &q);
	if (r < 0)
		return fail(cx, r, "%s %s: %s", q.number, c->move->step,
			    arena_strdup(cx->arena, cx->why));
	if (!strcmp(c->move->step, "turn"))
		r = follow_child(cx, h, c);
	c->move++;
	c->move_count++;
	if (r < 0 || !c->move->step)
		return r;
	c->at = demo_when(c, c->move, c->at, e->now);
	push(h, c);
	return OK;
}

/* The next call that comes in by itself; INT64_MAX = none is left. */
static int64_t next_call(struct history *h)
{
	for (;;) {
		if (h->time_at == h->time_count)
			next_day(h);
		if (h->time_at == h->time_count)
			return INT64_MAX;
		if (!h->skip)
			return h->times[h->time_at];
		h->skip--;
		h->time_at++;
		h->popped++;
	}
}

static int run_batch(struct ctx *cx, void *arg)
{
	struct history *h = arg;
	int r = OK;

	/* as the tables grow */
	if (h->made >= h->measure_at) {
		h->measure_at = h->made * 2 + BATCH;
		r = store_measure(cx);
	}
	for (int n = 0; r == OK && n < BATCH; n++) {
		int64_t call = next_call(h);
		r = demo_run_errands(cx, h->estate,
				     MIN(h->count ? MIN(h->heap[0].at, call) : call, h->estate->now));
		if (r < 0)
			break;
		if (h->count && h->heap[0].at <= call) {
			struct demo_case c = pop(h);
			r = c.request ? go_on(cx, h, &c) : arrive(cx, h, &c);
		} else if (call < INT64_MAX) {
			struct demo_case c = new_case(h, call, NULL);
			h->time_at++;
			h->popped++;
			r = arrive(cx, h, &c);
		} else {
			h->finished = true;
			break;
		}
	}
	return r;
}

/* The matters of this very day come in at times of their own. Answers how many. */
static int64_t prepare_lives(struct history *h)
{
	const struct demo_live *fitting[64];
	size_t count = 0, wanted;

	for (size_t i = 0; i < demo_live_count; i++)
		if (demo_live_fits(&demo_lives[i], h->small))
			fitting[count++] = &demo_lives[i];
	assert(count && count <= COUNT(fitting));
	wanted = (size_t)MIN((int64_t)count, h->estate->cases / 4);
	for (size_t i = 0; i < wanted; i++) {
		const struct demo_live *l = fitting[i * count / wanted];
		struct demo_case c = new_case(h, h->estate->now - MINUTES(l->minutes[0]), l);
		push(h, &c);
	}
	return (int64_t)wanted;
}

int demo_live_through(struct ctx *given, const struct demo_estate *e)
{
	AUTO(arena) arena = { 0 };
	AUTO(arena) batch = { 0 };
	struct ctx cx = *given;
	struct history h = { .estate = e, .arena = &arena, .small = !demo_staff_of(e, ROLE_GUARD, 0) };
	int r = OK;

	cx.arena = &batch;
	h.random = demo_random(e->seed, "calls", 0);
	h.ordinary = e->cases - prepare_lives(&h);
	weigh_days(&h);
	while (r == OK && !h.finished) {
		r = app_write(&cx, run_batch, &h);
		arena_clear(&batch);
		if (e->progress)
			fprintf(e->progress, "\r%s %" PRId64 "/%" PRId64, e->name, h.made, e->cases);
	}
	if (e->progress)
		fputc('\n', e->progress);
	return r < 0 ? fail(given, r, "%s", cx.why) : OK;
}
