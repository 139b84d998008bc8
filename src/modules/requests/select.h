/* The columns of a request with the names of who is responsible. */
#ifndef ANJU_REQUEST_SELECT_H
#define ANJU_REQUEST_SELECT_H

#define SELECT_REQUEST \
	"SELECT q.id, q.number, q.kind, q.help_class, q.state, q.urgency, q.source, q.contact_id," \
	" q.parent_id, q.room_id, q.room, q.place, q.person_name, q.phone, q.title, q.text," \
	" q.public_area, q.received_at, q.answered_at, q.answer, q.assignee_id, q.post_id," \
	" a.name AS assignee_name, p.name AS post_name, q.dispatched_by, q.dispatched_at," \
	" q.appointment_at, q.arrived_at, q.quote_fen, q.waiting_reason, q.promised_at, q.result," \
	" q.outcome, q.material_fen, q.labour_fen, q.total_fen, q.finished_at, q.signed_by," \
	" q.unsigned_reason, q.pay_way, q.signed_at, q.wish, q.police_at, q.no_police_reason," \
	" q.security_text, q.sighted_by, q.refer_name, q.refer_phone, q.due_at, q.closed_at," \
	" q.created_by, q.created_at, q.version, q.redone FROM request q" \
	" LEFT JOIN account a ON a.id = q.assignee_id" \
	" LEFT JOIN post p ON p.community_id = q.community_id AND p.id = q.post_id "
/* Not what became a complaint about the one who looks: request_viewer(). */
#define REQUEST_VISIBLE "q.hidden_from <> ?"
#endif
