// Puts goods into a cart; goods that are in it already become more.
import { CART_LINES_MAX } from "@souk/contracts";
import { isCheckViolation } from "@souk/db";
import { Refusal } from "@souk/errors";
import type { CatalogueVariant } from "../../clients/catalogue.ts";
import type { Deps } from "../../deps.ts";
import { requireOpen, type StoredCart } from "../domain/cart.ts";
import { addCartLine as insertCartLine } from "../store/carts.ts";
import { loadCart } from "./load-cart.ts";

export type AddCartLine = {
  readonly cartId: string;
  readonly customerId: string | null;
  readonly lineId: string;
  readonly variantId: string;
  readonly quantity: number;
};

/** The cart as it is now, and its articles with the new one as they were priced for it: who shows the cart need not ask again. */
export type AddedCartLine = {
  readonly cart: StoredCart;
  readonly variants: ReadonlyMap<string, CatalogueVariant>;
};

export async function addCartLine(deps: Deps, command: AddCartLine): Promise<AddedCartLine> {
  const { cartId, customerId, variantId } = command;
  const before = requireOpen(await loadCart(deps, cartId, customerId));
  const variantIds = new Set([variantId, ...before.lines.map((line) => line.variantId)]);
  const variants = await deps.catalogue.price([...variantIds], before.currency);
  const variant = variants.get(variantId);
  if (!variant) throw unknownVariant();
  if (variant.available <= 0)
    throw new Refusal("conflict", "sold_out", "This is sold out.", { extra: { variantId } });
  const cart = await insertOrRefuse(deps, { ...command, priceMinor: variant.unitPrice.amount });
  if (cart) return { cart, variants };
  requireOpen(await loadCart(deps, cartId, customerId));
  throw new Refusal(
    "unprocessable",
    "cart_full",
    `A cart holds at most ${CART_LINES_MAX} different articles.`,
  );
}

async function insertOrRefuse(
  deps: Deps,
  line: AddCartLine & { readonly priceMinor: number },
): Promise<StoredCart | undefined> {
  try {
    return await insertCartLine(deps.db, { ...line, linesMax: CART_LINES_MAX });
  } catch (error) {
    if (!isCheckViolation(error)) throw error;
    throw new Refusal("unprocessable", "quantity_too_large", "That is more than one order can hold.", {
      fields: [
        { pointer: "/quantity", code: "too_large", message: "must leave the line at 10,000 or fewer" },
      ],
    });
  }
}

function unknownVariant(): Refusal {
  return new Refusal("unprocessable", "variant_unknown", "This article is not sold here.", {
    fields: [
      {
        pointer: "/variantId",
        code: "unknown",
        message: "must be a variant that is on sale in the cart's currency",
      },
    ],
  });
}
