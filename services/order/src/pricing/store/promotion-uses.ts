// Which order used which promotion: written with the order, given back when it is cancelled. The database keeps the limits (migration 0002).
import { createHash } from "node:crypto";
import { type AnyDb, type BatchQuery, statement } from "@souk/db";
import type { AppliedPromotion } from "../domain/explanation.ts";

/** Whom a limit for each customer counts: the customer, or a guest by the e-mail, which is not kept here in clear. */
export function customerKeyOf(who: { readonly customerId: string | null; readonly email: string }): string;
export function customerKeyOf(who: {
  readonly customerId: string | null;
  readonly email: string | null;
}): string | undefined;
export function customerKeyOf({
  customerId,
  email,
}: {
  readonly customerId: string | null;
  readonly email: string | null;
}): string | undefined {
  if (customerId !== null) return customerId;
  return email === null ? undefined : createHash("sha256").update(email.trim().toLowerCase()).digest("hex");
}

export type PromotionUses = {
  readonly orderId: string;
  readonly customerKey: string;
  readonly applied: readonly AppliedPromotion[];
  readonly at: Date;
};

const insertStatement = statement<never, readonly [string, string, string, Date]>(
  "insert_promotion_uses",
  `insert into promotion_uses (promotion_id, order_id, customer_key, coupon_code, amount_minor, currency, used_at)
   select "promotionId", $1::uuid, $2::text, "couponCode", "amountMinor", currency, $4::timestamptz
     from jsonb_to_recordset($3::jsonb) as r ("promotionId" uuid, "couponCode" text, "amountMinor" bigint, currency text)
    order by "promotionId"`, // Two orders take the locks of the counts in the same order.
);

/** For the transaction that places an order; it fails as a lost update when a promotion is used up or no longer active. */
export function promotionUseQueries({
  orderId,
  customerKey,
  applied,
  at,
}: PromotionUses): readonly BatchQuery[] {
  if (applied.length === 0) return [];
  const uses = applied.map(({ promotionId, couponCode, amount }) => ({
    promotionId,
    couponCode,
    amountMinor: amount.amount,
    currency: amount.currency,
  }));
  return [insertStatement.query([orderId, customerKey, JSON.stringify(uses), at])];
}

const releaseStatement = statement<never, readonly [string]>(
  "release_promotion_uses",
  "update promotion_uses set released_at = now() where order_id = $1::uuid and released_at is null",
);

/** Gives the uses of an order that came to nothing back; a second time changes nothing. */
export function releasePromotionUsesQuery(orderId: string): BatchQuery {
  return releaseStatement.query([orderId]);
}

export type UseRow = {
  readonly orderId: string;
  readonly couponCode: string | null;
  readonly amountMinor: number;
  readonly currency: string;
  readonly usedAt: Date;
  readonly releasedAt: Date | null;
};
export type UsePlace = { readonly usedAt: string; readonly orderId: string };
type UsePage = { readonly promotionId: string; readonly after: UsePlace | undefined; readonly limit: number };

const listStatement = statement<UseRow, readonly [string, string | null, string | null, number]>(
  "list_promotion_uses",
  `select order_id as "orderId", coupon_code as "couponCode", amount_minor as "amountMinor", currency, used_at as "usedAt", released_at as "releasedAt"
     from promotion_uses
    where promotion_id = $1::uuid and ($2::timestamptz is null or (used_at, order_id) < ($2::timestamptz, $3::uuid))
    order by used_at desc, order_id desc limit $4::integer`,
);

/** The newest first; one more than the limit where there are more. */
export function listPromotionUses(
  db: AnyDb,
  { promotionId, after, limit }: UsePage,
): Promise<readonly UseRow[]> {
  return listStatement.rows(db, [promotionId, after?.usedAt ?? null, after?.orderId ?? null, limit]);
}

const countStatement = statement<{ promotionId: string; uses: number }, readonly [readonly string[]]>(
  "count_promotion_uses",
  `select promotion_id as "promotionId", count(*)::integer as uses from promotion_uses
    where promotion_id = any ($1::uuid[]) and released_at is null group by promotion_id`,
);

/** Orders that have each promotion now; those without any are missing. */
export async function countPromotionUses(
  db: AnyDb,
  promotionIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await countStatement.rows(db, [promotionIds]);
  return new Map(rows.map(({ promotionId, uses }) => [promotionId, uses]));
}
