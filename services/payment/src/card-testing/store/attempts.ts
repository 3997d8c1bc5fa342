// All SQL of attempts to pay. The database itself refuses one too many, in the transaction that would begin it.
import { type AnyDb, type BatchQuery, statement } from "@souk/db";
import type { CountedAttempt, DeclineLimits } from "../card-testing-config.ts";

const TOO_MANY = "SK429";

const requireFew = statement<never, readonly unknown[]>(
  "require_few_declines",
  `select require_few_declines($1, $2, $3, $4, $5, $6, $7, $8)`,
);
const insert = statement<never, readonly unknown[]>(
  "insert_payment_attempt",
  `insert into payment_attempts (payment_id, at, order_key, shopper_key, address_key) values ($1, $2, $3, $4, $5)`,
);
const decline = statement<never, [string]>(
  "decline_payment_attempt",
  `update payment_attempts set is_declined = true where payment_id = $1`,
);
const forget = statement<never, [Date]>(
  "forget_payment_attempts",
  `delete from payment_attempts where at < $1`,
);

/** Fails the batch they stand in where too many were declined lately. */
export function attemptQueries(
  attempt: CountedAttempt,
  { limits, at }: { readonly limits: DeclineLimits; readonly at: Date },
): readonly BatchQuery[] {
  const { paymentId, orderKey, shopperKey, addressKey, addressMax } = attempt;
  const { windowMs, orderMax, shopperMax, shopMax } = limits;
  const since = new Date(at.getTime() - windowMs);
  const maxima = [orderMax, shopperMax, addressMax, shopMax];
  return [
    requireFew.query([orderKey, shopperKey, addressKey, since, ...maxima]),
    insert.query([paymentId, at, orderKey, shopperKey, addressKey]),
  ];
}

export function declinedQuery(paymentId: string): BatchQuery {
  return decline.query([paymentId]);
}

export function isTooMany(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === TOO_MANY;
}

/** What no window looks back at any more. */
export async function forgetAttempts(db: AnyDb, before: Date): Promise<void> {
  await forget.rows(db, [before]);
}
