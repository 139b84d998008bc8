#include "rules_commands.h"
#include "modules/rules/rules_web.h"

enum { JSON_BYTES = 4 * 1024 * 1024 };

struct options {
	bool json;
	const char *month, *community;
};

static void print_bindings(FILE *out, const struct rule_row *row, bool counts)
{
	for (size_t i = 0; i < rule_bindings(row->article); i++) {
		const struct binding *b = &row->article->bind[i];
		fprintf(out, "         %s %s%s%s%s%s", choice_of(binding_types, (int)b->type)->label,
			b->subject ? b->subject : "", b->subject ? "." : "", b->name,
			b->label ? " " : "", b->label ? b->label : "");
		if (counts && b->type == BIND_DUTY)
			fprintf(out,
				"  按时 %" PRId64 " 逾期办结 %" PRId64 " 逾期未办 %" PRId64 " 免办 %" PRId64
				" 未到期 %" PRId64, row->of[i].kept, row->of[i].late, row->of[i].broken,
				row->of[i].waived, row->of[i].open);
		if (counts && b->type == BIND_STEP)
			fprintf(out, "  %" PRId64 " 次", row->taken[i]);
		fputc('\n', out);
	}
}

static void print_text(FILE *out, const struct rule_row *rows, size_t count, bool counts)
{
	const struct book *book = NULL;

	for (size_t i = 0; i < count; i++) {
		if (rows[i].book != book) {
			book = rows[i].book;
			fprintf(out, "%2d %s（%s：程序 %d，由人 %d，未实现 %d）\n", book->number, book->title,
				choice_of(built_choices, (int)rule_built(book))->label,
				rule_coverage(book, BY_PROGRAM), rule_coverage(book, BY_PEOPLE),
				rule_coverage(book, NOT_BUILT));
		}
		fprintf(out, "   %-4s %s（%s）\n", rows[i].article->key, rows[i].article->text,
			choice_of(enforced_choices, (int)rows[i].article->by)->label);
		print_bindings(out, &rows[i], counts);
	}
}

static void print_json(struct json *j, const struct rule_row *rows, size_t count, bool counts)
{
	json_array(j, "documents");
	for (int b = 0; b < BOOKS; b++) {
		const struct book *book = rule_books[b];
		json_object(j, NULL);
		json_int(j, "document", book->number);
		json_text(j, "title", book->title);
		json_choice(j, "built", built_choices, (int)rule_built(book));
		json_array(j, "articles");
		for (size_t i = 0; i < count; i++) {
			if (rows[i].book != book)
				continue;
			json_object(j, NULL);
			rule_row_print(j, &rows[i], counts);
			json_object_end(j);
		}
		json_array_end(j);
		json_object_end(j);
	}
	json_array_end(j);
}

/* Every article without counts. */
static size_t bare_rows(struct arena *a, struct rule_row **ret)
{
	size_t count = 0;

	for (int b = 0; b < BOOKS; b++)
		count += rule_books[b]->count;
	*ret = arena_array(a, count, sizeof **ret);
	count = 0;
	for (int b = 0; b < BOOKS; b++)
		for (size_t i = 0; i < rule_books[b]->count; i++)
			(*ret)[count++] = (struct rule_row){ .book = rule_books[b],
							     .article = &rule_books[b]->articles[i] };
	return count;
}

void rules_print(FILE *out, struct json *json)
{
	AUTO(arena) arena = { 0 };
	struct rule_row *rows;
	size_t count = bare_rows(&arena, &rows);

	if (json)
		print_json(json, rows, count, false);
	else
		print_text(out, rows, count, false);
}

/* ---- with an office ---- */

static bool value_of(struct console *con, int *at, const char *name, const char **ret)
{
	const char *word = con->argv[*at];
	size_t n = strlen(name);

	if (strncmp(word, name, n))
		return false;
	if (word[n] == '=') {
		*ret = word + n + 1;
		return true;
	}
	if (word[n] || *at + 1 >= con->argc)
		return false;
	*ret = con->argv[++*at];
	return true;
}

static int read_options(struct console *con, struct options *ret)
{
	for (int i = 1; i < con->argc; i++) {
		if (!strcmp(con->argv[i], "--json"))
			ret->json = true;
		else if (!value_of(con, &i, "--month", &ret->month) &&
			 !value_of(con, &i, "--community", &ret->community))
			return fail(&con->cx, ERR_INVALID, T(&con->cx, "没有 %s 这个选项。"), con->argv[i]);
	}
	return console_community(con, ret->community);
}

static int write_json(struct console *con, const struct rule_period *p, const struct rule_row *rows,
		      size_t count)
{
	struct strbuf out;
	struct json j;

	strbuf_init(&out, con->cx.arena, JSON_BYTES);
	json_init(&j, &con->cx, &out, 0);
	json_object(&j, NULL);
	json_text(&j, "month", p->month);
	print_json(&j, rows, count, true);
	json_object_end(&j);
	assert(!out.full);
	return fprintf(con->out, "%s\n", out.s) < 0 ? ERR_UNAVAILABLE : OK;
}

int command_rules(struct console *con)
{
	struct options o = { 0 };
	struct rule_period period;
	struct rule_row *rows;
	struct input in;
	size_t count;
	int r = read_options(con, &o);

	input_init(&in, con->cx.arena);
	if (o.month)
		input_add(&in, "month", o.month);
	if (r == OK && !con->cx.community)
		r = fail(&con->cx, ERR_INVALID, T(&con->cx, "还没有小区，请先运行 anju init。"));
	if (r == OK)
		r = rule_period_read(&con->cx, &in, &period);
	if (r == OK)
		r = rule_count(&con->cx, 0, &period, &rows, &count);
	if (r == OK && o.json)
		r = write_json(con, &period, rows, count);
	else if (r == OK)
		print_text(con->out, rows, count, true);
	if (r == OK)
		return EXIT_DONE;
	fprintf(con->err, "anju rules: %s\n", con->cx.why);
	return r == ERR_INVALID || r == ERR_NOT_FOUND ? EXIT_NOTHING : EXIT_FAULT;
}
