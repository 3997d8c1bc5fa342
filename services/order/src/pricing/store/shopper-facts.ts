// What promotions must know of a shopper: whether there was an order before, and which limits are reached.
import { type AnyDb, statement } from "@souk/db";
import type { Promotion, UsedUp } from "../domain/promotion.ts";

export type ShopperFacts = {
  readonly hasOrderedBefore: boolean;
  readonly usedUp: ReadonlyMap<string, UsedUp>;
};

type Question = {
  readonly customerId: string | null;
  readonly email: string | null;
  /** Undefined while nobody has said who shops. */
  readonly customerKey: string | undefined;
  readonly promotions: readonly Promotion[];
};
type Count = { readonly promotionId: string; readonly customerKey: string; readonly uses: number };
type FactsRow = { readonly hasOrderedBefore: boolean; readonly counts: readonly Count[] };

const factsStatement = statement<
  FactsRow,
  readonly [string | null, string | null, readonly string[], string | null]
>(
  "read_shopper_facts",
  `select exists (select from orders where customer_id = $1::uuid and status not in ('pending', 'cancelled'))
          or exists (select from orders where lower(email) = lower($2::text) and status not in ('pending', 'cancelled')) as "hasOrderedBefore",
          (select coalesce(jsonb_agg(jsonb_build_object('promotionId', promotion_id, 'customerKey', customer_key, 'uses', uses)), '[]')
             from promotion_counts where promotion_id = any ($3::uuid[]) and customer_key in ('', $4::text)) as counts`,
);

/** Asks the database only where a promotion depends on the answer. */
export async function readShopperFacts(db: AnyDb, question: Question): Promise<ShopperFacts> {
  const { customerId, email, customerKey, promotions } = question;
  const limited = promotions.filter(
    ({ usesMax, usesPerCustomerMax }) => usesMax !== null || usesPerCustomerMax !== null,
  );
  if (limited.length === 0 && !promotions.some(({ firstOrderOnly }) => firstOrderOnly)) {
    return { hasOrderedBefore: false, usedUp: new Map() };
  }
  const limitedIds = limited.map(({ id }) => id);
  const parameters = [customerId, email, limitedIds, customerKey ?? null] as const;
  const { hasOrderedBefore, counts } = (await factsStatement.first(db, parameters)) as FactsRow; // Without a table, there is always a row.
  return { hasOrderedBefore, usedUp: usedUpAmong(limited, counts) };
}

function usedUpAmong(limited: readonly Promotion[], counts: readonly Count[]): ReadonlyMap<string, UsedUp> {
  const usedUp = new Map<string, UsedUp>();
  for (const { id, usesMax, usesPerCustomerMax } of limited) {
    const own = counts.filter(({ promotionId }) => promotionId === id);
    const total = own.find(({ customerKey }) => customerKey === "")?.uses ?? 0;
    const ofCustomer = own.find(({ customerKey }) => customerKey !== "")?.uses ?? 0;
    if (usesMax !== null && total >= usesMax) usedUp.set(id, "used_up");
    else if (usesPerCustomerMax !== null && ofCustomer >= usesPerCustomerMax)
      usedUp.set(id, "customer_used_up");
  }
  return usedUp;
}
