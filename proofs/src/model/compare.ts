// Runs one sequence on both and says where they differ first.
import { setTimeout as delay } from "node:timers/promises";
import type { Command } from "./commands.ts";
import { createModel, type Model, type ModelStart, subtotalOf, totalOf } from "./model-state.ts";
import { makeParty, type Shop } from "./party.ts";
import { RealShop } from "./real-shop.ts";
import { predict } from "./reference.ts";
import { PRICES_MINOR, type Sequence } from "./sequence.ts";

/** What follows by events may take a while on a busy machine; it has to come. */
const SETTLE_TIMEOUT_MS = 30_000;
const SETTLE_POLL_MS = { first: 10, max: 500 };
const ON_HAND = 10;
/** Pays some orders, and a part of others. */
const GIFT_MINOR = 3_000;
const STORE_MINOR = 1_500;

export function startOf({ isCustomer }: Sequence): ModelStart {
  return {
    isCustomer,
    pricesMinor: PRICES_MINOR,
    onHand: PRICES_MINOR.map(() => ON_HAND),
    giftMinor: GIFT_MINOR,
    storeMinor: isCustomer ? STORE_MINOR : 0,
  };
}

export type Difference = { readonly step: number; readonly what: string };

/** Undefined where the shop did as the model does. */
export async function compare(shop: Shop, sequence: Sequence): Promise<Difference | undefined> {
  const start = startOf(sequence);
  const model = createModel(start);
  const real = new RealShop(await makeParty(shop, start));
  for (const [index, command] of sequence.commands.entries()) {
    const what = await step({ real, model }, command);
    if (what !== undefined) return { step: index + 1, what: `${JSON.stringify(command)}: ${what}` };
  }
  await real.leave();
  return undefined;
}

type Pair = { readonly real: RealShop; readonly model: Model };

async function step({ real, model }: Pair, command: Command): Promise<string | undefined> {
  const before = structuredClone(model);
  const expected = predict(model, command);
  if (!expected) return undefined;
  const reply = await real.do(command, before);
  if (reply.status !== expected.status || reply.code !== expected.code)
    return `answered ${textOf(reply)}, expected ${textOf(expected)}`;
  return settled({ real, model });
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
      capturedMinor: order.isPaid ? order.dueMinor : 0,
      refundedMinor: order.toPaymentMinor,
    },
    available: model.available,
    credits: [model.giftMinor, model.storeMinor],
  });
}

async function stateIn({ real }: Pair): Promise<string> {
  const cart = await real.readCart();
  const lines = cart.lines.map(({ variantId, quantity }) => [real.goodOf(variantId), quantity] as const);
  return JSON.stringify({
    cart: {
      isOrdered: cart.status === "ordered",
      lines: lines.toSorted(byGood),
      subtotal: cart.totals.subtotal.amount,
      // What an empty cart costs is nobody's business: it cannot be ordered.
      total: cart.lines.length === 0 ? null : cart.totals.total.amount,
    },
    order: await real.readOrder(),
    available: await real.readAvailable(),
    credits: await real.readCredits(),
  });
}

function byGood([a]: readonly [number, number], [b]: readonly [number, number]): number {
  return a - b;
}
