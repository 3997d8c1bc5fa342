// The ledger of gift cards and store credit. An entry moves its credit's balance by a trigger, which refuses what the balance cannot
// give (the batch fails as a lost update); no entry is ever changed or deleted.
import { type AnyDb, type BatchQuery, derivedId, statement } from "@souk/db";
import type { Money } from "@souk/money";
import type { OrderCredit } from "../../orders/domain/terms.ts";
import type { StoredCreditEntry } from "../domain/credit.ts";
import { ensureStoreCreditQuery, storeCreditIdOf } from "./credits.ts";

const insertStatement = statement<never, readonly unknown[]>(
  "insert_credit_entry",
  `insert into credit_entries (id, credit_id, kind, amount_minor, order_id, reference, reason, staff_id, at)
   values ($1::uuid, $2::uuid, $3::text, $4::bigint, $5::uuid, $6::text, $7::text, $8::uuid, $9::timestamptz)`,
);

/** An entry by staff: issued, granted or taken. */
export function staffEntryQuery(
  creditId: string,
  entry: Pick<StoredCreditEntry, "id" | "kind" | "amountMinor" | "reason" | "staffId" | "at">,
): BatchQuery {
  const { id, kind, amountMinor, reason, staffId, at } = entry;
  return insertStatement.query([id, creditId, kind, amountMinor, null, null, reason, staffId, at]);
}

type OfOrder = { readonly orderId: string; readonly at: Date };
type CreditShare = Pick<OrderCredit, "creditId" | "amount">;

/**
 * Pays a part of an order with each of these credits, in the transaction that places it. One that has less by now, is disabled or has
 * expired fails the batch as a lost update: plan again. Always in the order of ids, so that two orders do not wait for each other.
 */
export function redeemQueries(
  payment: OfOrder & { readonly credits: readonly CreditShare[] },
): readonly BatchQuery[] {
  const { orderId, credits, at } = payment;
  return inLockOrder(credits).map(({ creditId, amount }) => {
    const id = derivedId(`souk/order/${orderId}/redeem/${creditId}`);
    return insertStatement.query([id, creditId, "redeemed", -amount.amount, orderId, null, null, null, at]);
  });
}

const returnStatement = statement<never, readonly [string, string, number | null, string, string, Date]>(
  "return_credit",
  `insert into credit_entries (id, credit_id, kind, amount_minor, order_id, reference, at)
   select $1::uuid, $2::uuid, 'returned', coalesce($3::bigint, rest), $4::uuid, $5::text, $6::timestamptz
     from (select -sum(amount_minor) as rest from credit_entries
            where credit_id = $2::uuid and order_id = $4::uuid and kind in ('redeemed', 'returned')) taken
    where coalesce($3::bigint, rest) > 0
   on conflict (credit_id, order_id, reference) where kind = 'returned' do nothing`,
);

/**
 * Gives these amounts back to the credits that paid an order: once for each `reference`, which is a refund's id. Never more than the
 * order took: more is a bug and fails the batch.
 */
export function returnQueries(
  refund: OfOrder & { readonly reference: string; readonly credits: readonly CreditShare[] },
): readonly BatchQuery[] {
  const { orderId, reference, credits, at } = refund;
  return inLockOrder(credits).map(({ creditId, amount }) => {
    const id = derivedId(`souk/order/${orderId}/return/${reference}/${creditId}`);
    return returnStatement.query([id, creditId, amount.amount, orderId, reference, at]);
  });
}

const CANCELLED = "cancelled";

/** Gives everything back that an order still has of its credits; once. */
export function returnAllQueries(
  cancelled: OfOrder & { readonly credits: readonly Pick<OrderCredit, "creditId">[] },
): readonly BatchQuery[] {
  const { orderId, credits, at } = cancelled;
  return inLockOrder(credits).map(({ creditId }) => {
    const id = derivedId(`souk/order/${orderId}/return/${CANCELLED}/${creditId}`);
    return returnStatement.query([id, creditId, null, orderId, CANCELLED, at]);
  });
}

const grantStatement = statement<never, readonly [string, string, number, string, string, Date]>(
  "grant_store_credit",
  `insert into credit_entries (id, credit_id, kind, amount_minor, order_id, reference, at)
   values ($1::uuid, $2::uuid, 'granted', $3::bigint, $4::uuid, $5::text, $6::timestamptz)
   on conflict (credit_id, reference) where kind = 'granted' do nothing`,
);

export type StoreCreditGrant = OfOrder & {
  readonly customerId: string;
  readonly amount: Money;
  /** A refund's id: the same one again grants nothing. */
  readonly reference: string;
};

/** Gives a customer store credit in place of money that goes back; once for each `reference`. */
export function grantStoreCreditQueries(grant: StoreCreditGrant): readonly BatchQuery[] {
  const { customerId, amount, orderId, reference, at } = grant;
  const { currency } = amount;
  const creditId = storeCreditIdOf(customerId, currency);
  const id = derivedId(`souk/order/${orderId}/grant/${reference}`);
  return [
    ensureStoreCreditQuery({ customerId, currency, at }),
    grantStatement.query([id, creditId, amount.amount, orderId, reference, at]),
  ];
}

const listStatement = statement<
  StoredCreditEntry & { readonly creditId: string },
  readonly [readonly string[], number]
>(
  "list_credit_entries",
  `select e.id, e.credit_id as "creditId", e.kind, e.amount_minor as "amountMinor", e.order_id as "orderId", e.reference, e.reason,
     e.staff_id as "staffId", e.at
   from unnest($1::uuid[]) as wanted (id) cross join lateral (
     select * from credit_entries where credit_id = wanted.id order by at desc, id desc limit $2::int) e`,
);

/** The newest entries of each of these credits, the newest first. */
export function listCreditEntries(
  db: AnyDb,
  { creditIds, limit }: { readonly creditIds: readonly string[]; readonly limit: number },
): Promise<readonly (StoredCreditEntry & { readonly creditId: string })[]> {
  return listStatement.rows(db, [creditIds, limit]);
}

const existsStatement = statement<never, readonly [string]>(
  "find_credit_entry",
  "select 1 from credit_entries where id = $1::uuid",
);

/** Whether it was written before: by a request that is repeated now. */
export async function isEntryWritten(db: AnyDb, id: string): Promise<boolean> {
  return (await existsStatement.rows(db, [id])).length > 0;
}

function inLockOrder<Share extends { readonly creditId: string }>(
  shares: readonly Share[],
): readonly Share[] {
  return shares.toSorted((left, right) => (left.creditId < right.creditId ? -1 : 1));
}
