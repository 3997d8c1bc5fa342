-- Invoices and credit notes, numbered without gaps. What was issued is never changed: what is wrong with it is corrected by a credit note.

-- The last number given in each series and year. Whoever takes the next one holds the row until they commit, so that a number that was not used is
-- taken by the next in the line, and none is missing.
create table invoice_counters (
  kind text not null check (kind in ('invoice', 'credit_note')),
  year integer not null,
  last_position integer not null check (last_position > 0),
  primary key (kind, year)
);

create table invoices (
  id uuid primary key,
  kind text not null check (kind in ('invoice', 'credit_note')),
  -- Of the day of issue in UTC; year and position are the trigger's to say.
  year integer not null,
  position integer not null,
  order_id uuid not null references orders,
  -- What it was issued for, once each: "confirmed", "cancelled", or the id of a refund.
  reference text not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  -- Positive on credit notes, too.
  total_minor bigint not null check (total_minor >= 0),
  document jsonb not null,
  issued_at timestamptz not null,
  constraint invoices_number unique (kind, year, position),
  constraint invoices_once unique (order_id, reference),
  check ((kind = 'invoice') = (reference = 'confirmed')),
  check (kind = 'invoice' or total_minor > 0)
);
create index invoices_newest on invoices (issued_at desc, id desc);

-- The only way a number is given. The counter is locked first, so that what is read after it is what is there.
create function number_invoice() returns trigger language plpgsql as $$
begin
  new.year := extract(year from new.issued_at at time zone 'UTC');
  insert into invoice_counters as counters (kind, year, last_position) values (new.kind, new.year, 1)
    on conflict (kind, year) do update set last_position = counters.last_position + 1
    returning last_position into new.position;
  if new.kind = 'credit_note' and new.total_minor + (
    select coalesce(sum(total_minor), 0) from invoices where order_id = new.order_id and kind = 'credit_note')
    > (select total_minor from orders where id = new.order_id) then
    raise exception 'more would be credited than the order cost';
  end if;
  return new;
end $$;
create trigger invoices_numbered before insert on invoices for each row execute function number_invoice();
create trigger invoices_append_only before update or delete on invoices for each row execute function refuse_change();
create trigger invoices_no_truncate before truncate on invoices for each statement execute function refuse_change();
revoke update, delete, truncate on invoices from current_user;

create function guard_invoice_counter() returns trigger language plpgsql as $$
begin
  if pg_trigger_depth() < 2 then
    raise exception 'numbers are counted by the invoices that take them';
  end if;
  return new;
end $$;
create trigger invoice_counters_guarded before insert or update on invoice_counters
  for each row execute function guard_invoice_counter();
create trigger invoice_counters_kept before delete on invoice_counters for each row execute function refuse_change();
create trigger invoice_counters_no_truncate before truncate on invoice_counters
  for each statement execute function refuse_change();
