// Random sequences on a real shop against the reference model, a few of them (`npm run proofs -- model` runs 2,000), and the model itself.
import { expect, test } from "vitest";
import { type Command, createModel, predict, refundOf, totalOf } from "../src/model/reference.ts";
import { createSequence } from "../src/model/sequence.ts";
import { createRandom } from "../src/random.ts";
import { prove } from "./prove.ts";

const TIMEOUT_MS = 300_000;
const COMMANDS: readonly Command["type"][] = [
  "open",
  "add",
  "change",
  "remove",
  "describe",
  "count",
  "order",
  "repeat",
  "cancel",
  "ship",
  "give_back",
  "refund",
];

test("a real shop does what the reference model does", { timeout: TIMEOUT_MS }, async () => {
  const { status, said } = await prove("model", "--sequences", "60", "--seed", "1");
  expect(said).toContain("model: 60 cases, holds");
  expect(said).toMatch(/[1-9]\d* orders, [1-9]\d* movements of money/);
  expect(status).toBe(0);
});

test("the same seed makes the same sequence, and all commands come", () => {
  expect(createSequence(createRandom(3), 2)).toEqual(createSequence(createRandom(3), 2));
  const types = Array.from({ length: 50 }, (_, seed) => createSequence(createRandom(seed), 2))
    .flat()
    .map(({ type }) => type);
  expect(new Set(types)).toEqual(new Set(COMMANDS));
});

test("the model sells what there is, once, and gives all of it back", () => {
  const model = createModel([1_000, 2_350], [3, 3]);
  const reply = (command: Command) => predict(model, command);
  const submit: Command = { type: "order", token: "tok_visa", totalOff: 0 };
  reply({ type: "open" });
  expect(reply(submit)).toEqual({ status: 422, code: "cart_incomplete" });
  reply({ type: "add", good: 0, quantity: 4 });
  reply({ type: "describe" });
  expect(reply(submit)).toEqual({ status: 409, code: "sold_out" });
  reply({ type: "change", good: 0, quantity: 3 });
  expect(totalOf(model)).toBe(3_590);
  expect(reply(submit)?.status).toBe(201);
  expect(reply({ type: "repeat" })?.status).toBe(201);
  expect(reply(submit)).toEqual({ status: 409, code: "cart_ordered" });
  expect(model.available).toEqual([0, 3]);
  expect(model.order && refundOf(model.order, 33)).toBe(1_184);
  expect(reply({ type: "refund", percent: 33 })?.status).toBe(201);
  expect(reply({ type: "refund", percent: 100 })).toEqual({ status: 409, code: "refund_exceeds_total" });
  expect(reply({ type: "cancel" })?.status).toBe(200);
  expect(reply({ type: "cancel" })?.status).toBe(200);
  expect(model.available).toEqual([3, 3]);
  expect(reply({ type: "refund", percent: 10 })).toEqual({ status: 409, code: "refund_exceeds_captured" });
  expect(model.order).toMatchObject({ status: "cancelled", refundedMinor: 3_590 });
});

test("in the model goods come back once: sent by whoever had them, or never sent at all", () => {
  const placed = () => {
    const model = createModel([1_000], [3]);
    const reply = (command: Command) => predict(model, command);
    reply({ type: "open" });
    reply({ type: "add", good: 0, quantity: 2 });
    reply({ type: "describe" });
    reply({ type: "order", token: "tok_visa", totalOff: 0 });
    return { model, reply };
  };
  const sent = placed();
  expect(sent.reply({ type: "give_back" })).toEqual({ status: 409, code: "return_exceeds_shipped" });
  expect(sent.reply({ type: "ship" })?.status).toBe(201);
  expect(sent.reply({ type: "ship" })).toEqual({ status: 409, code: "order_status_conflict" });
  expect(sent.reply({ type: "cancel" })).toEqual({ status: 409, code: "order_status_conflict" });
  expect(sent.reply({ type: "give_back" })?.status).toBe(201);
  expect(sent.model.available).toEqual([3]);
  sent.reply({ type: "refund", percent: 100 });
  expect(sent.model).toMatchObject({ available: [3], order: { status: "refunded" } });
  expect(sent.reply({ type: "give_back" })).toEqual({ status: 409, code: "order_status_conflict" });
  const unsent = placed();
  unsent.reply({ type: "refund", percent: 100 });
  expect(unsent.model).toMatchObject({ available: [3], order: { status: "refunded" } });
});

test("in the model an order that nobody pays holds its goods until it is cancelled", () => {
  const model = createModel([1_000], [3]);
  const reply = (command: Command) => predict(model, command);
  for (const command of [
    { type: "open" },
    { type: "add", good: 0, quantity: 2 },
    { type: "describe" },
  ] satisfies readonly Command[])
    reply(command);
  expect(reply({ type: "order", token: "tok_declined", totalOff: 0 })?.status).toBe(201);
  expect(reply({ type: "count", good: 0, onHand: 1 })).toEqual({ status: 409, code: "stock_below_reserved" });
  expect(reply({ type: "count", good: 0, onHand: 5 })?.status).toBe(200);
  expect(model.available).toEqual([3]);
  reply({ type: "cancel" });
  expect(model).toMatchObject({ available: [5], held: [0], isOrdered: false });
});
