// A guest who fills a cart, says where to, orders and pays.
import { z } from "zod";
import type { ShopAnswer, ShopCall, ShopClient } from "./shop-client.ts";

export type Money = { readonly amount: number; readonly currency: string };
export type Wanted = { readonly variantId: string; readonly quantity: number };
export type Cart = { readonly id: string; readonly total: Money };
export type Submission = { readonly cart: Cart; readonly token: string; readonly key: string };

export const ADDRESS = {
  firstName: "Leyla",
  lastName: "Demir",
  street: "Kastanienallee 12",
  city: "Berlin",
  zipCode: "10435",
  country: "DE",
};

const money = z.object({ amount: z.int(), currency: z.string() });
const opened = z.object({ id: z.string() });
const filled = z.object({ id: z.string(), totals: z.object({ total: money }) });
const placed = z.object({
  order: z.object({
    id: z.string(),
    status: z.string(),
    guestToken: z.string().default(""),
    lines: z.array(z.object({ id: z.string(), variantId: z.string(), quantity: z.int() })),
  }),
  payment: z.object({ id: z.string(), status: z.string(), redirectUrl: z.string().optional() }).optional(),
});
export type Placed = z.infer<typeof placed>;

/** The shop would not have it so: gone meanwhile, for one. */
export class CartRefused extends Error {
  readonly status: number;
  constructor({ method, path }: ShopCall, { status, body }: ShopAnswer) {
    super(`${method} ${path}: ${status} ${JSON.stringify(body)}`);
    this.name = "CartRefused";
    this.status = status;
  }
}

export type FillCart = {
  readonly client: ShopClient;
  readonly wanted: readonly Wanted[];
  readonly email: string;
  readonly newKey: () => string;
  /** More that the cart is told: codes, or another e-mail. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** Who fills it, where that is no guest. */
  readonly headers?: Readonly<Record<string, string>>;
};

/** Ready to be ordered, whatever happens to the shop meanwhile. */
export async function fillCart({ client, wanted, email, newKey, ...rest }: FillCart): Promise<Cart> {
  const { headers = {} } = rest;
  const { id } = opened.parse(
    await succeed(client, { method: "POST", path: "/carts", body: {}, key: newKey(), headers }),
  );
  for (const line of wanted) {
    const call = { method: "POST", path: `/carts/${id}/lines`, body: line, headers } as const;
    await succeed(client, { ...call, key: newKey() });
  }
  const body = { email, shippingAddress: ADDRESS, shippingMethodId: "standard", ...rest.details };
  const cart = filled.parse(await succeed(client, { method: "PUT", path: `/carts/${id}`, body, headers }));
  return { id, total: cart.totals.total };
}

export function orderCall({ cart, token, key }: Submission): ShopCall {
  return {
    method: "POST",
    path: "/orders",
    key,
    body: { cartId: cart.id, expectedTotal: cart.total, payment: { provider: "sandbox", token } },
  };
}

/** What the shop says was ordered; undefined where it refused. */
export function placedOrder({ status, body }: ShopAnswer): Placed | undefined {
  return status === 201 ? placed.parse(body) : undefined;
}

// oxlint-disable-next-line max-params -- the third is for those who are no guests
export async function cancelOrder(
  client: ShopClient,
  { order }: Placed,
  headers: Readonly<Record<string, string>> = { "x-order-token": order.guestToken },
): Promise<ShopAnswer> {
  return client.persist({ method: "DELETE", path: `/orders/${order.id}`, headers });
}

async function succeed(client: ShopClient, call: ShopCall): Promise<unknown> {
  const answer = await client.persist(call);
  if (answer.status >= 200 && answer.status < 300) return answer.body;
  throw new CartRefused(call, answer);
}
