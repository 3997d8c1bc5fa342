// Who and what a sequence is about on the real shop: goods and a gift card of its own, a guest or a customer of its own, and the shop's coupons.
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { inTurns } from "../crowd.ts";
import type { ShopAnswer, ShopClient } from "../shop-client.ts";
import type { Staff } from "../staff.ts";
import type { CouponName } from "./commands.ts";
import type { ModelStart } from "./model-state.ts";

export type Good = {
  readonly variantId: string;
  /** Staff change its price. */
  reprice(priceMinor: number): Promise<ShopAnswer>;
};
export type Coupons = Readonly<Record<CouponName, string>>;
export type Party = {
  readonly client: ShopClient;
  readonly staff: Staff;
  readonly coupons: Coupons;
  readonly goods: readonly Good[];
  readonly giftCard: { readonly id: string; readonly code: string };
  readonly email: string;
  /** Undefined for a guest. */
  readonly headers: Readonly<Record<string, string>> | undefined;
};
export type Shop = Pick<Party, "client" | "staff" | "coupons">;

const PASSWORD = "a long password for the model";
const EUR = "EUR";
/** Any moment that is over. */
const LONG_AGO = "2020-12-31T00:00:00.000Z";

const named = z.object({ id: z.string() });
const issued = named.extend({ code: z.string() });
const registered = z.object({ accessToken: z.string(), user: named });
const made = z.object({ id: z.string(), variants: z.tuple([z.object({ id: z.string() })]) });

/** The coupons are the same for all sequences: what limits them is counted for each customer. */
export async function makeCoupons(staff: Staff): Promise<Coupons> {
  const tenth = await addCoupon(staff, { basisPoints: 1_000 });
  const once = await addCoupon(staff, { basisPoints: 2_000, limits: { usesPerCustomerMax: 1 } });
  const expired = await addCoupon(staff, { basisPoints: 5_000, limits: { endsAt: LONG_AGO } });
  return { tenth, once, expired, unknown: newCode() };
}

type Reduction = { readonly basisPoints: number; readonly limits?: object };

async function addCoupon(staff: Staff, { basisPoints, limits = {} }: Reduction): Promise<string> {
  const couponCode = newCode();
  const body = { name: "Model", couponCode, action: { type: "percent", basisPoints }, ...limits };
  const { id } = named.parse(
    await succeed(staff.ask({ method: "POST", path: "/promotions", body, key: randomUUID() })),
  );
  const path = `/promotions/${id}/activate`;
  await succeed(staff.ask({ method: "POST", path, headers: { "if-match": "*" } }));
  return couponCode;
}

export async function makeParty(shop: Shop, start: ModelStart): Promise<Party> {
  const { client, staff } = shop;
  const email = `${randomUUID()}@example.com`;
  const goods = await inTurns([...start.pricesMinor.entries()], ([index, priceMinor]) =>
    makeGood(staff, { priceMinor, onHand: start.onHand[index] ?? 0 }),
  );
  const amount = { amount: start.giftMinor, currency: EUR };
  const card = await succeed(
    staff.ask({ method: "POST", path: "/gift-cards", body: { id: randomUUID(), amount } }),
  );
  const headers = start.isCustomer ? await makeCustomer({ client, staff, email }, start) : undefined;
  return { ...shop, goods, giftCard: issued.parse(card), email, headers };
}

async function makeGood(
  staff: Staff,
  { priceMinor, onHand }: { readonly priceMinor: number; readonly onHand: number },
): Promise<Good> {
  const sku = newCode();
  const bodyWith = (amount: number, id?: string) => {
    const prices = [{ amount, currency: EUR }];
    return {
      name: `Goods ${sku}`,
      status: "active",
      variants: [{ sku, prices, weightGrams: 500, ...(id !== undefined && { id }) }],
    };
  };
  const { id, variants } = made.parse(
    await succeed(
      staff.ask({ method: "POST", path: "/products", body: bodyWith(priceMinor), key: randomUUID() }),
    ),
  );
  const [variant] = variants;
  await staff.setStock(variant.id, onHand);
  const headers = { "if-match": "*" };
  return {
    variantId: variant.id,
    reprice: (amount) =>
      staff.ask({ method: "PUT", path: `/products/${id}`, body: bodyWith(amount, variant.id), headers }),
  };
}

type Person = Pick<Party, "client" | "staff" | "email">;

async function makeCustomer({ client, staff, email }: Person, { storeMinor }: ModelStart) {
  const body = { email, password: PASSWORD, firstName: "Leyla", lastName: "Demir" };
  const { accessToken, user } = registered.parse(
    await succeed(client.persist({ method: "POST", path: "/users/register", body })),
  );
  const granted = { amount: { amount: storeMinor, currency: EUR }, reason: "model" };
  const path = `/customers/${user.id}/store-credit`;
  await succeed(staff.ask({ method: "POST", path, body: granted, key: randomUUID() }));
  return { authorization: `Bearer ${accessToken}` };
}

function newCode(): string {
  return `M-${randomUUID().slice(0, 13).toUpperCase()}`;
}

async function succeed(asked: Promise<ShopAnswer>): Promise<unknown> {
  const { status, body } = await asked;
  if (status >= 200 && status < 300) return body;
  throw new Error(`The model's shop could not be prepared: ${status} ${JSON.stringify(body)}`);
}
