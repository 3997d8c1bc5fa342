// Puts goods into a cart; goods that are in it already become more.
import { CART_LINES_MAX } from "@souk/contracts";
import { isCheckViolation } from "@souk/db";
import { Refusal } from "@souk/errors";
import type { CatalogueVariant } from "../../clients/catalogue.ts";
import type { Deps } from "../../deps.ts";
import { requireOpen, type StoredCart } from "../domain/cart.ts";
import { addCartLine as insertCartLine, type AddedLine } from "../store/cart-lines.ts";
import { loadCart, requireOwn } from "./load-cart.ts";

export type AddCartLine = {
  readonly cartId: string;
  readonly customerId: string | null;
  readonly lineId: string;
  readonly variantId: string;
  readonly quantity: number;
};

/** The cart as it is now, and its articles with the new one as they were priced for it: who shows the cart need not ask again. */
export type PricedChange = {
  readonly cart: StoredCart;
  readonly variants: ReadonlyMap<string, CatalogueVariant>;
};

export async function addCartLine(deps: Deps, command: AddCartLine): Promise<PricedChange> {
  const { cartId, customerId } = command;
  const added =
    (await deps.carts.change(cartId, (cart) => addTo(deps, command, { cart, onlyVersion: cart.version }))) ??
    (await addTo(deps, command, { cart: await loadCart(deps, cartId, customerId), onlyVersion: null }));
  if (added) return added;
  requireOpen(await loadCart(deps, cartId, customerId));
  throw new Refusal(
    "unprocessable",
    "cart_full",
    `A cart holds at most ${CART_LINES_MAX} different articles.`,
  );
}

type Before = { readonly cart: StoredCart; readonly onlyVersion: number | null };

async function addTo(
  deps: Deps,
  command: AddCartLine,
  { cart: found, onlyVersion }: Before,
): Promise<PricedChange | undefined> {
  const { customerId, variantId } = command;
  const before = requireOpen(requireOwn(found, customerId));
  const quantities = quantitiesAfter(before, command);
  const variants = await deps.catalogue.price(Object.keys(quantities), before.currency, { quantities });
  const variant = variants.get(variantId);
  if (!variant) throw unknownVariant();
  if (variant.available <= 0)
    throw new Refusal("conflict", "sold_out", "This is sold out.", { extra: { variantId } });
  const priceMinor = variant.unitPrice.amount;
  const line = { ...command, priceMinor, linesMax: CART_LINES_MAX, onlyVersion };
  const cart = await insertOrRefuse(deps, line);
  if (!cart) return undefined;
  deps.carts.remember(cart);
  return { cart, variants };
}

/** How many of each the cart will have: many may cost less than one. */
function quantitiesAfter(before: StoredCart, added: AddCartLine): Readonly<Record<string, number>> {
  const { variantId, lineId } = added;
  const isRepeated = before.lines.some(({ id }) => id === lineId);
  const present = before.lines.find((line) => line.variantId === variantId)?.quantity ?? 0;
  const quantities = Object.fromEntries(before.lines.map((line) => [line.variantId, line.quantity]));
  return { ...quantities, [variantId]: isRepeated ? present : present + added.quantity };
}

async function insertOrRefuse(deps: Deps, line: AddedLine): Promise<StoredCart | undefined> {
  try {
    return await insertCartLine(deps.db, line);
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
