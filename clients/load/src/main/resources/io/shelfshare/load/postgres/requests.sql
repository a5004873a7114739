-- Adds open requests for one run of pgbench and points the cursor at the first of them, so that the run meets none
-- that was decided before.   psql vars: first, count, racers, stores, skus
INSERT INTO inv.request(id, requester, sku, qty, expires_at)
  SELECT i, 1 + i % :stores, 1 + ((i::bigint * 7919) % :skus)::int, 1, now() + interval '1 day'
    FROM generate_series(:first::bigint, :first::bigint + :count - 1) i;
SELECT setval('inv.grab_cursor', :first::bigint * :racers, false);
