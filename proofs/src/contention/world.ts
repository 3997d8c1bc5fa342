// What the scenarios of the contention proof have in common: the shop and its numbers, carts, crowds, and what counts as a clean answer.
import { randomUUID } from "node:crypto";
import { atMost } from "../crowd.ts";
import type { Random } from "../random.ts";
import type { ShopAnswer, ShopClient } from "../shop-client.ts";
import { type Cart, type FillCart, fillCart, orderCall, placedOrder, type Wanted } from "../shopper.ts";
import type { Staff } from "../staff.ts";

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
const CONFLICT = 409;

export const nobody: ShopAnswer = { status: 0, body: undefined };

export function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}

/** What the cart says besides its goods: codes, an e-mail that is not its own. */
export type Extras = Pick<FillCart, "details" | "headers">;

// oxlint-disable-next-line max-params -- the third is for few
export function fill({ client }: World, wanted: readonly Wanted[], extras: Extras = {}): Promise<Cart> {
  const email = `${randomUUID()}@example.com`;
  return fillCart({ client, wanted, email, newKey: randomUUID, ...extras });
}

// oxlint-disable-next-line max-params -- the third is for few
export function fillAll(
  world: World,
  wanted: readonly (readonly Wanted[])[],
  extras: Extras = {},
): Promise<readonly Cart[]> {
  return atMost(FILLING_MAX, wanted, (lines) => fill(world, lines, extras));
}

export function submitAll(world: World, carts: readonly Cart[]): Promise<readonly ShopAnswer[]> {
  return Promise.all(carts.map((cart) => submit(world, cart)));
}

export function submit({ client }: World, cart: Cart): Promise<ShopAnswer> {
  return client.persist(orderCall({ cart, token: "tok_visa", key: randomUUID() }));
}

export function isConfirmed(answer: ShopAnswer): boolean {
  return placedOrder(answer)?.order.status === "confirmed";
}

/** Whoever gets nothing is told so by a 409, not by a fault. */
export function uncleanRefusals(answers: readonly ShopAnswer[]): readonly string[] {
  const unclean = answers.filter((answer) => !isConfirmed(answer) && answer.status !== CONFLICT);
  return unclean.map(({ status, body }) => `answered by ${status} ${JSON.stringify(body)}`);
}

/** Anything but these. */
export function unclean(answers: readonly ShopAnswer[], clean: readonly number[]): readonly string[] {
  return answers
    .filter(({ status }) => !clean.includes(status))
    .map(({ status, body }) => `answered by ${status} ${JSON.stringify(body)}`);
}
