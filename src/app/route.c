#include "app/route.h"
#include "app/module.h"

enum { SEGMENTS = 12 };

struct segment {
	const char *s;
	size_t n;
};

/* "/requests/12" → 2 segments; -1 when there are too many. */
static int cut(const char *path, struct segment *ret)
{
	int count = 0;

	while (*path) {
		size_t n;
		path += *path == '/';
		n = strcspn(path, "/");
		if (!n && !*path)
			break;
		if (count == SEGMENTS)
			return -1;
		ret[count++] = (struct segment){ path, n };
		path += n;
	}
	return count;
}

/* Literal segments in common when the pattern fits the path; -1 when it does not. */
static int fits(const char *pattern, const struct segment *path, int count)
{
	struct segment want[SEGMENTS];
	int n, literal = 0;

	/* most patterns part from the path at once */
	if (count && pattern[1] != ':' && pattern[1] != path[0].s[0])
		return -1;
	n = cut(pattern, want);
	if (n != count)
		return -1;
	for (int i = 0; i < n; i++) {
		if (want[i].s[0] == ':') {
			if (!path[i].n)
				return -1;
			continue;
		}
		if (want[i].n != path[i].n || memcmp(want[i].s, path[i].s, path[i].n))
			return -1;
		literal++;
	}
	return literal;
}

static void add_parameters(const char *pattern, const struct segment *path, struct input *in)
{
	struct segment want[SEGMENTS];
	int n = cut(pattern, want);

	for (int i = 0; i < n; i++)
		if (want[i].s[0] == ':')
			input_add(in, arena_strndup(in->arena, want[i].s + 1, want[i].n - 1),
				  arena_strndup(in->arena, path[i].s, path[i].n));
}

static bool door_open(const struct route *r, bool api)
{
	return r->door == DOOR_BOTH || (r->door == DOOR_API) == api;
}

int route_find(const char *method, const char *path, bool api, struct input *in,
	       const struct route **ret)
{
	struct segment segments[SEGMENTS];
	int count = cut(path, segments), best = -1;
	bool path_known = false;

	if (count < 0)
		return ERR_NOT_FOUND;
	for (const struct module *const *m = modules; *m; m++) {
		for (const struct route *r = (*m)->routes; r && r->method; r++) {
			int literal;
			if (!door_open(r, api))
				continue;
			literal = fits(r->path, segments, count);
			if (literal < 0)
				continue;
			path_known = true;
			if (literal > best && !strcmp(r->method, method)) {
				best = literal;
				*ret = r;
			}
		}
	}
	if (best < 0)
		return path_known ? ERR_INVALID : ERR_NOT_FOUND;
	add_parameters((*ret)->path, segments, in);
	return OK;
}

static void refuse(const struct route *r, const char *why)
{
	fprintf(stderr, "anju: route %s %s: %s\n", r->method, r->path, why);
	abort();
}

void routes_check(void)
{
	for (const struct module *const *m = modules; *m; m++) {
		for (const struct route *r = (*m)->routes; r && r->method; r++) {
			if (r->permission == PERM_UNSET)
				refuse(r, "has no permission");
			if (!r->handle || !r->summary)
				refuse(r, "has no handler or no summary");
			for (const struct route *other = r + 1; other->method; other++)
				if (!strcmp(r->method, other->method) &&
				    !strcmp(r->path, other->path) && r->door == other->door)
					refuse(r, "stands twice");
		}
	}
}
