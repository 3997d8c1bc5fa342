// Runs one sequence on both and says where they differ first.
import { setTimeout as delay } from "node:timers/promises";
import { type Party, RealShop } from "./real-shop.ts";
import { type Command, createModel, type Model, predict, subtotalOf, totalOf } from "./reference.ts";

/** What follows by events may take a while on a busy machine; it has to come. */
const SETTLE_TIMEOUT_MS = 30_000;
const SETTLE_POLL_MS = { first: 10, max: 500 };

export const PRICES_MINOR = [1_000, 2_350] as const;
export const ON_HAND = 10;

/** Undefined where the shop did as the model does. */
export async function compare(party: Party, commands: readonly Command[]): Promise<string | undefined> {
  const model = createModel(
    PRICES_MINOR,
    PRICES_MINOR.map(() => ON_HAND),
  );
  const shop = new RealShop(party);
  for (const [index, command] of commands.entries()) {
    const difference = await step({ shop, model }, command);
    if (difference !== undefined) return `step ${index + 1}, ${JSON.stringify(command)}: ${difference}`;
  }
  await shop.leave();
  return undefined;
}

type Pair = { readonly shop: RealShop; readonly model: Model };

async function step({ shop, model }: Pair, command: Command): Promise<string | undefined> {
  const before = structuredClone(model);
  const expected = predict(model, command);
  if (!expected) return undefined;
  const reply = await shop.do(command, before);
  if (reply.status !== expected.status || reply.code !== expected.code)
    return `answered ${textOf(reply)}, expected ${textOf(expected)}`;
  return settled({ shop, model });
}

function textOf({
  status,
  code = "",
}: {
  readonly status: number;
  readonly code?: string | undefined;
}): string {
  return `${status} ${code}`.trim();
}

/** Waits until all is as the model says; gives what is not when the time is over. */
async function settled(pair: Pair): Promise<string | undefined> {
  const deadline = performance.now() + SETTLE_TIMEOUT_MS;
  for (let pauseMs = SETTLE_POLL_MS.first; ; pauseMs = Math.min(2 * pauseMs, SETTLE_POLL_MS.max)) {
    const expected = stateOf(pair.model);
    const actual = await stateIn(pair);
    if (actual === expected) return undefined;
    if (performance.now() > deadline) return `is ${actual}, expected ${expected}`;
    await delay(pauseMs);
  }
}

function stateOf(model: Model): string {
  const { order } = model;
  return JSON.stringify({
    cart: {
      isOrdered: model.isOrdered,
      lines: [...model.cart].toSorted(byGood),
      subtotal: subtotalOf(model),
      total: model.cart.size === 0 ? null : totalOf(model),
    },
    order: order && {
      status: order.status,
      totalMinor: order.totalMinor,
      capturedMinor: order.isPaid ? order.totalMinor : 0,
      refundedMinor: order.refundedMinor,
    },
    available: model.available,
  });
}

async function stateIn({ shop }: Pair): Promise<string> {
  const cart = await shop.readCart();
  const lines = cart.lines.map(({ variantId, quantity }) => [shop.goodOf(variantId), quantity] as const);
  return JSON.stringify({
    cart: {
      isOrdered: cart.status === "ordered",
      lines: lines.toSorted(byGood),
      subtotal: cart.totals.subtotal.amount,
      // What an empty cart costs is nobody's business: it cannot be ordered.
      total: cart.lines.length === 0 ? null : cart.totals.total.amount,
    },
    order: await shop.readOrder(),
    available: await shop.readAvailable(),
  });
}

function byGood([a]: readonly [number, number], [b]: readonly [number, number]): number {
  return a - b;
}
