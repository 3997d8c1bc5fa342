// SQL of money at a provider that is of no payment of ours.
import { type AnyDb, statement } from "@souk/db";
import { IS_STRAY } from "./movements.ts";

/** All movements of one payment of the provider that is none of ours. */
export type Stray = {
  readonly provider: string;
  /** The provider's id of the payment, or of the movement where it names no payment. */
  readonly id: string;
  readonly providerPaymentId: string | null;
  /** What the provider kept as our payment's id. */
  readonly paymentId: string | null;
  /** The order of that payment where it exists: then something was paid twice. */
  readonly orderId: string | null;
  readonly currency: string;
  readonly capturedMinor: number;
  readonly refundedMinor: number;
  readonly disputedMinor: number;
  readonly newestAt: Date;
};

const find = statement<Stray, [string, string]>(
  "find_stray",
  `select m.provider, coalesce(m.provider_payment_id, m.movement_id) as id, m.provider_payment_id as "providerPaymentId",
     min(m.payment_id::text) as "paymentId", min(p.order_id::text) as "orderId", min(m.currency) as currency,
     coalesce(sum(m.amount_minor) filter (where m.kind = 'capture'), 0)::bigint as "capturedMinor",
     coalesce(sum(case m.kind when 'refund' then m.amount_minor when 'refund_reversed' then -m.amount_minor end), 0)::bigint as "refundedMinor",
     coalesce(sum(case m.kind when 'dispute' then m.amount_minor when 'dispute_won' then -m.amount_minor end), 0)::bigint as "disputedMinor",
     max(m.at) as "newestAt"
   from provider_movements m left join payments p on p.id = m.payment_id
   where m.provider = $1 and coalesce(m.provider_payment_id, m.movement_id) = $2 and ${IS_STRAY}
   group by m.provider, m.provider_payment_id, coalesce(m.provider_payment_id, m.movement_id)`,
);
const list = statement<{ readonly provider: string; readonly id: string }, [Date, Date, readonly string[]]>(
  "list_strays",
  `select distinct m.provider, coalesce(m.provider_payment_id, m.movement_id) as id from provider_movements m
   where m.seen_at >= $1 and m.at < $2 and m.kind = 'capture' and m.provider = any ($3) and ${IS_STRAY} limit 1000`,
);

export async function findStray(
  db: AnyDb,
  { provider, id }: { readonly provider: string; readonly id: string },
): Promise<Stray | undefined> {
  return find.first(db, [provider, id]);
}

export type Window = {
  readonly since: Date;
  /** What happened later may be on its way still. */
  readonly until: Date;
  /** Those that have answered. */
  readonly providers: readonly string[];
};

export async function listStrays(
  db: AnyDb,
  { since, until, providers }: Window,
): Promise<readonly { readonly provider: string; readonly id: string }[]> {
  return list.rows(db, [since, until, providers]);
}
