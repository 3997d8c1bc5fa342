// Carts as this process wrote them last, so that the next change of a cart need not read it. What is remembered may be out of date, for another
// process may have changed the cart: a change decided on it is written only onto its version, and what is refused on it is decided again on a
// cart read anew. Whoever only wants to see a cart reads it.
import { isRefusal } from "@souk/errors";
import type { StoredCart } from "./domain/cart.ts";

export type CartsInMemory = {
  remember(cart: StoredCart): void;
  forget(cartId: string): void;
  /**
   * What `change` makes of the remembered cart. Undefined where there is none, or where the change was refused or came too late: then it has
   * changed nothing, and must be tried on the cart as the database has it.
   */
  change<Result>(
    cartId: string,
    change: (cart: StoredCart) => Promise<Result | undefined>,
  ): Promise<Result | undefined>;
};

/** About 2 kB each; the one that was not changed for the longest time goes first. */
const CARTS_MAX = 2_000;

export function keepCartsInMemory(): CartsInMemory {
  const kept = new Map<string, StoredCart>();
  return {
    remember(cart) {
      kept.delete(cart.id);
      kept.set(cart.id, cart);
      if (kept.size <= CARTS_MAX) return;
      for (const oldest of kept.keys()) {
        kept.delete(oldest);
        return;
      }
    },
    forget(cartId) {
      kept.delete(cartId);
    },
    async change(cartId, change) {
      const cart = kept.get(cartId);
      if (!cart) return undefined;
      const changed = await change(cart).catch((error: unknown) => {
        if (!isRefusal(error)) throw error;
        return undefined;
      });
      if (changed === undefined) kept.delete(cartId);
      return changed;
    },
  };
}
