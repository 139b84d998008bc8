/* Input → struct by the field table: conversion, limits, a message a field. */
#ifndef ANJU_FORM_H
#define ANJU_FORM_H
#include "base/field.h"
#include "record/input.h"

/* Fills the IN_FORM members of *ret from `prefix``name` ("" or "matters.0."). All faults are found
 * in one pass: fail_field() for each, under its name in the form; ERR_INVALID when there was any.
 *
 * A name that was not sent leaves its member; REQUIRED is refused when the member is empty then. A
 * box that is not ticked sends nothing, so a form sends name=0 before it: of a bool the last value
 * counts. A ONCE member keeps the value it has in a record with an id (member `id`, not 0).
 *
 * Text is trimmed, valid UTF-8, one line unless SHOW_LONG; a phone or room is stored in its plain
 * form, a phone or secret that comes back masked is left as it is, and so is a password that comes
 * back empty (a password is not trimmed). Enumerations by word or label. Money NAME_fen is read
 * from NAME in yuan or from NAME_fen as an integer; money and quantities are not negative unless
 * .min says so. Times and dates as civil.h reads them, in zone. An empty number is 0. */
int form_read(struct ctx *cx, const struct input *in, const char *prefix, struct fields f,
	      int zone_minutes, void *ret) MUST_USE;
/* A filter of a list: the value of a word or label; nothing sent and "all" leave *ret as it is. */
int form_choice(struct ctx *cx, const struct input *in, const char *name,
		const struct choice *choices, int *ret) MUST_USE;
/* The same rules for a struct that was filled otherwise (an import's row). */
int form_check(struct ctx *cx, struct fields f, const void *record) MUST_USE;
/* One text into one member: for imports. On failure the reason is in cx->why. */
int form_set(struct ctx *cx, const struct field *f, const char *text, int zone_minutes,
	     void *record) MUST_USE;
#endif
