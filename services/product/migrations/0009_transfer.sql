-- Imports of products: the file in pieces, how far it has come, and what was wrong with which row.

create table product_imports (
  id uuid primary key,
  status text not null default 'waiting' check (status in ('waiting', 'running', 'finished', 'failed', 'cancelled')),
  dry_run boolean not null,
  -- The header and how the file is written, read once.
  delimiter text not null,
  columns text[] not null,
  bytes_total bigint not null,
  -- Everything before this byte is done; moved in the transaction that does it.
  bytes_read bigint not null,
  rows_read integer not null default 0,
  rows_failed integer not null default 0,
  products_created integer not null default 0,
  products_updated integer not null default 0,
  products_unchanged integer not null default 0,
  failure text,
  created_by uuid not null,
  created_at timestamptz not null,
  finished_at timestamptz
);
create index product_imports_newest on product_imports (created_at desc, id desc);

-- In the database, because the worker that goes on after a crash may be on another machine. Removed when the import is over.
create table product_import_pieces (
  import_id uuid not null references product_imports on delete cascade,
  position integer not null,
  content bytea not null,
  primary key (import_id, position)
);
alter table product_import_pieces alter column content set storage external; -- Not compressed: read and dropped soon.

create table product_import_errors (
  import_id uuid not null references product_imports on delete cascade,
  id bigint generated always as identity,
  row_number integer not null,
  handle text not null,
  sku text not null,
  column_name text not null,
  code text not null,
  message text not null,
  primary key (import_id, id)
);
