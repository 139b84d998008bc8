/* The description of the API (OpenAPI 3.1), made from the tables of routes, fields and steps. */
#include "print.h"
#include "app/module.h"
#include "base/limits.h"
#include "base/money.h"
#include "modules/contacts/contacts.h"
#include "modules/households/households.h"
#include "modules/people/people.h"
#include "record/json.h"
#include "record/member.h"

/* ---- what the tables of routes do not say ---- */

static const struct {
	const char *name;
	const struct fields *fields;
} records[] = {
	{ "Request", &request_fields },       { "Contact", &contact_fields },
	{ "Household", &household_fields },   { "Room", &room_fields },
	{ "Occupancy", &occupancy_fields },   { "Person", &person_fields },
	{ "Staff", &staff_fields },	      { "Post", &post_fields },
	{ "Obligation", &obligation_fields }, { "Event", &journal_fields },
	{ "Material", &request_material_fields },
};

/* Which record an address answers with; query: what a list can be asked by. */
static const struct answer {
	const char *path, *record, *query;
} answers[] = {
	{ "/requests", "Request", "q state kind building assignee from to order page_size after" },
	{ "/requests/:id", "Request", NULL },
	{ "/requests/:id/:step", "Request", NULL },
	{ "/contacts", "Contact", "phone room channel from to page_size after" },
	{ "/contacts/:id", "Contact", NULL },
	{ "/households", "Household", "q building state page_size after" },
	{ "/households/:room", "Room", NULL },
	{ "/households/:room/people/:id", "Occupancy", NULL },
	{ "/people", "Staff", "q state role page_size after" },
	{ "/people/:id", "Staff", NULL },
	{ "/posts", "Post", "" },
	{ "/obligations", "Obligation", "state owner page_size after" },
	{ "/journal", "Event", "before page_size" },
};

/* Lists inside a body, beside its fields. */
static const struct {
	const char *path, *step, *name;
	const struct fields *fields; /* NULL: a list of ids */
} lists[] = {
	{ "/contacts", NULL, "matters", &matter_fields },
	{ "/requests/:id/:step", "finish", "materials", &request_material_fields },
	{ "/requests/:id/:step", "send", "helpers", NULL },
};

static const struct {
	const char *path;
	const struct machine *machine;
} machines[] = { { "/requests/:id/:step", &request_machine } };

static const struct {
	const char *status, *name;
	bool always;
} errors[] = {
	{ "401", "unauthenticated", true }, { "403", "forbidden", true },
	{ "404", "not_found", true },	    { "409", "conflict", false },
	{ "413", "too_big", false },	    { "422", "invalid", false },
	{ "429", "rate_limited", true },    { "500", "internal", true },
	{ "503", "unavailable", true },
};

/* ---- small pieces ---- */

static void reference(struct json *j, const char *key, const char *kind, const char *name)
{
	json_object(j, key);
	json_text(j, "$ref", arena_printf(j->out->arena, "#/components/%s/%s", kind, name));
	json_object_end(j);
}

/* "/requests/:id" → "/requests/{id}", with :step filled in when there is one. */
static const char *path_of(struct arena *a, const char *path, const char *step)
{
	struct strbuf b;

	strbuf_init(&b, a, 1024);
	while (*path) {
		size_t n = strcspn(path, "/");
		if (*path == '/') {
			strbuf_char(&b, *path++);
			continue;
		}
		if (step && n == 5 && !strncmp(path, ":step", 5))
			strbuf_text(&b, step);
		else if (*path == ':')
			strbuf_printf(&b, "{%.*s}", (int)n - 1, path + 1);
		else
			strbuf_add(&b, path, n);
		path += n;
	}
	return b.s;
}

static const struct answer *answer_of(const char *path)
{
	for (size_t i = 0; i < COUNT(answers); i++)
		if (!strcmp(answers[i].path, path))
			return &answers[i];
	return NULL;
}

/* ---- schemas ---- */

static const char *type_of(const struct field *f)
{
	switch (f->show) {
	case SHOW_ID:
	case SHOW_TIME:
	case SHOW_DATE:
	case SHOW_MONEY:
	case SHOW_CLOCK:
	case SHOW_ENUM:
	case SHOW_MASS:
		return "string";
	default:
		return f->type == F_TEXT ? "string" : f->type == F_BOOL ? "boolean" : "integer";
	}
}

static void limits(struct json *j, const struct field *f)
{
	if (f->show == SHOW_TIME)
		json_text(j, "format", "date-time");
	if (f->show == SHOW_DATE)
		json_text(j, "format", "date");
	if (f->show == SHOW_ID)
		json_text(j, "pattern", "^[0-9]+$");
	if (f->show == SHOW_MONEY)
		json_text(j, "pattern", "^-?[0-9]+(\\.[0-9]{1,2})?$");
	if (f->show == SHOW_MASS)
		json_text(j, "pattern", "^-?[0-9]+(\\.[0-9]{1,3})?$");
	if (f->show == SHOW_CLOCK)
		json_text(j, "pattern", "^[0-9]{1,2}:[0-9]{2}$");
	if (f->type == F_TEXT && f->min)
		json_int(j, "minLength", f->min);
	if (f->type == F_TEXT)
		json_int(j, "maxLength", f->max ? f->max : f->show == SHOW_LONG ? LIMIT_TEXT : LIMIT_LINE);
	if (f->type != F_TEXT && f->show == SHOW_PLAIN && (f->min || f->max)) {
		json_int(j, "minimum", f->min);
		json_int(j, "maximum", f->max);
	}
	if (f->show != SHOW_ENUM)
		return;
	json_array(j, "enum");
	for (const struct choice *c = f->choices; c && c->word; c++)
		json_text(j, NULL, c->word);
	json_array_end(j);
}

static void property(struct json *j, const struct field *f)
{
	json_object(j, member_form_name(j->out->arena, f));
	json_text(j, "type", type_of(f));
	limits(j, f);
	if (f->label)
		json_text(j, "title", f->label);
	if (f->hint)
		json_text(j, "description", f->hint);
	json_object_end(j);
}

/* What a machine sends. */
static void input_properties(struct json *j, const struct field *fields, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (fields[i].flags & IN_FORM)
			property(j, &fields[i]);
}

static void required(struct json *j, const struct field *fields, size_t count)
{
	json_array(j, "required");
	for (size_t i = 0; i < count; i++)
		if (fields[i].flags & REQUIRED && fields[i].flags & IN_FORM)
			json_text(j, NULL, member_form_name(j->out->arena, &fields[i]));
	json_array_end(j);
}

/* Beside a value stands what it means: the label of a word, the fen of an amount. */
static void companion(struct json *j, const struct field *f)
{
	const char *name = member_form_name(j->out->arena, f);
	bool money = f->show == SHOW_MONEY;

	if (!money && f->show != SHOW_ENUM)
		return;
	json_object(j, arena_printf(j->out->arena, money ? "%s_fen" : "%s_label", name));
	json_array(j, "type");
	json_text(j, NULL, money ? "integer" : "string");
	json_text(j, NULL, "null");
	json_array_end(j);
	json_object_end(j);
}

static void record_schema(struct json *j, const char *name, struct fields f)
{
	json_object(j, name);
	json_text(j, "type", "object");
	json_object(j, "properties");
	for (size_t i = 0; i < f.count; i++) {
		const struct field *field = &f.field[i];
		if (!(field->flags & IN_JSON) || field->show == SHOW_PASSWORD)
			continue;
		json_object(j, member_form_name(j->out->arena, field));
		json_array(j, "type");
		json_text(j, NULL, type_of(field));
		json_text(j, NULL, "null");
		json_array_end(j);
		if (field->show == SHOW_TIME)
			json_text(j, "format", "date-time");
		if (field->label)
			json_text(j, "title", field->label);
		json_object_end(j);
		companion(j, field);
	}
	json_object_end(j);
	json_object_end(j);
}

static void error_schema(struct json *j)
{
	json_object(j, "Error");
	json_text(j, "type", "object");
	json_object(j, "properties");
	json_object(j, "error");
	json_text(j, "type", "object");
	json_object(j, "properties");
	json_object(j, "code");
	json_text(j, "type", "string");
	json_array(j, "enum");
	for (size_t i = 0; i < COUNT(errors); i++)
		json_text(j, NULL, errors[i].name);
	json_array_end(j);
	json_object_end(j);
	json_object(j, "message");
	json_text(j, "type", "string");
	json_object_end(j);
	json_object(j, "fields");
	json_text(j, "type", "object");
	json_object(j, "additionalProperties");
	json_text(j, "type", "string");
	json_object_end(j);
	json_object_end(j);
	json_object_end(j);
	json_object_end(j);
	json_object_end(j);
	json_object_end(j);
}

/* ---- parameters ---- */

static void parameter(struct json *j, const char *name, const char *in, const char *sentence)
{
	bool path = !strcmp(in, "path");

	json_object(j, NULL);
	json_text(j, "name", name);
	json_text(j, "in", in);
	json_bool(j, "required", path);
	if (sentence)
		json_text(j, "description", sentence);
	json_object(j, "schema");
	json_text(j, "type", "string");
	json_object_end(j);
	json_object_end(j);
}

static void path_parameters(struct json *j, const char *path, bool with_step)
{
	for (const char *at = path; (at = strchr(at, ':'));) {
		size_t n = strcspn(++at, "/");
		if (with_step || n != 4 || strncmp(at, "step", 4))
			parameter(j, arena_strndup(j->out->arena, at, n), "path", NULL);
		at += n;
	}
}

static void parameters(struct json *j, const struct route *r, const struct step *step)
{
	const struct answer *a = answer_of(r->path);

	json_array(j, "parameters");
	path_parameters(j, r->path, !step);
	if (strcmp(r->method, "GET")) {
		reference(j, NULL, "parameters", "IdempotencyKey");
		if (strchr(r->path, ':'))
			reference(j, NULL, "parameters", "IfMatch");
	} else if (a && a->query) {
		const char *word = a->query;
		while (*word) {
			size_t n = strcspn(word, " ");
			parameter(j, arena_strndup(j->out->arena, word, n), "query", NULL);
			word += n + (word[n] == ' ');
		}
	}
	json_array_end(j);
}

/* ---- bodies and answers ---- */

static void list_property(struct json *j, const char *name, const struct fields *f)
{
	json_object(j, name);
	json_text(j, "type", "array");
	json_object(j, "items");
	json_text(j, "type", f ? "object" : "string");
	if (f) {
		json_object(j, "properties");
		input_properties(j, f->field, f->count);
		json_object_end(j);
		required(j, f->field, f->count);
	}
	json_object_end(j);
	json_object_end(j);
}

static void body_schema(struct json *j, const struct route *r, const struct step *step,
			const struct field *fields, size_t count)
{
	json_text(j, "type", "object");
	json_object(j, "properties");
	input_properties(j, fields, count);
	for (size_t i = 0; i < COUNT(lists); i++) {
		if (strcmp(lists[i].path, r->path) || !lists[i].step != !step ||
		    (step && (strcmp(lists[i].step, step->action) || !step->read)))
			continue;
		list_property(j, lists[i].name, lists[i].fields);
		/* one alone may stand beside the other fields */
		if (!step && lists[i].fields)
			for (size_t k = 0; k < lists[i].fields->count; k++)
				if (strcmp(lists[i].fields->field[k].name, "text"))
					property(j, &lists[i].fields->field[k]);
	}
	json_object_end(j);
	required(j, fields, count);
}

/* Steps of one name may ask for different things, by the state and kind of the record. */
static void step_bodies(struct json *j, const struct route *r, const struct machine *m,
			const struct step *first)
{
	json_array(j, "anyOf");
	for (const struct step *s = first; s < m->steps + m->count; s++) {
		bool seen = false;
		if (strcmp(s->action, first->action))
			continue;
		for (const struct step *b = first; b < s; b++)
			seen |= !strcmp(b->action, s->action) && b->input == s->input;
		if (seen)
			continue;
		json_object(j, NULL);
		body_schema(j, r, s, s->input, s->input_count);
		json_object_end(j);
	}
	json_array_end(j);
}

static void request_body(struct json *j, const struct route *r, const struct machine *m,
			 const struct step *step)
{
	if (!strcmp(r->method, "GET") || (!step && !r->input_count && !r->upload))
		return;
	json_object(j, "requestBody");
	json_object(j, "content");
	json_object(j, r->upload ? "multipart/form-data" : "application/json");
	json_object(j, "schema");
	if (step)
		step_bodies(j, r, m, step);
	else
		body_schema(j, r, NULL, r->input, r->input_count);
	json_object_end(j);
	json_object_end(j);
	json_object_end(j);
	json_object_end(j);
}

static void list_schema(struct json *j, const char *record)
{
	json_text(j, "type", "object");
	json_object(j, "properties");
	json_object(j, "items");
	json_text(j, "type", "array");
	reference(j, "items", "schemas", record);
	json_object_end(j);
	json_object(j, "total");
	json_text(j, "type", "integer");
	json_object_end(j);
	json_object(j, "next");
	json_array(j, "type");
	json_text(j, NULL, "string");
	json_text(j, NULL, "null");
	json_array_end(j);
	json_object_end(j);
	json_object_end(j);
}

static void success(struct json *j, const struct route *r)
{
	const struct answer *a = answer_of(r->path);
	bool get = !strcmp(r->method, "GET"), list = a && a->query;

	json_object(j, !a && !get ? "2XX" : list && !get ? "201" : "200");
	json_text(j, "description", list && get ? "The rows" : "The record as it is now");
	json_object(j, "content");
	json_object(j, "application/json");
	if (a && list && get) {
		json_object(j, "schema");
		list_schema(j, a->record);
		json_object_end(j);
	} else if (a) {
		reference(j, "schema", "schemas", a->record);
	} else {
		json_object(j, "schema");
		json_object_end(j);
	}
	json_object_end(j);
	json_object_end(j);
	json_object_end(j);
}

static void operation(struct json *j, const struct route *r, const struct machine *m,
		      const struct step *step)
{
	bool get = !strcmp(r->method, "GET");
	enum permission permission = step ? step->permission : r->permission;
	char method[8] = "";

	for (size_t i = 0; r->method[i] && i < sizeof method - 1; i++)
		method[i] = (char)tolower((unsigned char)r->method[i]);
	json_object(j, method);
	json_text(j, "summary", step ? arena_printf(j->out->arena, "Step: %s", step->label) : r->summary);
	json_text(j, "x-permission", permission_word(permission));
	json_text(j, "description", permission_sentence(permission));
	if (permission == PERM_PUBLIC) {
		json_array(j, "security");
		json_array_end(j);
	}
	parameters(j, r, step);
	request_body(j, r, m, step);
	json_object(j, "responses");
	success(j, r);
	for (size_t i = 0; i < COUNT(errors); i++)
		if (errors[i].always || !get)
			reference(j, errors[i].status, "responses", errors[i].name);
	json_object_end(j);
	json_object_end(j);
}

/* ---- paths ---- */

static const struct machine *machine_of(const char *path)
{
	for (size_t i = 0; i < COUNT(machines); i++)
		if (!strcmp(machines[i].path, path))
			return machines[i].machine;
	return NULL;
}

static void step_paths(struct json *j, const struct route *r, const struct machine *m)
{
	for (const struct step *s = m->steps; s < m->steps + m->count; s++) {
		bool seen = false;
		for (const struct step *b = m->steps; b < s; b++)
			seen |= !strcmp(b->action, s->action);
		if (seen)
			continue;
		json_object(j, path_of(j->out->arena, r->path, s->action));
		operation(j, r, m, s);
		json_object_end(j);
	}
}

static bool is_of_api(const struct route *r)
{
	return r->door == DOOR_BOTH || r->door == DOOR_API;
}

/* All methods of one address stand together; the table of a module has them near each other. */
static void paths_of(struct json *j, const struct module *module)
{
	for (const struct route *r = module->routes; r && r->method; r++) {
		const struct machine *m = machine_of(r->path);
		bool seen = !is_of_api(r);
		for (const struct route *b = module->routes; b < r; b++)
			seen |= is_of_api(b) && !strcmp(b->path, r->path);
		if (seen)
			continue;
		if (m) {
			step_paths(j, r, m);
			continue;
		}
		json_object(j, path_of(j->out->arena, r->path, NULL));
		for (const struct route *s = r; s->method; s++)
			if (is_of_api(s) && !strcmp(s->path, r->path))
				operation(j, s, NULL, NULL);
		json_object_end(j);
	}
}

/* ---- the document ---- */

static void header_parameter(struct json *j, const char *key, const char *name,
			     const char *sentence)
{
	json_object(j, key);
	json_text(j, "name", name);
	json_text(j, "in", "header");
	json_text(j, "description", sentence);
	json_object(j, "schema");
	json_text(j, "type", "string");
	json_object_end(j);
	json_object_end(j);
}

static void error_responses(struct json *j)
{
	json_object(j, "responses");
	for (size_t i = 0; i < COUNT(errors); i++) {
		json_object(j, errors[i].name);
		json_text(j, "description", errors[i].name);
		json_object(j, "content");
		json_object(j, "application/json");
		reference(j, "schema", "schemas", "Error");
		json_object_end(j);
		json_object_end(j);
		json_object_end(j);
	}
	json_object_end(j);
}

static void components(struct json *j)
{
	json_object(j, "components");
	json_object(j, "securitySchemes");
	json_object(j, "token");
	json_text(j, "type", "http");
	json_text(j, "scheme", "bearer");
	json_text(j, "description", "anju token --user LOGIN");
	json_object_end(j);
	json_object_end(j);
	json_object(j, "parameters");
	header_parameter(j, "IdempotencyKey", "Idempotency-Key",
			 "The same key and body again: the first answer, and nothing is done twice");
	header_parameter(j, "IfMatch", "If-Match", "The version the change was made from; 409 when stale");
	json_object_end(j);
	error_responses(j);
	json_object(j, "schemas");
	for (size_t i = 0; i < COUNT(records); i++)
		record_schema(j, records[i].name, *records[i].fields);
	error_schema(j);
	json_object_end(j);
	json_object_end(j);
}

void print_api(struct printing *p)
{
	struct json *j = p->to;

	json_text(j, "openapi", "3.1.0");
	json_object(j, "info");
	json_text(j, "title", "anju");
	json_text(j, "version", "1");
	json_text(j, "description", "Customer service of a property office (物业客服)");
	json_object_end(j);
	json_array(j, "servers");
	json_object(j, NULL);
	json_text(j, "url", "/api/v1");
	json_object_end(j);
	json_array_end(j);
	json_array(j, "security");
	json_object(j, NULL);
	json_array(j, "token");
	json_array_end(j);
	json_object_end(j);
	json_array_end(j);
	json_object(j, "paths");
	for (const struct module *const *m = modules; *m; m++)
		paths_of(j, *m);
	json_object_end(j);
	components(j);
}
