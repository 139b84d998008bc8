-- The month's figures look for what was closed in it; without this they read every visit there is.
CREATE INDEX visit_closed ON visit (community_id, closed_at) WHERE closed_at <> 0;
