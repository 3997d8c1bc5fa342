// The scenarios of the contention proof. Each says how many attempts it made and what was not as it has to be.
import { randomUUID } from "node:crypto";
import { atMost, inTurns } from "./crowd.ts";
import type { Random } from "./random.ts";
import type { ShopAnswer, ShopClient } from "./shop-client.ts";
import { type Cart, fillCart, orderCall, placedOrder, type Wanted } from "./shopper.ts";
import type { Staff } from "./staff.ts";

export type World = {
  readonly client: ShopClient;
  readonly staff: Staff;
  readonly random: Random;
  readonly rounds: number;
  readonly buyers: number;
  readonly units: number;
  /** How often random pieces of the units are asked for; 0: until somewhat more is wanted than there is. */
  readonly demand: number;
};
export type Outcome = { readonly cases: number; readonly faults: readonly string[]; readonly figure: string };
export type Scenario = (world: World) => Promise<Outcome>;

/** Carts are filled a few at a time: they are not what is tried. */
const FILLING_MAX = 16;
const SUBMITS = 50;
const CROSSED_BUYERS = 40;
const QUANTITY_MAX = 5;
/** So many times the stock is asked for. */
const DEMAND_FACTOR = 1.3;
const REFUNDS = 20;
const REFUNDED_PRICE_MINOR = 10_000;
/** Of the 20, ten fit into what was paid. */
const REFUND_MINOR = 1_000;

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

/** One unit, many buyers, again and again: one order a round, and a clean refusal for everybody else. */
export async function lastUnit(world: World): Promise<Outcome> {
  const { staff, rounds, buyers } = world;
  const variantId = await staff.addGoods({ priceMinor: 2_500, stock: 1 });
  const wanted = [{ variantId, quantity: 1 }];
  let carts = await fillAll(
    world,
    numbers(buyers).map(() => wanted),
  );
  const faults: string[] = [];
  await inTurns(numbers(rounds), async (round) => {
    await staff.setStock(variantId, 1);
    const answers = await submitAll(world, carts);
    const winners = answers.filter(isConfirmed).length;
    if (winners !== 1) faults.push(`round ${round}: ${winners} orders for one unit`);
    faults.push(...uncleanRefusals(answers));
    await staff.waitForNoHolds(variantId);
    // A refused shopper has the cart back and tries again; the one who got it needs a new one.
    carts = await inTurns([...carts.entries()], async ([index, cart]) =>
      placedOrder(answers[index] ?? nobody) ? refill(world, { variantId, wanted }) : cart,
    );
  });
  return { cases: rounds * buyers, faults, figure: `one order in each of ${rounds} rounds` };
}

const nobody: ShopAnswer = { status: 0, body: undefined };

async function refill(
  world: World,
  { variantId, wanted }: { variantId: string; wanted: readonly Wanted[] },
): Promise<Cart> {
  await world.staff.setStock(variantId, 1);
  return fill(world, wanted);
}

/** Two goods taken in both orders: nobody waits in a ring, and exactly as many get both as there are. */
export async function crossedCarts(world: World): Promise<Outcome> {
  const faults: string[] = [];
  await inTurns(numbers(world.rounds), async (round) => {
    const stock = CROSSED_BUYERS / 2;
    const a = await world.staff.addGoods({ priceMinor: 1_000, stock });
    const b = await world.staff.addGoods({ priceMinor: 2_000, stock });
    const ways = [
      [a, b],
      [b, a],
    ].map((way) => way.map((variantId) => ({ variantId, quantity: 1 })));
    const carts = await fillAll(
      world,
      numbers(CROSSED_BUYERS).map((index) => ways[index % 2] ?? []),
    );
    const answers = await submitAll(world, carts);
    const winners = answers.filter(isConfirmed).length;
    if (winners !== stock) faults.push(`round ${round}: ${winners} orders for ${stock} pairs`);
    faults.push(...uncleanRefusals(answers));
  });
  return {
    cases: world.rounds * CROSSED_BUYERS,
    faults,
    figure: `${CROSSED_BUYERS / 2} of ${CROSSED_BUYERS} orders in each round`,
  };
}

/** The same request sent many times is one order and one answer; the same cart with other keys is one order and clean refusals. */
export async function oneCart(world: World): Promise<Outcome> {
  const faults: string[] = [];
  const variantId = await world.staff.addGoods({ priceMinor: 3_000, stock: world.rounds * 2 * SUBMITS });
  const wanted = [{ variantId, quantity: 1 }];
  await inTurns(numbers(world.rounds), async (round) => {
    const sameKey = randomUUID();
    const alike = await submitCart(world, await fill(world, wanted), () => sameKey);
    const bodies = new Set(alike.map(({ status, body }) => `${status} ${JSON.stringify(body)}`));
    if (bodies.size !== 1 || !alike.every(isConfirmed))
      faults.push(`round ${round}: one key had ${bodies.size} answers`);
    const apart = await submitCart(world, await fill(world, wanted), randomUUID);
    const winners = apart.filter(isConfirmed).length;
    if (winners !== 1) faults.push(`round ${round}: one cart became ${winners} orders`);
    faults.push(...uncleanRefusals(apart));
  });
  return {
    cases: world.rounds * 2 * SUBMITS,
    faults,
    figure: `one order for each of ${world.rounds * 2} carts`,
  };
}

/** More is asked for than there is, in random pieces: all of it is sold and nothing else. */
export async function randomDemand(world: World): Promise<Outcome> {
  const { units, demand, random, staff } = world;
  const variantId = await staff.addGoods({ priceMinor: 500, stock: units });
  const quantities: number[] = [];
  let wanted = 0;
  while (demand === 0 ? wanted < units * DEMAND_FACTOR : quantities.length < demand) {
    const quantity = random.integer(1, QUANTITY_MAX);
    quantities.push(quantity);
    wanted += quantity;
  }
  const carts = await fillAll(
    world,
    quantities.map((quantity) => [{ variantId, quantity }]),
  );
  const answers = await atMost(world.buyers, carts, (cart) => submit(world, cart));
  const faults = [...uncleanRefusals(answers)];
  const left = units - total(quantities.filter((_, index) => isConfirmed(answers[index] ?? nobody)));
  const wronged = quantities.filter(
    (quantity, index) => !isConfirmed(answers[index] ?? nobody) && quantity <= left,
  ).length;
  if (left < 0) faults.push(`${-left} units more were sold than there were`);
  if (wronged > 0) faults.push(`${wronged} were refused what was there`);
  if (left > 0) {
    const answer =
      (await submitAll(world, [await fill(world, [{ variantId, quantity: left }])])).at(0) ?? nobody;
    if (!isConfirmed(answer)) faults.push(`the last ${left} units cannot be bought`);
  }
  return { cases: quantities.length, faults, figure: `${units} units sold, ${wanted} wanted` };
}

/** Twice as much is asked back as was paid, all at once: what was paid goes back, to the minor unit. */
export async function parallelRefunds(world: World): Promise<Outcome> {
  const { staff, client } = world;
  const variantId = await staff.addGoods({ priceMinor: REFUNDED_PRICE_MINOR, stock: 1 });
  const cart = await fill(world, [{ variantId, quantity: 1 }]);
  const placed = placedOrder(await client.persist(orderCall({ cart, token: "tok_visa", key: randomUUID() })));
  const paymentId = placed?.payment?.id ?? "";
  const answers = await Promise.all(numbers(REFUNDS).map(() => staff.refund(paymentId, REFUND_MINOR)));
  const granted = answers.filter(({ status }) => status === 201).length;
  const expected = Math.floor(cart.total.amount / REFUND_MINOR);
  const faults =
    granted === expected
      ? []
      : [`${granted} refunds of ${REFUND_MINOR} were granted out of ${cart.total.amount}`];
  const unclean = answers
    .filter(({ status }) => status !== 201 && status !== 409 && status !== 422)
    .map(({ status }) => `a refund was answered by ${status}`);
  return { cases: REFUNDS, faults: [...faults, ...unclean], figure: `${granted} of ${REFUNDS} granted` };
}

function fill({ client }: World, wanted: readonly Wanted[]): Promise<Cart> {
  return fillCart({ client, wanted, email: `${randomUUID()}@example.com`, newKey: randomUUID });
}

function fillAll(world: World, wanted: readonly (readonly Wanted[])[]): Promise<readonly Cart[]> {
  return atMost(FILLING_MAX, wanted, (lines) => fill(world, lines));
}

function submitAll(world: World, carts: readonly Cart[]): Promise<readonly ShopAnswer[]> {
  return Promise.all(carts.map((cart) => submit(world, cart)));
}

function submit({ client }: World, cart: Cart): Promise<ShopAnswer> {
  return client.persist(orderCall({ cart, token: "tok_visa", key: randomUUID() }));
}

function submitCart({ client }: World, cart: Cart, newKey: () => string): Promise<readonly ShopAnswer[]> {
  return Promise.all(
    numbers(SUBMITS).map(() => client.persist(orderCall({ cart, token: "tok_visa", key: newKey() }))),
  );
}

function isConfirmed(answer: ShopAnswer): boolean {
  return placedOrder(answer)?.order.status === "confirmed";
}

/** Whoever gets nothing is told so by a 409, not by a fault. */
function uncleanRefusals(answers: readonly ShopAnswer[]): readonly string[] {
  const unclean = answers.filter((answer) => !isConfirmed(answer) && answer.status !== 409);
  return unclean.map(({ status, body }) => `answered by ${status} ${JSON.stringify(body)}`);
}

function total(quantities: readonly number[]): number {
  return quantities.reduce((added, quantity) => added + quantity, 0);
}
