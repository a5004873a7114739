-- psql vars: stores, skus, qty0
INSERT INTO inv.stock(store_id, sku, on_hand)
  SELECT s, k, :qty0 FROM generate_series(1, :stores) s, generate_series(1, :skus) k;
VACUUM (ANALYZE) inv.stock; CHECKPOINT;
