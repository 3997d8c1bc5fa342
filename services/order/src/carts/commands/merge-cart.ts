// A shopper has signed in: what they put into their cart as a guest becomes theirs, once, however often and from how many tabs it is asked.
import { isLostUpdate, runBatch } from "@souk/db";
import { Refusal } from "@souk/errors";
import type { Deps } from "../../deps.ts";
import { requireOpen, type StoredCart } from "../domain/cart.ts";
import { decideMerging, type Merging } from "../domain/merging.ts";
import { adoptQueries, mergeQueries } from "../store/cart-merging.ts";
import { findCurrentCart } from "../store/carts.ts";
import { loadCart } from "./load-cart.ts";

/** As many carts of one customer can be merged at the same moment. */
const RACES_MAX = 20;

export type MergeCart = { readonly cartId: string; readonly customerId: string };

/** The cart that has the guest's lines now. */
export async function mergeCart(deps: Deps, { cartId, customerId }: MergeCart): Promise<StoredCart> {
  for (let race = 0; race < RACES_MAX; race += 1) {
    const guest = await loadCart(deps, cartId, customerId);
    if (guest.mergedInto !== null) return loadCart(deps, guest.mergedInto, customerId);
    if (guest.customerId !== null) return guest;
    requireOpen(guest);
    const current = await findCurrentCart(deps.db, { customerId, currency: guest.currency });
    const merging = decideMerging(guest, current);
    try {
      await runBatch(deps.db, queriesOf(merging, guest, customerId));
      return await loadCart(deps, merging.kind === "merge" ? merging.target.id : cartId, customerId);
    } catch (error) {
      if (!isLostUpdate(error)) throw error; // Otherwise one of the carts changed, or a twin request was first.
    }
  }
  throw new Refusal("conflict", "cart_busy", "This cart is being changed elsewhere; please try again.");
}

function queriesOf(merging: Merging, guest: StoredCart, customerId: string) {
  switch (merging.kind) {
    case "adopt":
      return adoptQueries({ guest, customerId, isBeside: false });
    case "adopt_beside":
      return adoptQueries({ guest, customerId, isBeside: true });
    case "merge":
      return mergeQueries({ guest, target: merging.target, details: merging.details, customerId });
  }
}
