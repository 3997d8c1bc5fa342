// Opens an empty cart. Its id is the guest's credential for it, so it is random through and through.
import { randomUUID } from "node:crypto";
import { Refusal } from "@souk/errors";
import type { Deps } from "../../deps.ts";
import type { StoredCart } from "../domain/cart.ts";
import { insertCart } from "../store/carts.ts";

export type CreateCart = { readonly currency: string | undefined; readonly customerId: string | null };

export async function createCart(deps: Deps, { currency, customerId }: CreateCart): Promise<StoredCart> {
  const { currencies } = await deps.settings.settings();
  const chosen = currency ?? currencies[0];
  if (chosen === undefined || !currencies.includes(chosen)) {
    throw new Refusal("unprocessable", "currency_not_offered", "The shop does not sell in this currency.", {
      fields: [
        { pointer: "/currency", code: "not_offered", message: `must be one of ${currencies.join(", ")}` },
      ],
    });
  }
  const cart = await insertCart(deps.db, { id: randomUUID(), currency: chosen, customerId });
  deps.carts.remember(cart);
  return cart;
}
