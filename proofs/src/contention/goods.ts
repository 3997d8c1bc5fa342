// The scenarios about goods: who gets the last of them, and what one cart becomes.
import { randomUUID } from "node:crypto";
import { atMost, inTurns } from "../crowd.ts";
import type { ShopAnswer } from "../shop-client.ts";
import { type Cart, orderCall, placedOrder, type Wanted } from "../shopper.ts";
import {
  fill,
  fillAll,
  isConfirmed,
  nobody,
  numbers,
  type Outcome,
  submit,
  submitAll,
  uncleanRefusals,
  type World,
} from "./world.ts";

const SUBMITS = 50;
const CROSSED_BUYERS = 40;
const QUANTITY_MAX = 5;
/** So many times the stock is asked for. */
const DEMAND_FACTOR = 1.3;
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

function submitCart({ client }: World, cart: Cart, newKey: () => string): Promise<readonly ShopAnswer[]> {
  return Promise.all(
    numbers(SUBMITS).map(() => client.persist(orderCall({ cart, token: "tok_visa", key: newKey() }))),
  );
}

function total(quantities: readonly number[]): number {
  return quantities.reduce((added, quantity) => added + quantity, 0);
}
