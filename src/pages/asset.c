#include "pages/asset.h"
#include "base/log.h"

void asset_add(struct strbuf *b, const char *name)
{
	const struct packed *p = pack_find(name);
	const char *dot = strrchr(name, '.');

	if (!p || !dot) {
		log_line(LOG_ERROR, "asset", "not packed: %s", name);
		abort();
	}
	strbuf_add(b, name, (size_t)(dot - name));
	strbuf_char(b, '.');
	strbuf_text(b, p->hash);
	strbuf_text(b, dot);
}

const char *asset_name(struct arena *a, const char *name)
{
	struct strbuf b;

	strbuf_init(&b, a, 200);
	asset_add(&b, name);
	return b.s;
}

const struct packed *asset_find(const char *hashed)
{
	for (size_t i = 0; i < pack_count(); i++) {
		const struct packed *p = pack_at(i);
		const char *dot = strrchr(p->name, '.');
		size_t stem = dot ? (size_t)(dot - p->name) : 0, hash = strlen(p->hash);
		if (!dot || strchr(p->name, '/') || strncmp(hashed, p->name, stem))
			continue;
		if (hashed[stem] == '.' && !strncmp(hashed + stem + 1, p->hash, hash) &&
		    !strcmp(hashed + stem + 1 + hash, dot))
			return p;
	}
	return NULL;
}
