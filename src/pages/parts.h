/* The parts every page is made of. Names of icons are the ids in icons.svg. */
#ifndef ANJU_PARTS_H
#define ANJU_PARTS_H
#include "base/field.h"
#include "record/html.h"

void part_icon(struct page *pg, const char *name);
/* <span class="tag red">…</span> by value: colours is a list of choices whose word is a class. */
void part_tag(struct page *pg, const struct choice *choices, int value, const char *colour);
/* Remaining time as a clock with a bar, a colour and a word; due 0 = nothing. from: the start,
 * 0 = unknown. */
void part_clock(struct page *pg, int64_t from, int64_t due, int64_t now);
/* <nav class="pager">: a link to the next page, with the query kept. NULL = the last one. */
void part_pager(struct page *pg, const char *path, const char *next, int64_t total);
/* <input type="radio"> tiles of all choices. icons: whether each word is also an icon's name. */
void part_tiles(struct page *pg, const char *name, const char *legend,
		const struct choice *choices, int chosen, bool icons);
/* <a> to a record of any kind; path: subject_path(), NULL = the text alone. */
void part_record(struct page *pg, const char *path, const char *text);
/* 签名: a box to sign in with a finger (where signature_pad is packed and script runs), and a file
 * for a photo of the signed sheet; both send the picture as file `signature`, and signed_by. name:
 * who is likely to sign. Belongs in a form that uploads. */
void part_signature(struct page *pg, const char *name);
/* The same for whoever else signs: what stands above the box and in it. */
void part_signature_of(struct page *pg, const char *legend, const char *prompt, const char *name);
/* <option>s of all choices; empty: the label of no choice, NULL = none. chosen: word or NULL. */
void part_options(struct page *pg, const struct choice *choices, const char *empty,
		  const char *chosen);
/* 本页依据: a rule text ("15 (d)") as a link to its articles in the rule book; a text that names no
 * document, or one in several, stays as it is. */
void part_rule(struct page *pg, const char *rule);
/* <link> to a sheet of styles that few pages need: "chart.css". */
void part_style(struct page *pg, const char *name);
/* The query that was sent, without `after`, as a URL query: "?q=…&state=…" or "". */
const char *part_query(struct page *pg);
#endif
