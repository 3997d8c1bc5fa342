// All SQL of what providers said of the account: kept as it was seen, and never changed.
import { type AnyDb, statement } from "@souk/db";
import { money } from "@souk/money";
import { z } from "zod";
import type { ProviderDispute, ProviderMovement } from "../../providers/payment-provider.ts";

type Seen = { readonly id: string };

const insertMovements = statement<Seen, readonly unknown[]>(
  "keep_movements",
  `insert into provider_movements (provider, movement_id, kind, payment_id, provider_payment_id, refund_id, amount_minor, currency, at, seen_at)
   select $1, movement_id, kind, payment_id, provider_payment_id, refund_id, amount_minor, currency, at, $2
   from unnest($3::text[], $4::text[], $5::uuid[], $6::text[], $7::uuid[], $8::bigint[], $9::text[], $10::timestamptz[])
     as seen (movement_id, kind, payment_id, provider_payment_id, refund_id, amount_minor, currency, at)
   on conflict do nothing returning movement_id as id`,
);
const insertDispute = statement<Seen, readonly unknown[]>(
  "keep_dispute",
  `insert into provider_disputes (provider, dispute_id, status, payment_id, amount_minor, currency, reason, evidence_due_at, seen_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing returning dispute_id as id`,
);

const ourId = z.uuid();
/** What a provider keeps for us may be what somebody typed into its dashboard. */
const ourIdOrNull = (id: string | null): string | null => (ourId.safeParse(id).success ? id : null);

export type SeenMovements = {
  readonly provider: string;
  readonly movements: readonly ProviderMovement[];
  readonly seenAt: Date;
};

/** Gives how many were seen for the first time. */
export async function keepMovements(
  db: AnyDb,
  { provider, movements, seenAt }: SeenMovements,
): Promise<number> {
  const rows = await insertMovements.rows(db, [
    provider,
    seenAt,
    movements.map(({ id }) => id),
    movements.map(({ kind }) => kind),
    movements.map(({ paymentId }) => ourIdOrNull(paymentId)),
    movements.map(({ providerPaymentId }) => providerPaymentId),
    movements.map(({ refundId }) => ourIdOrNull(refundId)),
    movements.map(({ amount }) => amount.amount),
    movements.map(({ amount }) => amount.currency),
    movements.map(({ at }) => at),
  ]);
  return rows.length;
}

export async function keepDispute(
  db: AnyDb,
  { provider, dispute, seenAt }: { provider: string; dispute: ProviderDispute; seenAt: Date },
): Promise<void> {
  const { disputeId, status, paymentId, amount, reason, evidenceDueAt } = dispute;
  if (ourIdOrNull(paymentId) === null) return;
  const about = [provider, disputeId, status, paymentId, amount.amount, amount.currency];
  await insertDispute.rows(db, [...about, reason, evidenceDueAt, seenAt]);
}

type DisputeRow = Omit<ProviderDispute, "amount"> & {
  readonly amountMinor: number;
  readonly currency: string;
};
const disputesOf = statement<DisputeRow, [string, string]>(
  "list_provider_disputes",
  `select distinct on (dispute_id) dispute_id as "disputeId", payment_id as "paymentId", amount_minor as "amountMinor", currency, reason,
     status, evidence_due_at as "evidenceDueAt"
   from provider_disputes where provider = $1 and payment_id = $2
   order by dispute_id, array_position(array['needs_response', 'under_review', 'lost', 'won'], status) desc`,
);

/** Each in the last state that it was seen in. */
export async function listProviderDisputes(
  db: AnyDb,
  { provider, paymentId }: { readonly provider: string; readonly paymentId: string },
): Promise<readonly ProviderDispute[]> {
  const rows = await disputesOf.rows(db, [provider, paymentId]);
  return rows.map(({ amountMinor, currency, ...rest }) => ({
    ...rest,
    amount: money(amountMinor, currency),
  }));
}

export type StoredMovement = Omit<ProviderMovement, "refundId"> & {
  readonly provider: string;
  /** When we first saw it in the provider's books. */
  readonly seenAt: Date;
};
type MovementRow = Omit<StoredMovement, "amount"> & {
  readonly amountMinor: number;
  readonly currency: string;
};

/** Its money belongs to no payment of ours, or to another one of the provider under our payment's name. */
export const IS_STRAY = `m.kind not in ('fee', 'payout') and not exists (
    select from payments p where p.provider = m.provider and (p.provider_payment_id = m.provider_payment_id
      or (p.id = m.payment_id and (p.provider_payment_id is null or m.provider_payment_id is null))))`;

const unbooked = statement<MovementRow, [Date, Date, string | null, string | null]>(
  "list_unbooked_movements",
  `select m.provider, m.movement_id as id, m.kind, p.id as "paymentId", m.provider_payment_id as "providerPaymentId",
     m.amount_minor as "amountMinor", m.currency, m.at, m.seen_at as "seenAt"
   from provider_movements m left join payments p on p.id = m.payment_id and p.provider = m.provider and m.kind = 'fee'
   where (m.seen_at >= $1 and $4::text is null or m.provider = $3 and m.movement_id = $4)
     and (m.kind in ('fee', 'payout') or (m.at < $2 and m.provider_payment_id is not null and ${IS_STRAY}))
     and not exists (select from ledger_transactions t where t.kind = m.kind and t.reference = m.provider || '/' || m.movement_id)
   order by m.at limit 1000`,
);

export type UnbookedQuery = {
  readonly seenSince: Date;
  /** Stray money is left alone until it is older than this. */
  readonly strayUntil: Date;
  /** Only this one. */
  readonly movement?: { readonly provider: string; readonly id: string };
};

/** Oldest first. */
export async function listUnbooked(
  db: AnyDb,
  { seenSince, strayUntil, movement }: UnbookedQuery,
): Promise<readonly StoredMovement[]> {
  const only = [movement?.provider ?? null, movement?.id ?? null] as const;
  const rows = await unbooked.rows(db, [seenSince, strayUntil, ...only]);
  return rows.map(({ amountMinor, currency, ...rest }) => ({
    ...rest,
    amount: money(amountMinor, currency),
  }));
}
