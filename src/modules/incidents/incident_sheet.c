/* Incidents as a sheet: document 16 (d). */
#include "app/module.h"
#include "base/limits.h"
#include "modules/incidents/incident_parts.h"
#include "record/form.h"

struct incident_filter {
	int state;
	int64_t after;
};

static int read_filter(struct ctx *cx, const struct input *in, int zone_minutes, void *ret)
{
	(void)zone_minutes;
	return form_choice(cx, in, "state", incident_states, &((struct incident_filter *)ret)->state);
}

static int next_page(struct ctx *cx, void *filter, void **ret, size_t *ret_count)
{
	struct incident_filter *f = filter;
	struct incident *rows;
	int r = incident_list(cx, f->state, f->after, LIMIT_PAGE_SIZE, &rows, ret_count);

	if (r == OK && *ret_count)
		f->after = rows[*ret_count - 1].id;
	*ret = rows;
	return r;
}

const struct list_sheet incident_sheet = {
	.fields = &incident_fields,
	.filter_size = sizeof(struct incident_filter),
	.filter = read_filter,
	.page = next_page,
};
