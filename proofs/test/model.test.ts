// Random sequences on a real shop against the reference model, a few of them (`npm run proofs -- model` runs 2,000), and the model itself.
import { expect, test } from "vitest";
import type { Command } from "../src/model/commands.ts";
import { createModel, type Model, totalOf } from "../src/model/model-state.ts";
import { predict } from "../src/model/reference.ts";
import { createSequence } from "../src/model/sequence.ts";
import { shrink } from "../src/model/shrink.ts";
import { createRandom } from "../src/random.ts";
import { prove } from "./prove.ts";

const TIMEOUT_MS = 300_000;
const COMMANDS: readonly Command["type"][] = [
  ...(["open", "add", "change", "remove", "describe", "coupons", "gift_card", "store_credit"] as const),
  ...(["second_tab", "count", "reprice", "order", "repeat", "reuse_key", "cancel", "stranger"] as const),
  ...(["ship", "give_back", "refund_payment", "refund"] as const),
];

test("a real shop does what the reference model does", { timeout: TIMEOUT_MS }, async () => {
  const { status, said } = await prove("model", "--sequences", "30", "--seed", "1");
  expect(said).toContain("model: 30 cases, holds");
  expect(said).toMatch(/[1-9]\d* orders, [1-9]\d* movements of money/);
  expect(status).toBe(0);
});

test("the same seed makes the same sequence, and all commands come", () => {
  expect(createSequence(createRandom(3))).toEqual(createSequence(createRandom(3)));
  const sequences = Array.from({ length: 80 }, (_, seed) => createSequence(createRandom(seed)));
  const types = sequences.flatMap(({ commands }) => commands.map(({ type }) => type));
  expect(new Set(types)).toEqual(new Set(COMMANDS));
  expect(new Set(sequences.map(({ isCustomer }) => isCustomer)).size).toBe(2);
});

type Told = {
  readonly model: Model;
  readonly reply: (command: Command) => unknown;
  readonly submit: Command;
};

/** A model in which two kilims at 1,000 and a vase at 2,350 wait in a described cart. */
function aModel({ isCustomer = false, quantity = 2 } = {}): Told {
  const start = { pricesMinor: [1_000, 2_350], onHand: [3, 3], giftMinor: 3_000 };
  const model = createModel({ ...start, isCustomer, storeMinor: isCustomer ? 500 : 0 });
  const reply = (command: Command): unknown => {
    const { status, code } = predict(model, command) ?? {};
    return code === undefined ? status : `${status} ${code}`;
  };
  reply({ type: "open" });
  reply({ type: "add", good: 0, quantity });
  reply({ type: "describe" });
  return { model, reply, submit: { type: "order", token: "tok_visa", sees: "now" } };
}

test("the model sells what there is, once, and gives all of it back", () => {
  const { model, reply, submit } = aModel({ quantity: 4 });
  expect(reply(submit)).toBe("409 sold_out");
  reply({ type: "change", good: 0, quantity: 3 });
  expect(totalOf(model)).toBe(3_590);
  expect(reply({ type: "reprice", good: 0, priceMinor: 1_100 })).toBe(200);
  expect(reply({ ...submit, sees: "before" } as Command)).toBe("409 price_changed");
  expect(reply(submit)).toBe(201);
  expect(reply({ type: "repeat" })).toBe(201);
  expect(reply({ type: "reuse_key" })).toBe("422 idempotency_key_reused");
  expect(reply(submit)).toBe("409 cart_ordered");
  expect(model.available).toEqual([0, 3]);
  expect(reply({ type: "refund_payment", percent: 33 })).toBe(201);
  expect(reply({ type: "refund_payment", percent: 100 })).toBe("409 refund_exceeds_total");
  expect(reply({ type: "cancel" })).toBe(200);
  expect(reply({ type: "cancel" })).toBe(200);
  expect(model.available).toEqual([3, 3]);
  expect(reply({ type: "refund_payment", percent: 10 })).toBe("409 refund_exceeds_captured");
  expect(model.order).toMatchObject({ status: "cancelled", toPaymentMinor: 3_890 });
});

test("in the model nonsense is refused, and nothing moves", () => {
  const { model, reply } = aModel();
  const before = structuredClone(model);
  for (const quantity of [0, -1, 1.5, 10_001]) {
    expect(reply({ type: "add", good: 1, quantity })).toBe("400 body_invalid");
    expect(reply({ type: "change", good: 0, quantity })).toBe("400 body_invalid");
  }
  expect(reply({ type: "coupons", names: ["tenth", "expired"] })).toBe("422 coupon_refused");
  expect(reply({ type: "gift_card", card: "unknown" })).toBe("422 gift_card_refused");
  expect(reply({ type: "store_credit", uses: true })).toBe("422 sign_in_for_store_credit");
  expect(reply({ type: "second_tab", good: 0, quantity: 1 })).toBe("412 version_stale");
  expect(reply({ type: "order", token: "tok_visa", sees: "other" })).toBe("409 price_changed");
  expect(reply({ type: "stranger", asks: "order" })).toBeUndefined();
  const { lastReply: _, ...after } = model;
  expect(after).toEqual({ ...after, cart: before.cart, available: before.available, giftMinor: 3_000 });
});

test("in the model coupons, a gift card and store credit pay, and what they paid goes back to them", () => {
  const { model, reply, submit } = aModel({ isCustomer: true, quantity: 3 });
  reply({ type: "add", good: 1, quantity: 1 });
  expect(reply({ type: "coupons", names: ["tenth", "once"] })).toBe(200);
  expect(totalOf(model)).toBe(5_350 * 0.72 + 590);
  reply({ type: "gift_card", card: "own" });
  reply({ type: "store_credit", uses: true });
  expect(reply(submit)).toBe(201);
  expect(model.order).toMatchObject({ totalMinor: 4_442, giftMinor: 3_000, storeMinor: 500, dueMinor: 942 });
  expect([model.giftMinor, model.storeMinor]).toEqual([0, 0]);
  expect(reply({ type: "refund", subject: { of: "pieces", good: 0, quantity: 2 }, to: "original" })).toBe(
    201,
  );
  expect(model.order).toMatchObject({ toPaymentMinor: 942, toGiftMinor: 498 });
  expect(model.available).toEqual([2, 2]);
  expect(reply({ type: "ship", pieces: { good: 0, quantity: 2 } })).toBe("409 shipment_exceeds_left");
  expect(reply({ type: "ship", pieces: { good: 0, quantity: 1 } })).toBe(201);
  expect(model.order?.status).toBe("processing");
  expect(reply({ type: "ship", pieces: undefined })).toBe(201);
  expect(model.order?.status).toBe("shipped");
  expect(reply({ type: "give_back", good: 1, quantity: 1, isRestocked: false })).toBe(201);
  expect(reply({ type: "refund", subject: { of: "return" }, to: "store_credit" })).toBe(201);
  expect(model.storeMinor).toBe(1_692);
  expect(reply({ type: "refund", subject: { of: "rest" }, to: "original" })).toBe(201);
  expect(model.order).toMatchObject({ status: "refunded", refundedMinor: 4_442 });
  reply({ type: "open" });
  reply({ type: "add", good: 0, quantity: 1 });
  expect(reply({ type: "coupons", names: ["once"] })).toBe("422 coupon_refused");
});

test("in the model goods come back once: sent by whoever had them, or never sent at all", () => {
  const sent = aModel();
  sent.reply(sent.submit);
  const back = { type: "give_back", good: 0, quantity: 2, isRestocked: true } as const;
  expect(sent.reply(back)).toBe("409 return_exceeds_shipped");
  expect(sent.reply({ type: "ship", pieces: undefined })).toBe(201);
  expect(sent.reply({ type: "ship", pieces: undefined })).toBe("409 order_status_conflict");
  expect(sent.reply({ type: "cancel" })).toBe("409 order_status_conflict");
  expect(sent.reply(back)).toBe(201);
  expect(sent.model.available).toEqual([3, 3]);
  sent.reply({ type: "refund_payment", percent: 100 });
  expect(sent.model).toMatchObject({ available: [3, 3], order: { status: "refunded" } });
  expect(sent.reply(back)).toBe("409 order_status_conflict");
  const unsent = aModel();
  unsent.reply(unsent.submit);
  unsent.reply({ type: "refund_payment", percent: 100 });
  expect(unsent.model).toMatchObject({ available: [3, 3], order: { status: "refunded" } });
});

test("in the model an order whose goods were all paid back before they were sent is over, shipping or not", () => {
  const { model, reply, submit } = aModel();
  reply(submit);
  const subject = { of: "pieces", good: 0, quantity: 2 } as const;
  expect(reply({ type: "refund", subject, to: "original" })).toBe(201);
  expect(model.order).toMatchObject({ status: "refunded", toPaymentMinor: 2_000, totalMinor: 2_590 });
  expect(reply({ type: "cancel" })).toBe("409 order_status_conflict");
  expect(reply({ type: "refund", subject: { of: "rest" }, to: "original" })).toBe(201);
  expect(model).toMatchObject({ available: [3, 3], order: { toPaymentMinor: 2_590 } });
});

test("in the model an order that nobody pays holds goods, coupon and credit until it is cancelled", () => {
  const { model, reply } = aModel();
  reply({ type: "coupons", names: ["once"] });
  reply({ type: "gift_card", card: "own" });
  reply({ type: "add", good: 1, quantity: 1 });
  expect(reply({ type: "order", token: "tok_declined", sees: "now" })).toBe(201);
  expect(model).toMatchObject({ giftMinor: 0, onceUses: 1, held: [2, 1], isOrdered: true });
  expect(reply({ type: "count", good: 0, onHand: 1 })).toBe("409 stock_below_reserved");
  expect(reply({ type: "count", good: 0, onHand: 5 })).toBe(200);
  expect(reply({ type: "refund", subject: { of: "rest" }, to: "original" })).toBe(
    "409 order_status_conflict",
  );
  reply({ type: "cancel" });
  expect(model).toMatchObject({ available: [5, 3], held: [0, 0], giftMinor: 3_000, onceUses: 0 });
  expect(model.isOrdered).toBe(false);
});

test("a sequence that fails is made as short as it can be and still fails", async () => {
  const sequence = createSequence(createRandom(5));
  const commands: readonly Command[] = [
    { type: "open" },
    { type: "describe" },
    { type: "cancel" },
    ...sequence.commands.slice(1),
    { type: "repeat" },
  ];
  const shortest = await shrink({ ...sequence, commands }, async (shorter) =>
    ["cancel", "repeat"].every((type) => shorter.commands.some((command) => command.type === type)),
  );
  expect(shortest.commands.map(({ type }) => type)).toEqual(["open", "cancel", "repeat"]);
});
