#include "print.h"
#include "app/module.h"
#include "app/permission.h"
#include "base/civil.h"
#include "record/json.h"
#include "rules_commands.h"

enum { JSON_BYTES = 8 * 1024 * 1024 };

static const char *const doors[] = { [DOOR_BOTH] = "both", [DOOR_PAGE] = "page", [DOOR_API] = "api",
				     [DOOR_ROOT] = "root" };
static const char *const lanes[] = { [LANE_AUTO] = "auto", [LANE_READ] = "read",
				     [LANE_WRITE] = "write", [LANE_WORK] = "work" };

static void print_routes(struct printing *p)
{
	if (p->json)
		json_array(p->to, "routes");
	for (const struct module *const *m = modules; *m; m++) {
		for (const struct route *r = (*m)->routes; r && r->method; r++) {
			if (!p->json) {
				fprintf(p->out, "%-5s %-40s %-20s %s\n", r->method, r->path,
					permission_word(r->permission), r->summary);
				continue;
			}
			json_object(p->to, NULL);
			json_text(p->to, "module", (*m)->name);
			json_text(p->to, "method", r->method);
			json_text(p->to, "path", r->path);
			json_text(p->to, "permission", permission_word(r->permission));
			json_text(p->to, "door", doors[r->door]);
			json_text(p->to, "lane", lanes[r->lane]);
			json_text(p->to, "summary", r->summary);
			json_object_end(p->to);
		}
	}
	if (p->json)
		json_array_end(p->to);
}

/* ---- settings ---- */

static const char *const setting_types[] = {
	[SETTING_INT] = "int", [SETTING_MINUTES] = "minutes", [SETTING_HOURS] = "hours",
	[SETTING_PERCENT] = "percent", [SETTING_BOOL] = "bool", [SETTING_CLOCK] = "clock",
	[SETTING_TEXT] = "text", [SETTING_FEN] = "fen",
};

static void setting_json(struct json *j, const struct setting *s)
{
	char clock[CIVIL_TEXT];

	json_object(j, NULL);
	json_text(j, "name", s->name);
	json_text(j, "type", setting_types[s->type]);
	if (s->type == SETTING_TEXT)
		json_text(j, "default", s->text);
	else if (s->type == SETTING_BOOL)
		json_bool(j, "default", s->value);
	else if (s->type == SETTING_CLOCK)
		json_text(j, "default", civil_clock((int)s->value, clock));
	else
		json_int(j, "default", s->value);
	if (s->type != SETTING_TEXT && s->type != SETTING_BOOL) {
		json_int(j, "min", s->min);
		json_int(j, "max", s->max);
	}
	json_text(j, "sentence", s->sentence);
	json_text(j, "rule", s->rule);
	json_object_end(j);
}

static void setting_line(FILE *out, const struct setting *s)
{
	char text[CIVIL_TEXT];

	if (s->type == SETTING_CLOCK)
		(void)civil_clock((int)s->value, text);
	else
		(void)snprintf(text, sizeof text, "%" PRId64, s->value);
	fprintf(out, "%-36s %-8s %-8s %s (%s)\n", s->name, setting_types[s->type],
		s->type == SETTING_TEXT ? s->text : text, s->sentence, s->rule ? s->rule : "-");
}

static void print_settings(struct printing *p)
{
	if (p->json)
		json_array(p->to, "settings");
	for (const struct module *const *m = modules; *m; m++)
		for (const struct setting *s = (*m)->settings; s && s->name; s++) {
			if (p->json)
				setting_json(p->to, s);
			else
				setting_line(p->out, s);
		}
	if (p->json)
		json_array_end(p->to);
}

/* ---- permissions ---- */

static void permissions_json(struct json *j)
{
	json_array(j, "roles");
	for (int role = 0; role < ROLES; role++) {
		json_object(j, NULL);
		json_text(j, "role", role_choices[role].word);
		json_text(j, "term", role_choices[role].label);
		json_text(j, "also", role_also((enum role)role));
		json_array(j, "permissions");
		for (int p = PERM_UNSET + 1; p < PERMISSIONS; p++)
			if (role_may((enum role)role, (enum permission)p))
				json_text(j, NULL, permission_word((enum permission)p));
		json_array_end(j);
		json_object_end(j);
	}
	json_array_end(j);
	json_array(j, "permissions");
	for (int p = PERM_UNSET + 1; p < PERMISSIONS; p++) {
		json_object(j, NULL);
		json_text(j, "permission", permission_word((enum permission)p));
		json_text(j, "sentence", permission_sentence((enum permission)p));
		json_object_end(j);
	}
	json_array_end(j);
}

static void print_permissions(struct printing *p)
{
	if (p->json) {
		permissions_json(p->to);
		return;
	}
	for (int role = 0; role < ROLES; role++)
		fprintf(p->out, "%2d %-22s %s\n", role + 1, role_choices[role].word,
			role_choices[role].label);
	fprintf(p->out, "\n%-20s", "");
	for (int role = 0; role < ROLES; role++)
		fprintf(p->out, " %2d", role + 1);
	fputc('\n', p->out);
	for (int n = PERM_UNSET + 1; n < PERMISSIONS; n++) {
		fprintf(p->out, "%-20s", permission_word((enum permission)n));
		for (int role = 0; role < ROLES; role++)
			fprintf(p->out, "  %c", role_may((enum role)role, (enum permission)n) ? 'x' : '.');
		fprintf(p->out, "  %s\n", permission_sentence((enum permission)n));
	}
}

/* ---- jobs ---- */

static void print_jobs(struct printing *p)
{
	if (p->json)
		json_array(p->to, "jobs");
	for (const struct module *const *m = modules; *m; m++) {
		for (const struct job *job = (*m)->jobs; job && job->name; job++) {
			if (!p->json) {
				fprintf(p->out, "%-30s %6d s  %s\n", job->name, job->every_seconds,
					job->sentence);
				continue;
			}
			json_object(p->to, NULL);
			json_text(p->to, "name", job->name);
			json_int(p->to, "every_seconds", job->every_seconds);
			json_text(p->to, "sentence", job->sentence);
			json_object_end(p->to);
		}
	}
	if (p->json)
		json_array_end(p->to);
}

static void print_rules(struct printing *p)
{
	rules_print(p->out, p->json ? p->to : NULL);
}

const struct printer printers[] = {
	{ "routes", "打印全部地址、各自的权限", print_routes, false },
	{ "settings", "打印全部参数、默认值和依据", print_settings, false },
	{ "permissions", "打印角色和权限表", print_permissions, false },
	{ "jobs", "打印定时任务", print_jobs, false },
	{ "rules", "打印制度、各条由什么执行；写了 --data 就带上执行情况", print_rules, false },
	{ "api", "打印接口说明（OpenAPI 3.1）", print_api, true },
	{ NULL, NULL, NULL, false },
};

int print_table(const struct printer *printer, struct printing *p)
{
	AUTO(arena) arena = { 0 };
	struct ctx cx = { .arena = &arena };
	struct strbuf out;
	struct json j;

	p->json |= printer->always_json;
	if (!p->json) {
		printer->print(p);
		return OK;
	}
	strbuf_init(&out, &arena, JSON_BYTES);
	json_init(&j, &cx, &out, 0);
	p->to = &j;
	json_object(&j, NULL);
	printer->print(p);
	json_object_end(&j);
	if (out.full)
		return ERR_TOO_BIG;
	return fprintf(p->out, "%s\n", out.s) < 0 ? ERR_UNAVAILABLE : OK;
}
