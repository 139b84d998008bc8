#include "commands.h"
#include "base/text.h"
#include "modules/people/people.h"
#include "store/store.h"

struct user {
	const char *login, *name, *role, *phone, *community;
};

static int usage(struct console *con, const char *what)
{
	fprintf(con->err, "anju user: %s\n", what);
	return EXIT_NOTHING;
}

static int find_community(struct ctx *cx, const char *name)
{
	int r;

	if (text_blank(name))
		return OK; /* the first one */
	r = store_int(cx, SQL_ALL("SELECT id FROM community WHERE name = ?"), BINDS(name),
		      &cx->community);
	return r == ERR_NOT_FOUND ? fail(cx, r, T(cx, "没有小区“%s”。"), name) : r;
}

static int user_add(struct console *con, const struct user *u)
{
	struct staff_new in = { .login = u->login, .name = u->name, .phone = u->phone };
	const struct choice *role = text_blank(u->role) ? NULL : choice_named(role_choices, u->role);
	const char *password;
	int64_t id;
	int r;

	if (text_blank(u->login) || text_blank(u->name))
		return usage(con, "add 要写 --login 和 --name。");
	if (!role)
		return usage(con, "add 要写 --role，角色见 anju permissions。");
	in.role = role->value;
	r = staff_add(&con->cx, &in, &id, &password);
	if (r < 0)
		return command_failed(con, r);
	fprintf(con->out, "%s %s\n", u->login, password);
	return EXIT_DONE;
}

static int user_reset(struct console *con, const struct user *u)
{
	const char *password;
	int64_t id;
	int r = people_find(&con->cx, u->login, &id);

	if (r == OK)
		r = staff_reset(&con->cx, id, 0, &password);
	if (r < 0)
		return command_failed(con, r);
	fprintf(con->out, "%s %s\n", u->login, password);
	return EXIT_DONE;
}

static int dismiss(struct ctx *cx, void *arg)
{
	return staff_dismiss(cx, *(const int64_t *)arg, 0);
}

static int user_dismiss(struct console *con, const struct user *u)
{
	int64_t id;
	int r = people_find(&con->cx, u->login, &id);

	if (r == OK)
		r = app_write(&con->cx, dismiss, &id);
	return r < 0 ? command_failed(con, r) : EXIT_DONE;
}

static int user_list(struct console *con, const struct user *u)
{
	struct staff_filter f = { .role = -1, .most = 100 };

	(void)u;
	for (;;) {
		struct staff *rows;
		size_t count;
		int r = staff_list(&con->cx, &f, &rows, &count);
		if (r < 0)
			return command_failed(con, r);
		for (size_t i = 0; i < count; i++)
			fprintf(con->out, "%s\t%s\t%s\t%s\n", rows[i].login, rows[i].name,
				choice_of(staff_states, rows[i].state)->word, rows[i].post_names);
		if (count < f.most)
			return EXIT_DONE;
		f.after = rows[count - 1].id;
	}
}

static const struct {
	const char *word;
	size_t words; /* with the word itself */
	int (*run)(struct console *con, const struct user *u);
} acts[] = {
	{ "list", 1, user_list },
	{ "add", 1, user_add },
	{ "reset", 2, user_reset },
	{ "dismiss", 2, user_dismiss },
};

int command_user(struct console *con)
{
	struct user u = { 0 };
	const struct option options[] = {
		{ "--login", &u.login, NULL }, { "--name", &u.name, NULL },
		{ "--role", &u.role, NULL },   { "--phone", &u.phone, NULL },
		{ "--community", &u.community, NULL },
	};
	const char *words[2];
	size_t count;
	int r;

	if (!options_read(con, options, COUNT(options), words, COUNT(words), &count))
		return EXIT_NOTHING;
	r = find_community(&con->cx, u.community);
	if (r < 0)
		return command_failed(con, r);
	if (!con->cx.community)
		return usage(con, "这里还没有小区，请先运行 anju init。");
	for (size_t i = 0; count && i < COUNT(acts); i++) {
		if (strcmp(acts[i].word, words[0]))
			continue;
		if (count != acts[i].words)
			return usage(con, count < acts[i].words ? "请写登录名。" : "多了一个词。");
		if (count == 2)
			u.login = words[1];
		return acts[i].run(con, &u);
	}
	return usage(con, "请写 list、add、reset 或 dismiss。");
}
