// The scenarios about what is limited in number or amount: a coupon, and a gift card.
import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { ShopAnswer } from "../shop-client.ts";
import { orderCall } from "../shopper.ts";
import {
  fillAll,
  isConfirmed,
  numbers,
  type Outcome,
  submitAll,
  uncleanRefusals,
  type World,
} from "./world.ts";

const USES_MAX = 5;
const REDEEMERS = 10 * USES_MAX;
const TWINS = 20;
const PRICE_MINOR = 2_500;
const HOLDERS = 20;
/** Pays three orders and a part of the fourth. */
const CARD_MINOR = 10_000;

const named = z.object({ id: z.string() });
const issued = named.extend({ code: z.string() });
const onCard = z.object({ balance: z.object({ amount: z.int() }) });

/** K uses, ten times as many who want one, all of whom were shown the reduction: K get it, and everybody else is asked again. */
export async function couponLimit(world: World): Promise<Outcome> {
  const { staff } = world;
  const stock = REDEEMERS + TWINS;
  const variantId = await staff.addGoods({ priceMinor: PRICE_MINOR, stock });
  const shared = await addCoupon(world, { usesMax: USES_MAX });
  const redeemed = await redeem(world, { variantId, couponCode: shared, count: REDEEMERS });
  const own = await addCoupon(world, { usesPerCustomerMax: 1 });
  const email = `${randomUUID()}@example.com`;
  const twins = await redeem(world, { variantId, couponCode: own, count: TWINS, email });
  const uses = redeemed.filter(isConfirmed).length;
  const usesOfOne = twins.filter(isConfirmed).length;
  const faults = [...uncleanRefusals([...redeemed, ...twins])];
  if (uses !== USES_MAX) faults.push(`${uses} orders have a coupon for ${USES_MAX}`);
  if (usesOfOne !== 1) faults.push(`one customer used a coupon for one ${usesOfOne} times`);
  const figure = `${uses} of ${REDEEMERS} got the coupon, ${usesOfOne} of ${TWINS} carts of one customer theirs`;
  return { cases: stock, faults, figure };
}

async function addCoupon(
  { staff }: World,
  limit: { readonly usesMax: number } | { readonly usesPerCustomerMax: number },
): Promise<string> {
  const couponCode = `P-${randomUUID().slice(0, 13).toUpperCase()}`;
  const action = { type: "percent", basisPoints: 1_000 };
  const body = { name: "Proof", couponCode, action, ...limit };
  const made = await staff.ask({ method: "POST", path: "/promotions", body, key: randomUUID() });
  const { id } = named.parse(made.body);
  const path = `/promotions/${id}/activate`;
  const { status } = await staff.ask({ method: "POST", path, headers: { "if-match": "*" } });
  if (status !== 200) throw new Error(`A promotion could not be activated: ${status}`);
  return couponCode;
}

type Redeemed = {
  readonly variantId: string;
  readonly couponCode: string;
  readonly count: number;
  readonly email?: string;
};

async function redeem(world: World, { variantId, couponCode, count, email }: Redeemed) {
  const details = { couponCodes: [couponCode], ...(email !== undefined && { email }) };
  const wanted = numbers(count).map(() => [{ variantId, quantity: 1 }]);
  return submitAll(world, await fillAll(world, wanted, { details }));
}

/** Twenty carts hold the same gift card, which pays what it can for whoever comes first; the others pay by card. Nothing of it is spent twice or left. */
export async function oneGiftCard(world: World): Promise<Outcome> {
  const { staff, client } = world;
  const variantId = await staff.addGoods({ priceMinor: PRICE_MINOR, stock: HOLDERS });
  const amount = { amount: CARD_MINOR, currency: "EUR" };
  const made = await staff.ask({ method: "POST", path: "/gift-cards", body: { id: randomUUID(), amount } });
  const { id, code } = issued.parse(made.body);
  const wanted = numbers(HOLDERS).map(() => [{ variantId, quantity: 1 }]);
  let waiting = await fillAll(world, wanted, { details: { giftCardCodes: [code] } });
  const answers: ShopAnswer[] = [];
  // Whoever is told that the cart is busy tries again; each time at least one of them gets through.
  for (let round = 0; waiting.length > 0 && round < HOLDERS; round += 1) {
    const told = await Promise.all(
      waiting.map((cart) => client.persist(orderCall({ cart, token: "tok_visa", key: randomUUID() }))),
    );
    answers.push(...told);
    waiting = waiting.filter((_, index) => told[index]?.status !== 201);
  }
  const left = onCard.parse((await staff.ask({ method: "GET", path: `/gift-cards/${id}` })).body).balance;
  const faults = [...uncleanRefusals(answers)];
  if (waiting.length > 0) faults.push(`${waiting.length} carts with a gift card could not be ordered`);
  if (left.amount !== 0) faults.push(`${left.amount} of the gift card were left`);
  const busy = answers.length - HOLDERS;
  return { cases: answers.length, faults, figure: `${HOLDERS} orders, ${busy} asked again, nothing left` };
}
