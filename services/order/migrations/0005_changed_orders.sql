-- What changed since then, page by page: what reconciliation asks for.
create index orders_changed on orders (updated_at, id);
