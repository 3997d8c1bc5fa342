-- A refund that had reached its customer's bank may be sent back by it days later: booked the other way round, and seen in the provider's books.

alter table ledger_transactions drop constraint ledger_transactions_kind_check;
alter table ledger_transactions add constraint ledger_transactions_kind_check
  check (
    kind in ('authorize', 'release', 'capture', 'refund', 'refund_reversed', 'dispute', 'dispute_won', 'fee', 'payout', 'correction')
  );

alter table provider_movements drop constraint provider_movements_kind_check;
alter table provider_movements add constraint provider_movements_kind_check
  check (kind in ('capture', 'refund', 'refund_reversed', 'dispute', 'dispute_won', 'fee', 'payout'));
