// Records for tests, made through the front door as staff and shoppers make them.
import { randomUUID } from "node:crypto";
import type { Call, CallAnswer } from "./calls.ts";
import type { People, Person } from "./people.ts";

type Shop = People & { readonly call: Call };

export type BuiltProduct = { readonly productId: string; readonly variantId: string; readonly slug: string };

/** An active product with one variant; `stock` units of it on hand. */
export async function aProduct(
  shop: Shop,
  {
    priceMinor = 2500,
    stock = 100,
    name = "Kilim",
  }: { priceMinor?: number; stock?: number; name?: string } = {},
): Promise<BuiltProduct> {
  const as = await shop.administrator();
  const sku = `T-${randomUUID().slice(0, 13).toUpperCase()}`;
  const body = {
    name: `${name} ${sku}`,
    status: "active",
    variants: [
      {
        sku,
        prices: [
          { amount: priceMinor, currency: "EUR" },
          { amount: priceMinor + 200, currency: "USD" },
        ],
        weightGrams: 500,
      },
    ],
  };
  const made = expectStatus(await shop.call("POST", "/products", { as, body }), 201);
  const variantId: string = made.body.variants[0].id;
  expectStatus(await shop.call("PUT", `/stock/${variantId}`, { as, body: { onHand: stock } }), 200);
  return { productId: made.body.id, variantId, slug: made.body.slug };
}

export const anAddress = {
  firstName: "Leyla",
  lastName: "Demir",
  street: "Kastanienallee 12",
  city: "Berlin",
  zipCode: "10435",
  country: "DE",
};

export type BuiltCart = {
  readonly cartId: string;
  readonly total: { readonly amount: number; readonly currency: string };
};

/** A cart with these goods, complete and ready to be ordered. */
export async function aCart(
  shop: Shop,
  {
    lines,
    as,
    currency = "EUR",
  }: { lines: readonly { variantId: string; quantity?: number }[]; as?: Person; currency?: string },
): Promise<BuiltCart> {
  const who = as && { as };
  const opened = expectStatus(await shop.call("POST", "/carts", { ...who, body: { currency } }), 201);
  const cartId: string = opened.body.id;
  for (const { variantId, quantity = 1 } of lines) {
    expectStatus(
      await shop.call("POST", `/carts/${cartId}/lines`, { ...who, body: { variantId, quantity } }),
      201,
    );
  }
  const details = { email: "leyla@example.com", shippingAddress: anAddress, shippingMethodId: "standard" };
  const cart = expectStatus(await shop.call("PUT", `/carts/${cartId}`, { ...who, body: details }), 200);
  return { cartId, total: cart.body.totals.total };
}

function expectStatus(answer: CallAnswer, status: number): CallAnswer {
  if (answer.status === status) return answer;
  throw new Error(`Expected ${status}, got ${answer.status}: ${answer.text}`);
}
