-- When an activity grows too old, also while it is leased: one that is given back untouched goes on to grow old.
ALTER TABLE activity_payloads ADD COLUMN expires INTEGER;
UPDATE activity_payloads SET expires = (SELECT a.expires FROM activities a WHERE a.key = activity_payloads.key);
