// What the tests of promotions, taxes and shipping ask of the shop again and again.
import { randomUUID } from "node:crypto";
import { aCart, anAddress, type CallAnswer, type Person, type TestShop } from "@souk/testing";

export const everywhere = [{ country: null, state: null, zipPrefixes: [] }];
export const tenPercent = { type: "percent", basisPoints: 1000 };

/** A code of this test's own. */
export const aCode = (): string => `T${randomUUID().slice(0, 13).toUpperCase()}`;

export async function expectAnswer(answer: Promise<CallAnswer>, status: number): Promise<CallAnswer> {
  const got = await answer;
  if (got.status === status) return got;
  throw new Error(`Expected ${status}, got ${got.status}: ${got.text}`);
}

export const ifMatch = (answer: CallAnswer): { readonly "if-match": string } => ({
  "if-match": String(answer.headers["etag"]),
});

/** A promotion that is active, unless it shall stay a draft. */
export async function aPromotion(
  shop: TestShop,
  { isDraft = false, ...body }: Record<string, unknown> & { isDraft?: boolean },
): Promise<{ id: string; made: CallAnswer }> {
  const as = await shop.administrator();
  const created = await expectAnswer(
    shop.call("POST", "/promotions", { as, body: { name: "Autumn", action: tenPercent, ...body } }),
    201,
  );
  const { id } = created.body;
  if (isDraft) return { id, made: created };
  const path = `/promotions/${id}/activate`;
  return { id, made: await expectAnswer(shop.call("POST", path, { as, headers: ifMatch(created) }), 200) };
}

/** Automatic promotions hold for every cart: a test takes its own back. */
export async function archive(shop: TestShop, id: string): Promise<void> {
  const as = await shop.administrator();
  const headers = { "if-match": "*" };
  await expectAnswer(shop.call("POST", `/promotions/${id}/archive`, { as, headers }), 200);
}

export const putCart = (shop: TestShop, cartId: string, body: unknown, as?: Person): Promise<CallAnswer> =>
  shop.call("PUT", `/carts/${cartId}`, { body, ...(as && { as }) });

/** A complete cart with a code. */
export async function aCartWithCode(
  shop: TestShop,
  {
    variantId,
    code,
    quantity = 1,
    email = `${randomUUID()}@example.com`,
    as,
  }: {
    variantId: string;
    code: string;
    quantity?: number;
    email?: string;
    as?: Person;
  },
): Promise<string> {
  const { cartId } = await aCart(shop, { lines: [{ variantId, quantity }], ...(as && { as }) });
  await expectAnswer(putCart(shop, cartId, { couponCodes: [code], email }, as), 200);
  return cartId;
}

export const toCanada = { ...anAddress, country: "CA", state: "QC", zipCode: "H2X 1Y4", city: "Montréal" };
