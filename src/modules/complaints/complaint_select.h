/* The columns of a complaint with the names of who acted. */
#ifndef ANJU_COMPLAINT_SELECT_H
#define ANJU_COMPLAINT_SELECT_H

#define SELECT_COMPLAINT \
	"SELECT c.id, c.number, c.state, c.channel, c.urgent, c.anonymous, c.after_hours," \
	" c.contact_id, c.origin, c.origin_id, c.main_id, c.repeat_of, c.room_id, c.room, c.place," \
	" c.person_name, c.phone, c.title, c.text, c.wish, c.happened_at, c.accused_id," \
	" c.accused_name, c.validity, c.validity_reason, c.refer_name, c.refer_phone, c.judged_by," \
	" c.judged_at, c.grade, c.first_grade, c.upgraded_at, c.cause, c.unit, c.assignee_id," \
	" c.post_id, a.name AS assignee_name, p.name AS post_name, c.assigned_at," \
	" c.first_reply_at, c.proposal, c.proposed_by, c.proposed_at, pa.name AS proposed_name," \
	" c.approval, c.approved_by, c.approved_at, aa.name AS approved_name, c.sight," \
	" c.company_person, c.company_at, c.result, c.answer, c.answer_way, c.answered_at," \
	" c.opinion, c.first_closed_at, c.closed_at, c.reopen_count, c.reopened_at, c.due_at," \
	" c.received_at, c.created_by, ca.name AS created_name, c.created_at, c.version" \
	" FROM complaint c" \
	" LEFT JOIN account a ON a.id = c.assignee_id" \
	" LEFT JOIN account pa ON pa.id = c.proposed_by" \
	" LEFT JOIN account aa ON aa.id = c.approved_by" \
	" LEFT JOIN account ca ON ca.id = c.created_by" \
	" LEFT JOIN post p ON p.community_id = c.community_id AND p.id = c.post_id "
#endif
