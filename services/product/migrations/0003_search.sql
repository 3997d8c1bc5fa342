-- Search: a weighted text vector for each product, and the words of the catalogue for telling what a mistyped word meant.
-- Text is folded in code (search/domain/fold-text.ts) before it comes here, so that nothing depends on the database's locale.
create extension if not exists pg_trgm;
create extension if not exists fuzzystrmatch;

create table product_search (
  product_id uuid primary key references products on delete cascade,
  vector tsvector not null
);
create index product_search_vector on product_search using gin (vector);

create table search_words (
  word text collate "C" primary key check (char_length(word) between 3 and 40)
);
