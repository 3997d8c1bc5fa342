// The scenario about the moment when the time to pay is over: the shopper approves, the clock cancels and the shopper cancels, all at once.
import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { atMost } from "../crowd.ts";
import { cancelOrder, orderCall, type Placed, placedOrder } from "../shopper.ts";
import { fill, numbers, type Outcome, unclean, type World } from "./world.ts";

export const PAYMENT_WINDOW_SECONDS = 4;
const WINDOW_MS = PAYMENT_WINDOW_SECONDS * 1_000;
/** Around the deadline: the approval comes so much earlier or later. */
const SWEEP_MS = { from: -800, to: 800 };
const CASES_MAX = 40;
/** One for so many buyers of the other scenarios. */
const BUYERS_PER_CASE = 2;
const AT_ONCE = 10;
/** Every third shopper changes their mind at the same moment. */
const CANCELLING = 3;
/** On a slow machine the time may be over before there is a page to approve on. */
const PLACE_STATUSES = [201, 409];
const CANCEL_STATUSES = [200, 409];
const PRICE_MINOR = 2_500;

/** What comes of each is the invariants' to judge: a captured payment and a confirmed order, or neither, and the goods where they belong. */
export async function deadline(world: World): Promise<Outcome> {
  const cases = Math.min(CASES_MAX, Math.ceil(world.buyers / BUYERS_PER_CASE));
  const variantId = await world.staff.addGoods({ priceMinor: PRICE_MINOR, stock: cases });
  const told = await atMost(AT_ONCE, numbers(cases), (index) =>
    approveLate(world, { variantId, index, share: index / cases }),
  );
  const approved = told.filter(({ isApproved }) => isApproved).length;
  const figure = `${approved} of ${cases} approved at the bank`;
  return { cases, faults: told.flatMap(({ faults }) => faults), figure };
}

type Late = { readonly variantId: string; readonly index: number; readonly share: number };

async function approveLate(world: World, { variantId, index, share }: Late) {
  const { client } = world;
  const cart = await fill(world, [{ variantId, quantity: 1 }]);
  const call = orderCall({ cart, token: "tok_3ds", key: randomUUID() });
  const startedAt = performance.now();
  const answer = await client.persist(call);
  const placed = placedOrder(answer);
  if (!placed?.payment?.redirectUrl) return { isApproved: false, faults: unclean([answer], PLACE_STATUSES) };
  const offMs = SWEEP_MS.from + (SWEEP_MS.to - SWEEP_MS.from) * share;
  await delay(Math.max(0, WINDOW_MS + offMs - (performance.now() - startedAt)));
  const [isApproved, faults] = await Promise.all([
    approve(placed.payment.redirectUrl),
    index % CANCELLING === 0 ? changeMind(world, placed) : [],
  ]);
  return { isApproved, faults };
}

/** On the provider's page; a payment that was voided meanwhile is approved no more. */
async function approve(pageUrl: string): Promise<boolean> {
  const body = new URLSearchParams({ decision: "approve" });
  const answer = await fetch(`${pageUrl}/challenge`, { method: "POST", body });
  return answer.ok && !/cancel|void|no longer/i.test(await answer.text());
}

async function changeMind({ client }: World, placed: Placed): Promise<readonly string[]> {
  return unclean([await cancelOrder(client, placed)], CANCEL_STATUSES);
}
