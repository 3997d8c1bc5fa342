// Reading the ledger: page by page, and what each account holds.
import { type AnyDb, statement } from "@souk/db";
import { money, type Money } from "@souk/money";
import type { LedgerAccount, LedgerKind } from "../domain/ledger.ts";

export type BookedTransaction = {
  readonly id: string;
  readonly kind: LedgerKind;
  readonly paymentId: string | null;
  readonly reference: string;
  readonly bookedAt: Date;
  readonly entries: readonly { readonly account: LedgerAccount; readonly amount: Money }[];
};
type Entry = { readonly account: LedgerAccount; readonly amountMinor: number; readonly currency: string };
type TransactionRow = Omit<BookedTransaction, "entries"> & { readonly entries: readonly Entry[] };
type BalanceRow = {
  readonly account: LedgerAccount;
  readonly currency: string;
  readonly balanceMinor: number;
};

const list = statement<TransactionRow, [string | null, string | null, string | null, number]>(
  "list_ledger",
  `select t.id, t.kind, t.payment_id as "paymentId", t.reference, t.booked_at as "bookedAt",
     (select json_agg(json_build_object('account', e.account, 'amountMinor', e.amount_minor, 'currency', e.currency) order by e.amount_minor desc)
      from ledger_entries e where e.transaction_id = t.id) as entries
   from ledger_transactions t
   where ($1::uuid is null or t.payment_id = $1) and ($2::timestamptz is null or (t.booked_at, t.id) < ($2::timestamptz, $3::uuid))
   order by t.booked_at desc, t.id desc limit $4`,
);
const balances = statement<BalanceRow>(
  "ledger_balances",
  `select account, currency, sum(amount_minor)::bigint as "balanceMinor" from ledger_entries
   group by account, currency order by account, currency`,
);

export type LedgerPage = {
  readonly paymentId: string | undefined;
  readonly before: { readonly bookedAt: string; readonly id: string } | undefined;
  readonly limit: number;
};

/** Newest first. */
export async function listLedger(
  db: AnyDb,
  { paymentId, before, limit }: LedgerPage,
): Promise<readonly BookedTransaction[]> {
  const rows = await list.rows(db, [paymentId ?? null, before?.bookedAt ?? null, before?.id ?? null, limit]);
  return rows.map(({ entries, ...rest }) => ({
    ...rest,
    entries: entries.map((entry) => ({
      account: entry.account,
      amount: money(entry.amountMinor, entry.currency),
    })),
  }));
}

export type Balance = { readonly account: LedgerAccount; readonly balance: Money };

export async function listBalances(db: AnyDb): Promise<readonly Balance[]> {
  const rows = await balances.rows(db, []);
  return rows.map(({ account, currency, balanceMinor }) => ({
    account,
    balance: money(balanceMinor, currency),
  }));
}
