-- Reviews, what other shoppers say of them, and what they come to for each product.

create table reviews (
  id uuid primary key,
  product_id uuid not null references products on delete cascade,
  customer_id uuid not null,
  rating integer not null check (rating between 1 and 5),
  title text not null,
  text text not null,
  display_name text not null,
  is_verified_purchase boolean not null,
  status text not null default 'pending' check (status in ('pending', 'approved', 'rejected')),
  reason text,
  version integer not null default 1 check (version > 0),
  helpful_count integer not null default 0 check (helpful_count >= 0),
  report_count integer not null default 0 check (report_count >= 0),
  submitted_at timestamptz not null,
  updated_at timestamptz not null,
  moderated_at timestamptz,
  -- Of a customer's reviews that wait, each has a place of its own: there are no more of them than places, however many are sent at once.
  pending_place integer check (pending_place between 1 and 10),
  constraint reviews_one_per_customer unique (product_id, customer_id),
  constraint reviews_pending_place unique (customer_id, pending_place),
  check ((status = 'pending') = (pending_place is not null)),
  check ((status = 'pending') = (moderated_at is null)),
  check (reason is null or status = 'rejected')
);
create index reviews_newest on reviews (product_id, submitted_at desc, id desc) where status = 'approved';
create index reviews_highest on reviews (product_id, rating desc, submitted_at desc, id desc) where status = 'approved';
create index reviews_lowest on reviews (product_id, (-rating) desc, submitted_at desc, id desc) where status = 'approved';
create index reviews_helpful on reviews (product_id, helpful_count desc, submitted_at desc, id desc) where status = 'approved';
create index reviews_of_customer on reviews (customer_id, submitted_at desc, id desc);
create index reviews_by_status on reviews (status, submitted_at desc, id desc);
create index reviews_all on reviews (submitted_at desc, id desc);
create index reviews_reported on reviews (submitted_at desc, id desc) where report_count > 0;

create table review_votes (
  review_id uuid not null references reviews on delete cascade,
  customer_id uuid not null,
  kind text not null check (kind in ('helpful', 'report')),
  reason text check ((reason is not null) = (kind = 'report')),
  voted_at timestamptz not null default clock_timestamp(),
  primary key (review_id, customer_id, kind)
);

-- How many approved reviews give a product how many stars; the trigger is the only writer, in the transaction of the review's change.
create table product_ratings (
  product_id uuid primary key references products on delete cascade,
  stars_1 integer not null default 0 check (stars_1 >= 0),
  stars_2 integer not null default 0 check (stars_2 >= 0),
  stars_3 integer not null default 0 check (stars_3 >= 0),
  stars_4 integer not null default 0 check (stars_4 >= 0),
  stars_5 integer not null default 0 check (stars_5 >= 0),
  review_count integer not null generated always as (stars_1 + stars_2 + stars_3 + stars_4 + stars_5) stored,
  stars_sum integer not null generated always as (stars_1 + 2 * stars_2 + 3 * stars_3 + 4 * stars_4 + 5 * stars_5) stored
);

create function add_to_rating(p_product_id uuid, p_rating integer, p_step integer) returns void language sql as $$
  insert into product_ratings (product_id) select p_product_id where p_step > 0 on conflict do nothing;
  update product_ratings
     set stars_1 = stars_1 + case p_rating when 1 then p_step else 0 end,
         stars_2 = stars_2 + case p_rating when 2 then p_step else 0 end,
         stars_3 = stars_3 + case p_rating when 3 then p_step else 0 end,
         stars_4 = stars_4 + case p_rating when 4 then p_step else 0 end,
         stars_5 = stars_5 + case p_rating when 5 then p_step else 0 end
   where product_id = p_product_id;
$$;
create function count_rating() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' and old.status = 'approved' then
    perform add_to_rating(old.product_id, old.rating, -1);
  end if;
  if tg_op <> 'DELETE' and new.status = 'approved' then
    perform add_to_rating(new.product_id, new.rating, 1);
  end if;
  return null;
end
$$;
create trigger reviews_count_rating after insert or update of status, rating on reviews
  for each row execute function count_rating();
create trigger reviews_uncount_rating after delete on reviews
  for each row when (old.status = 'approved') execute function count_rating();

-- Every item tells its rating; what was written before there were any has none.
update product_listings set document = '{"rating":null,' || substr(document, 2);
