-- What a provider wrote names people. It is emptied some time after it was handled; that it came, and what came of it, stays.

-- Small: a webhook is in it until it is emptied.
create index webhooks_to_empty on webhooks (handled_at) where payload <> '{}'::jsonb;
