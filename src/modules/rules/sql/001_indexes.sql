-- What the rule book counts: obligations of a kind by the time they fall due, with all that is
-- asked of them so that a month is counted from the index alone; and steps by their time.
CREATE INDEX obligation_rule ON obligation (community_id, subject, kind, due_at, id, state,
	paused_at, rule, label);
CREATE INDEX journal_action ON journal (community_id, subject, action, at);
