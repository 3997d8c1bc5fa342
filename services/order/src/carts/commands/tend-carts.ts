// Says once of each cart that its shopper left it, and deletes old carts of guests. A part at a time; says whether there is more.
import { CartAbandoned } from "@souk/contracts";
import { inTransaction, runBatch } from "@souk/db";
import { outboxQuery } from "@souk/events";
import type { Deps } from "../../deps.ts";
import { deleteGuestCarts, markAbandoned } from "../store/cart-keeping.ts";

const PART = 50;
const GUEST_CART_KEPT_MS = 90 * 86_400_000;

export async function tendCarts(deps: Deps): Promise<boolean> {
  const at = deps.now();
  const before = (milliseconds: number): Date => new Date(at.getTime() - milliseconds);
  const abandoned = await inTransaction(deps.db, async (tx) => {
    const carts = await markAbandoned(tx, {
      at,
      unchangedSince: before(deps.cartAbandonedAfterMs),
      limit: PART,
    });
    await runBatch(
      tx,
      carts.map(({ changedAt, ...cart }) =>
        outboxQuery(CartAbandoned, {
          ...cart,
          lines: [...cart.lines],
          changedAt: changedAt.toISOString(),
        }),
      ),
    );
    return carts.length;
  });
  const deleted = await deleteGuestCarts(deps.db, {
    unchangedSince: before(GUEST_CART_KEPT_MS),
    limit: PART,
  });
  return abandoned === PART || deleted === PART;
}
