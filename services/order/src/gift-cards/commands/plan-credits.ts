// Decides what gift cards and store credit pay of a total: for placing an order. Nothing is held by this.
import type { Money } from "@souk/money";
import type { Deps } from "../../deps.ts";
import type { OrderCredit } from "../../orders/domain/terms.ts";
import { sharesOf, type StoredCredit } from "../domain/credit.ts";
import { listPayingCredits } from "../store/credits.ts";

export type CreditsAsked = {
  readonly giftCardIds: readonly string[];
  readonly customerId: string | null;
  readonly useStoreCredit: boolean;
};

/** Gift cards first, in their order, then store credit. */
export async function planCredits(
  deps: Deps,
  { total, ...asked }: CreditsAsked & { readonly total: Money },
): Promise<readonly OrderCredit[]> {
  return sharesOf(await readCredits(deps, { ...asked, currency: total.currency }), total, deps.now());
}

/** The credits that are asked to pay, whether they can or not; no round trip where none is. */
export async function readCredits(
  deps: Deps,
  asked: CreditsAsked & { readonly currency: string },
): Promise<readonly StoredCredit[]> {
  const { giftCardIds, currency } = asked;
  const customerId = asked.useStoreCredit ? asked.customerId : null;
  if (giftCardIds.length === 0 && customerId === null) return [];
  return listPayingCredits(deps.db, { giftCardIds, customerId, currency });
}
