#include "modules/requests/step_inputs.h"
#include "base/money.h"
#include "base/text.h"
#include "record/form.h"
#include "store/store.h"

const struct field dispatch_fields[4] = {
	FIELD(dispatch_input, assignee, .label = "派给", .show = SHOW_ID, .flags = IN_FORM),
	FIELD(dispatch_input, post, .label = "或派给岗位", .show = SHOW_ID, .flags = IN_FORM),
	FIELD(dispatch_input, appointment_at, .label = "约定上门", .show = SHOW_TIME,
	      .flags = IN_FORM),
	FIELD(dispatch_input, remark, .label = "交代", .flags = IN_FORM),
};
const struct field claim_fields[1] = {
	FIELD(claim_input, at, .label = "到场时间", .show = SHOW_TIME, .flags = IN_FORM,
	      .hint = "不填就是现在；补录的时间只作说明，时限按登记时间算"),
};
const struct field quote_fields[2] = {
	FIELD(quote_input, quote_fen, .label = "报价", .show = SHOW_MONEY, .flags = IN_FORM | REQUIRED,
	      .min = 0, .max = MONEY_MAX),
	FIELD(quote_input, agreed_by, .label = "谁同意的", .flags = IN_FORM | REQUIRED),
};
const struct field finish_fields[3] = {
	FIELD(finish_input, result, .label = "处理结果", .show = SHOW_LONG,
	      .flags = IN_FORM | REQUIRED),
	FIELD(finish_input, labour_fen, .label = "人工费", .show = SHOW_MONEY, .flags = IN_FORM,
	      .min = 0, .max = MONEY_MAX),
	FIELD(finish_input, over_quote_reason, .label = "超出报价的说明", .flags = IN_FORM),
};
const struct field reason_fields[1] = {
	FIELD(reason_input, reason, .label = "原因", .flags = IN_FORM | REQUIRED),
};
const struct field text_fields[1] = {
	FIELD(text_input, text, .label = "内容", .show = SHOW_LONG, .flags = IN_FORM | REQUIRED),
};
const struct field wait_fields[2] = {
	FIELD(wait_input, reason, .label = "等什么", .flags = IN_FORM | REQUIRED),
	FIELD(wait_input, promised_at, .label = "承诺完成", .show = SHOW_TIME,
	      .flags = IN_FORM | REQUIRED),
};
const struct field sign_fields[3] = {
	FIELD(sign_input, signed_by, .label = "签收人", .flags = IN_FORM),
	FIELD(sign_input, unsigned_reason, .label = "未签原因", .flags = IN_FORM),
	FIELD(sign_input, pay_way, .label = "付款方式", .show = SHOW_ENUM, .choices = pay_ways,
	      .flags = IN_FORM),
};
const struct field send_fields[2] = {
	FIELD(send_input, short_handed, .label = "人手不足", .flags = IN_FORM),
	FIELD(send_input, remark, .label = "交代", .flags = IN_FORM),
};
const struct field turn_fields[3] = {
	FIELD(turn_input, kind, .label = "转为", .show = SHOW_ENUM, .choices = turn_kinds,
	      .flags = IN_FORM | REQUIRED),
	FIELD(turn_input, urgency, .label = "紧急程度", .show = SHOW_ENUM, .choices = urgencies,
	      .flags = IN_FORM),
	FIELD(turn_input, text, .label = "内容", .show = SHOW_LONG, .flags = IN_FORM,
	      .hint = "不填就用求助的内容"),
};
const struct field police_fields[2] = {
	FIELD(police_input, police_at, .label = "拨打 110 的时间", .show = SHOW_TIME,
	      .flags = IN_FORM),
	FIELD(police_input, no_police_reason, .label = "不报警的原因", .flags = IN_FORM),
};
const struct field outcome_fields[2] = {
	FIELD(outcome_input, result, .label = "处理经过", .show = SHOW_LONG,
	      .flags = IN_FORM | REQUIRED),
	FIELD(outcome_input, outcome, .label = "结论", .show = SHOW_ENUM, .choices = outcomes,
	      .flags = IN_FORM),
};
const struct field refer_fields[3] = {
	FIELD(refer_input, refer_name, .label = "外部机构或联系人", .flags = IN_FORM | REQUIRED),
	FIELD(refer_input, refer_phone, .label = "电话", .show = SHOW_PHONE,
	      .flags = IN_FORM | REQUIRED),
	FIELD(refer_input, remark, .label = "说明", .flags = IN_FORM),
};
const struct field join_fields[1] = {
	FIELD(incident_input, incident, .label = "事件编号", .flags = IN_FORM | REQUIRED,
	      .hint = "如 SJ20261123-0001"),
};
const struct field correct_fields[5] = {
	FIELD(correct_input, room, .label = "房号", .show = SHOW_ROOM, .flags = IN_FORM),
	FIELD(correct_input, person_name, .label = "提出人", .flags = IN_FORM),
	FIELD(correct_input, phone, .label = "联系电话", .show = SHOW_PHONE, .flags = IN_FORM),
	FIELD(correct_input, kind, .label = "类别", .show = SHOW_ENUM, .choices = request_kinds,
	      .flags = IN_FORM),
	FIELD(correct_input, reason, .label = "更正的原因", .flags = IN_FORM | REQUIRED),
};

/* 业主自备 costs nothing; else quantity × price, to the fen. */
static int price(struct ctx *cx, struct request_material *m)
{
	if (m->owner_supplied)
		m->price_fen = 0;
	if (money_times(m->price_fen, m->quantity_mass, &m->sum_fen) < 0)
		return fail_field(cx, "materials", T(cx, "%s 的金额太大。"), m->name);
	return OK;
}

/* A row of the form that nobody filled in is no material. */
static bool row_is_empty(const struct input *in, struct arena *a, size_t i)
{
	const char *name = input_text(in, arena_printf(a, "materials.%zu.name", i));
	const char *cost = input_text(in, arena_printf(a, "materials.%zu.price", i));
	return text_blank(name) && text_blank(cost);
}

int read_finish(struct ctx *cx, const struct input *in, void *input)
{
	struct finish_input *f = input;

	for (size_t i = 0;; i++) {
		const char *prefix = arena_printf(cx->arena, "materials.%zu.", i);
		struct request_material *m = &f->materials[f->material_count];
		int r;
		if (!input_has(in, prefix))
			break;
		if (row_is_empty(in, cx->arena, i))
			continue;
		if (f->material_count == MATERIALS_MAX)
			return fail_field(cx, "materials", T(cx, "一张单最多 %d 种材料。"), MATERIALS_MAX);
		*m = (struct request_material){ .spec = "", .quantity_mass = 1000 };
		r = form_read(cx, in, prefix, request_material_fields, 0, m);
		if (r == OK)
			r = price(cx, m);
		if (r < 0)
			return r;
		f->material_fen += m->sum_fen;
		f->material_count++;
	}
	f->total_fen = f->material_fen + f->labour_fen;
	if (f->total_fen > MONEY_MAX)
		return fail_field(cx, "labour", T(cx, "合计的金额太大。"));
	return OK;
}

int read_send(struct ctx *cx, const struct input *in, void *input)
{
	struct send_input *s = input;

	for (size_t i = 0;; i++) {
		const char *text = input_text(in, arena_printf(cx->arena, "helpers.%zu", i));
		int64_t found, id;
		int r;
		if (!text)
			break;
		if (text_blank(text))
			continue;
		if (s->helper_count == HELPERS_MAX || text_int(text, &id) < 0)
			return fail_field(cx, "helpers", T(cx, "派往人员不对，最多 %d 人。"), HELPERS_MAX);
		r = store_int(cx,
			      SQL("SELECT account_id FROM staff WHERE community_id = ?"
				  " AND account_id = ? AND left_on = 0"),
			      BINDS(cx->community, id), &found);
		if (r == ERR_NOT_FOUND)
			return fail_field(cx, "helpers", T(cx, "派往人员里有人不在本管理处。"));
		if (r < 0)
			return r;
		/* the same person twice is one person */
		for (size_t k = 0; k < s->helper_count; k++)
			if (s->helpers[k] == id)
				id = 0;
		if (id)
			s->helpers[s->helper_count++] = id;
	}
	return OK;
}
