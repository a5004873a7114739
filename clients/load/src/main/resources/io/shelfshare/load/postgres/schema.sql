-- The peer's schema and functions, as the project's brief for this comparison gave them, word for word; only
-- its filling of the tables stands apart, in preload.sql.
-- Peer baseline "P": the same grab as our product, on one PostgreSQL 15 node.
-- unit of work = ONE GRAB = durable decision (request.state/winner) + durable reservation (stock.reserved + reservation row),
-- idempotent under retries, never oversells.   psql vars: stores, skus, requests, qty0
\set ON_ERROR_STOP 1
DROP SCHEMA IF EXISTS inv CASCADE; CREATE SCHEMA inv; SET search_path = inv;

CREATE TABLE stock (
  store_id  int NOT NULL, sku int NOT NULL,
  on_hand   int NOT NULL CHECK (on_hand >= 0),
  reserved  int NOT NULL DEFAULT 0 CHECK (reserved >= 0 AND reserved <= on_hand),  -- the oversell guard
  in_transit int NOT NULL DEFAULT 0 CHECK (in_transit >= 0),
  PRIMARY KEY (store_id, sku)) WITH (fillfactor = 70);

CREATE INDEX stock_sku ON stock (sku);   -- HQ view; sku never changes, so updates stay HOT

CREATE TABLE request (
  id bigint PRIMARY KEY, requester int NOT NULL, sku int NOT NULL, qty int NOT NULL CHECK (qty > 0),
  state smallint NOT NULL DEFAULT 0,           -- 0 open 1 grabbed 2 shipped 3 received 4 expired
  winner int, decided_at timestamptz, expires_at timestamptz NOT NULL,
  CHECK ((state IN (0,4)) OR winner IS NOT NULL)) WITH (fillfactor = 70);

CREATE TABLE reservation (
  request_id bigint PRIMARY KEY REFERENCES request,   -- PK: at most one winner per request, whatever the code does
  store_id int NOT NULL, sku int NOT NULL, qty int NOT NULL,
  idem_key bigint NOT NULL, state smallint NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(), expires_at timestamptz NOT NULL,
  UNIQUE (store_id, idem_key));
CREATE INDEX reservation_due ON reservation (expires_at) WHERE state = 1;

CREATE SEQUENCE grab_cursor MINVALUE 0 START 0 CACHE 1;     -- hands out request ids to the load script

-- result: 1 won, 2 won before (replay), 0 lost, -1 no stock, -2 expired, -3 no such request
-- Losers never get an xid: plain look first, then a CONDITIONAL update (re-checked after the row lock), so a lost race writes no WAL.
CREATE FUNCTION grab(p_req bigint, p_store int, p_idem bigint) RETURNS int LANGUAGE plpgsql AS $$
DECLARE r inv.request; w int; k bigint;
BEGIN
  SELECT * INTO r FROM inv.request WHERE id = p_req;
  IF NOT FOUND THEN RETURN -3; END IF;
  IF r.state = 0 THEN
    IF r.expires_at <= clock_timestamp() THEN RETURN -2; END IF;
    PERFORM 1 FROM inv.stock WHERE store_id = p_store AND sku = r.sku AND on_hand - reserved >= r.qty;
    IF NOT FOUND THEN RETURN -1; END IF;
    UPDATE inv.request SET state = 1, winner = p_store, decided_at = now() WHERE id = p_req AND state = 0;   -- the race
    IF FOUND THEN
      UPDATE inv.stock SET reserved = reserved + r.qty
       WHERE store_id = p_store AND sku = r.sku AND on_hand - reserved >= r.qty;
      IF NOT FOUND THEN RAISE EXCEPTION 'stock gone' USING ERRCODE = '40001'; END IF;   -- rolls the win back; caller retries
      INSERT INTO inv.reservation(request_id, store_id, sku, qty, idem_key, expires_at)
           VALUES (p_req, p_store, r.sku, r.qty, p_idem, now() + interval '30 min');
      RETURN 1;
    END IF;
  END IF;
  SELECT store_id, idem_key INTO w, k FROM inv.reservation WHERE request_id = p_req;
  RETURN CASE WHEN w = p_store AND k = p_idem THEN 2 ELSE 0 END;
END $$;

CREATE FUNCTION inv.grab_outcome(p_req bigint, p_store int, p_idem bigint) RETURNS int LANGUAGE sql AS $$
  SELECT coalesce((SELECT CASE WHEN store_id = p_store AND idem_key = p_idem THEN 2 ELSE 0 END FROM inv.reservation WHERE request_id = p_req), 4) $$;

CREATE FUNCTION inv.grab_skip(p_req bigint, p_store int, p_idem bigint) RETURNS int LANGUAGE plpgsql AS $$
-- like inv.grab, but a racer which meets a locked request does not wait: 4 = being decided (client asks again)
DECLARE r inv.request;
BEGIN
  SELECT * INTO r FROM inv.request WHERE id = p_req AND state = 0 FOR NO KEY UPDATE SKIP LOCKED;
  IF NOT FOUND THEN RETURN inv.grab_outcome(p_req, p_store, p_idem); END IF;
  IF r.expires_at <= clock_timestamp() THEN RETURN -2; END IF;
  UPDATE inv.stock SET reserved = reserved + r.qty WHERE store_id = p_store AND sku = r.sku AND on_hand - reserved >= r.qty;
  IF NOT FOUND THEN RETURN -1; END IF;
  INSERT INTO inv.reservation(request_id, store_id, sku, qty, idem_key, expires_at) VALUES (p_req, p_store, r.sku, r.qty, p_idem, now() + interval '30 min');
  UPDATE inv.request SET state = 1, winner = p_store, decided_at = now() WHERE id = p_req;
  RETURN 1;
END $$;

CREATE FUNCTION ship(p_req bigint, p_store int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE v inv.reservation;
BEGIN
  UPDATE inv.reservation SET state = 2 WHERE request_id = p_req AND store_id = p_store AND state = 1 RETURNING * INTO v;
  IF NOT FOUND THEN RETURN 0; END IF;
  UPDATE inv.stock SET on_hand = on_hand - v.qty, reserved = reserved - v.qty, in_transit = in_transit + v.qty
   WHERE store_id = p_store AND sku = v.sku;
  UPDATE inv.request SET state = 2 WHERE id = p_req; RETURN 1;
END $$;

CREATE FUNCTION receive(p_req bigint, p_requester int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE r inv.request;
BEGIN
  UPDATE inv.request SET state = 3 WHERE id = p_req AND requester = p_requester AND state = 2 RETURNING * INTO r;
  IF NOT FOUND THEN RETURN 0; END IF;
  -- fixed lock order (lower store first) so that crossing transfers cannot deadlock
  PERFORM 1 FROM inv.stock WHERE sku = r.sku AND store_id IN (r.winner, r.requester) ORDER BY store_id FOR UPDATE;
  UPDATE inv.stock SET in_transit = in_transit - r.qty WHERE store_id = r.winner AND sku = r.sku;
  UPDATE inv.stock SET on_hand = on_hand + r.qty WHERE store_id = r.requester AND sku = r.sku;
  UPDATE inv.reservation SET state = 3 WHERE request_id = p_req; RETURN 1;
END $$;
ALTER TABLE stock SET (autovacuum_vacuum_scale_factor = 0.05);
