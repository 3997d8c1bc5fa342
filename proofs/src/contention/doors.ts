// The scenarios about one order's money and one customer's cart that are asked for through several doors at once.
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { inTurns } from "../crowd.ts";
import type { ShopAnswer } from "../shop-client.ts";
import { orderCall, placedOrder } from "../shopper.ts";
import { fill, isConfirmed, numbers, type Outcome, unclean, type World } from "./world.ts";

const REFUNDS = 20;
const PRICE_MINOR = 10_000;
/** Of those that are asked for at once, as many are granted as fit into what was paid. */
const REFUND_MINOR = 1_000;
const REFUND_STATUSES = [201, 409, 422];
const DOORS = 3;
const TABS = 20;
const SIGN_INS = 5;
const ON_HAND = 100;

/** Twice as much is asked back as was paid, all at once: what was paid goes back, to the minor unit. */
export async function parallelRefunds(world: World): Promise<Outcome> {
  const { staff } = world;
  const { paymentId, totalMinor } = await buy(world);
  const answers = await Promise.all(numbers(REFUNDS).map(() => staff.refund(paymentId, REFUND_MINOR)));
  return refunded(answers, totalMinor);
}

/** The same through the order, through its payment, and in place of money as store credit. */
export async function threeDoors(world: World): Promise<Outcome> {
  const { staff } = world;
  const { orderId, paymentId, totalMinor } = await buy(world);
  const promise = (to: string): Promise<ShopAnswer> => {
    const body = { amount: REFUND_MINOR, to, reason: "proof" };
    return staff.ask({ method: "POST", path: `/orders/${orderId}/refunds`, body, key: randomUUID() });
  };
  const doors = [
    () => promise("original"),
    () => promise("store_credit"),
    () => staff.refund(paymentId, REFUND_MINOR),
  ];
  const answers = await Promise.all(numbers(REFUNDS).flatMap(() => doors.map((ask) => ask())));
  const outcome = refunded(answers, totalMinor);
  return { ...outcome, cases: DOORS * REFUNDS };
}

function refunded(answers: readonly ShopAnswer[], totalMinor: number): Outcome {
  const granted = answers.filter(({ status }) => status === 201).length;
  const expected = Math.floor(totalMinor / REFUND_MINOR);
  const faults = [...unclean(answers, REFUND_STATUSES)];
  if (granted !== expected)
    faults.push(`${granted} refunds of ${REFUND_MINOR} were granted out of ${totalMinor}`);
  return { cases: answers.length, faults, figure: `${granted} of ${answers.length} granted` };
}

/** By somebody with an account, where store credit can be kept. */
async function buy(world: World) {
  const { staff, client } = world;
  const variantId = await staff.addGoods({ priceMinor: PRICE_MINOR, stock: 1 });
  const headers = await staff.authorization();
  const cart = await fill(world, [{ variantId, quantity: 1 }], { headers });
  const call = orderCall({ cart, token: "tok_visa", key: randomUUID() });
  const placed = placedOrder(await client.persist({ ...call, headers }));
  if (!placed?.payment) throw new Error("What is to be refunded could not be bought.");
  return {
    orderId: placed.order.id,
    paymentId: placed.payment.id,
    totalMinor: cart.total.amount,
  };
}

const merged = z.object({
  id: z.string(),
  totals: z.object({ total: z.object({ amount: z.int(), currency: z.string() }) }),
  lines: z.array(z.object({ variantId: z.string(), quantity: z.int() })),
});

/** Somebody signs in, and twenty tabs put the guest's cart into their own at once: its pieces arrive once, and nothing that was there is lost. */
export async function mergingTabs(world: World): Promise<Outcome> {
  const { staff, client } = world;
  const variantId = await staff.addGoods({ priceMinor: PRICE_MINOR, stock: ON_HAND });
  const wanted = [{ variantId, quantity: 1 }];
  const headers = await staff.authorization();
  const own = await fill(world, wanted, { headers });
  const faults: string[] = [];
  let newest = { ...own };
  await inTurns(numbers(SIGN_INS), async (round) => {
    const guest = await fill(world, wanted);
    const path = `/carts/${guest.id}/merge`;
    const answers = await Promise.all(
      numbers(TABS).map(() => client.persist({ method: "POST", path, headers })),
    );
    faults.push(...unclean(answers, [200]));
    const carts = answers.filter(({ status }) => status === 200).map(({ body }) => merged.parse(body));
    const strange = carts.filter(
      ({ id, lines }) => id !== own.id || lines.length !== 1 || lines[0]?.quantity !== round + 2,
    );
    if (strange.length > 0) faults.push(`round ${round}: ${strange.length} tabs got another cart`);
    newest = { id: own.id, total: carts.at(-1)?.totals.total ?? own.total };
  });
  const call = orderCall({ cart: newest, token: "tok_visa", key: randomUUID() });
  const answer = await client.persist({ ...call, headers });
  if (!isConfirmed(answer))
    faults.push(`the cart in the end: ${answer.status} ${JSON.stringify(answer.body)}`);
  return {
    cases: SIGN_INS * TABS,
    faults,
    figure: `one cart of ${SIGN_INS + 1} pieces after ${SIGN_INS} sign-ins`,
  };
}
