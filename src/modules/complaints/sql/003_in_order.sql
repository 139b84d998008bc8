-- An index ends in id where a statement orders by it: else SQLite walks all complaints in order.
DROP INDEX complaint_contact;
DROP INDEX complaint_origin;
DROP INDEX complaint_main;
CREATE INDEX complaint_contact ON complaint (community_id, contact_id, id);
CREATE INDEX complaint_origin ON complaint (community_id, origin, origin_id, id);
CREATE INDEX complaint_main ON complaint (community_id, main_id, id);
