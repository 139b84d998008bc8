/* Names, phones and ID numbers that look real and belong to nobody. */
#include "demo_parts.h"
#include "base/text.h"

struct demo_random demo_random(int64_t seed, const char *what, int64_t which)
{
	struct demo_random r = { (uint64_t)seed * UINT64_C(0x9E3779B97F4A7C15) + 1 };

	for (; *what; what++)
		r.state = (r.state ^ (unsigned char)*what) * UINT64_C(0x100000001B3);
	r.state ^= (uint64_t)which * UINT64_C(0xD6E8FEB86659FD93);
	(void)demo_below(&r, 2);
	return r;
}

/* splitmix64 */
static uint64_t next(struct demo_random *r)
{
	uint64_t z = r->state += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

int demo_below(struct demo_random *r, int n)
{
	return (int)((next(r) >> 16) % (uint64_t)n);
}

int demo_between(struct demo_random *r, int least, int most)
{
	return least + demo_below(r, most - least + 1);
}

bool demo_chance(struct demo_random *r, int percent)
{
	return demo_below(r, 100) < percent;
}

/* ---- names ---- */

/* The frequent ones stand several times. */
static const char *const surnames[] = {
	"王", "王", "王", "李", "李", "李", "张", "张", "张", "刘", "刘", "陈", "陈", "陈", "杨",
	"杨", "黄", "黄", "赵", "吴", "吴", "周", "周", "徐", "孙", "马", "朱", "胡", "郭", "何",
	"林", "林", "高", "罗", "郑", "梁", "谢", "宋", "唐", "许", "韩", "冯", "邓", "曹", "彭",
	"曾", "肖", "田", "董", "潘", "袁", "蔡", "蒋", "余", "于", "杜", "叶", "程", "苏", "魏",
	"吕", "丁", "任", "卢", "姚", "沈", "钟", "姜", "崔", "谭", "陆", "范", "汪", "廖", "石",
	"金", "韦", "贾", "夏", "付", "方", "邹", "熊", "白", "孟", "秦", "邱", "侯", "江", "尹",
	"薛", "闫", "雷", "龙", "黎", "史", "陶", "贺", "毛", "郝", "顾", "龚", "邵", "万", "覃",
	"武", "钱", "戴", "严", "莫", "孔", "向", "常", "汤", "单", "解", "仇", "区", "查",
};
static const char *const double_surnames[] = { "欧阳", "上官", "司徒", "诸葛", "司马", "夏侯",
					       "尉迟", "慕容", "令狐", "皇甫", "东方", "端木" };

/* By the years people were named in: before 1965, to 1984, to 2004, after. */
enum { AGES = 4, NAMES = 24 };
static const char *const men[AGES][NAMES] = {
	{ "建国", "国强", "志明", "德福", "永贵", "文忠", "福生", "卫东", "解放", "长海", "振华",
	  "玉林", "洪生", "庆祥", "宝田", "学文", "光明", "根发", "炳南", "耀祖", "水生", "传义",
	  "金龙", "国栋" },
	{ "伟", "军", "强", "勇", "志强", "建华", "海涛", "晓东", "国平", "永刚", "立新", "俊杰",
	  "文斌", "春生", "向阳", "晓峰", "志远", "明辉", "金波", "少华", "利民", "庆华", "红兵",
	  "卫国" },
	{ "浩", "鹏", "磊", "宇", "杰", "俊", "浩然", "文博", "志豪", "嘉伟", "子健", "晨", "凯",
	  "泽宇", "一鸣", "天佑", "家辉", "振宇", "思远", "博文", "超", "宏伟", "锦程", "旭东" },
	{ "奕辰", "沐宸", "子墨", "浩宇", "宇轩", "俊熙", "铭泽", "梓睿", "一诺", "嘉懿", "景行",
	  "辰逸", "乐天", "承恩", "睿渊", "知远", "昊天", "书源", "亦航", "煜城", "皓轩", "宸睿",
	  "思睿", "星宇" },
};
static const char *const women[AGES][NAMES] = {
	{ "桂兰", "秀英", "玉珍", "淑芬", "秀兰", "凤英", "美珍", "月娥", "桂英", "素珍", "玉兰",
	  "惠芳", "金凤", "菊香", "翠花", "爱华", "瑞芝", "春梅", "荷花", "腊梅", "婉如", "丽华",
	  "彩霞", "玉梅" },
	{ "丽", "敏", "静", "艳", "娟", "红", "丽娟", "晓燕", "海燕", "红梅", "春燕", "秋菊", "雪梅",
	  "志红", "建芳", "小玲", "美玲", "惠敏", "月华", "玉洁", "冬梅", "爱萍", "文娟", "晓红" },
	{ "婷", "雪", "倩", "颖", "佳", "婷婷", "欣怡", "梦洁", "思琪", "雅静", "雨欣", "晓彤", "佳慧",
	  "诗涵", "若琳", "梓涵", "静怡", "嘉欣", "海棠", "心怡", "晨曦", "依依", "紫薇", "韵寒" },
	{ "一诺", "欣妍", "梓萱", "诗涵", "语桐", "沐晴", "若溪", "思语", "可馨", "芷若", "安然",
	  "书瑶", "雨桐", "念初", "星悦", "乐瑶", "佳宁", "予希", "知夏", "悠然", "清欢", "雅琪",
	  "芊羽", "夏沫" },
};
static const char *const rare_names[] = {
	"Alexandra Konstantinopoulou-Wójcik", "José Antonio Fernández de la Cuesta",
	"Maximilian von Hohenstein-Oberkirch", "Krishnamurthy Venkataraghavan",
	"Ngozi Okonkwo-Adeyemi", "Nguyễn Thị Bích Ngọc", "Søren Kjærgaard-Lindqvist",
	"John Smith", "田中美咲", "阿卜杜热西提·买买提", "古丽米热·吐尔逊", "扎西多吉",
	"斯琴高娃·巴特尔", "Aleksandr Władysławowicz Szczebrzeszyński",
};

const char *demo_surname(struct demo_random *r)
{
	return demo_chance(r, 2) ? DEMO_PICK(r, double_surnames) : DEMO_PICK(r, surnames);
}

const char *demo_rare_name(struct demo_random *r)
{
	return demo_chance(r, 1) ? DEMO_PICK(r, rare_names) : NULL;
}

static int age_of(int born_year)
{
	return born_year < 1965 ? 0 : born_year < 1985 ? 1 : born_year < 2005 ? 2 : 3;
}

/* ---- numbers ---- */

/* A phone of its own for each person: two rows of numbers, and further ones for the very many. */
static const char *phone(struct arena *a, int64_t which)
{
	static const int rows[] = { 138, 199 };
	enum { ROW = 1000000, STEP = 618033 }; /* coprime: each number once */
	int64_t block = which / ROW, n = which % ROW * STEP % ROW;

	return arena_printf(a, "%d%02" PRId64 "%06" PRId64, rows[block % 2], block / 2, n);
}

/* 身份证号 with the right check digit. County 99 is nowhere in use, so it is nobody's. Two people of
 * one estate never have the same (up to half a million houses): place and serial number repeat only
 * with another day of birth. */
static const char *id_card(struct arena *a, int64_t which, int born_year, int month, bool woman)
{
	static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
	static const int provinces[] = { 11, 31, 32, 33, 34, 35, 36, 37, 41, 42,
					 43, 44, 45, 50, 51, 52, 53, 61, 21, 23 };
	enum { SERIALS = 499, PLACES = COUNT(provinces) * 12, ROW = SERIALS * PLACES, STEP = 48271 };
	int64_t n = which % ROW * STEP % ROW, place = n % PLACES;
	int serial = 1 + (int)(n / PLACES), day = 1 + (int)((n * 11 + which / ROW) % 28), sum = 0;
	char *id = arena_printf(a, "%02d%02d99%04d%02d%02d%03d0",
				provinces[place % (int64_t)COUNT(provinces)],
				1 + (int)(place / (int64_t)COUNT(provinces)), born_year, month, day,
				serial * 2 - !woman);

	for (int i = 0; i < 17; i++)
		sum += (id[i] - '0') * weights[i];
	id[17] = "10X98765432"[sum % 11];
	return id;
}

void demo_person(struct arena *a, const struct demo_estate *e, struct demo_random *r, int64_t which,
		 int born_year, bool woman, const char *surname, struct resident *ret)
{
	const char *rare = surname ? NULL : demo_rare_name(r);
	const char *given = woman ? women[age_of(born_year)][demo_below(r, NAMES)]
				  : men[age_of(born_year)][demo_below(r, NAMES)];
	int month = demo_between(r, 1, 12);
	bool foreign = rare && (unsigned char)rare[0] < 0x80;
	struct civil today;

	civil_from_ms(e->now, ZONE_SHANGHAI, &today);
	*ret = (struct resident){
		.name = rare ? rare : arena_printf(a, "%s%s", surname ? surname : demo_surname(r), given),
	};
	if (today.year - born_year >= 12)
		ret->phone = phone(a, which);
	if (today.year - born_year >= 16 && demo_chance(r, 80)) {
		ret->id_type = foreign ? ID_PASSPORT : ID_CARD;
		ret->id_number = foreign
			? arena_printf(a, "P%08" PRId64, which * 7919 % 100000000)
			: id_card(a, which, born_year, month, woman);
	}
}
