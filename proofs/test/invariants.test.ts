// The judges are judged: each invariant lets a good day pass and catches the faults that are planted for it.
import { describe, expect, test } from "vitest";
import { type Evidence, toldOf } from "../src/evidence.ts";
import { invariants, ledgerOnlyGrew } from "../src/invariants.ts";
import { aGoodDay } from "./evidence.ts";

const [order] = aGoodDay.orders as [Evidence["orders"][number]];
const [capture] = aGoodDay.movements as [Evidence["movements"][number]];
const [payment] = aGoodDay.payments as [Evidence["payments"][number]];
const [stock] = aGoodDay.stock as [Evidence["stock"][number]];
const [sold] = aGoodDay.sold as [Evidence["sold"][number]];
const [told] = aGoodDay.told as [Evidence["told"][number]];
const cancelled = {
  ...order,
  status: "cancelled",
  history: [...order.history, { version: 3, type: "cancelled", subject: null }],
  moves: [...order.moves, { type: "cancelled", from: "confirmed", to: "cancelled" }],
};

function brokenBy(evidence: Evidence): readonly string[] {
  return invariants
    .filter(({ check }) => check(evidence).length > 0)
    .map(({ name }) => name.split(" ")[0] ?? "");
}

test("a good day breaks nothing", () => {
  expect(brokenBy(aGoodDay)).toEqual([]);
});

test("a cancelled order whose goods and money went back breaks nothing", () => {
  const back = {
    orders: [cancelled],
    movements: [capture, { ...capture, kind: "refund" as const }],
    payments: [{ ...payment, refunded: 5_590 }],
    ledger: [],
    sold: [{ ...sold, quantity: 0 }],
  };
  expect(brokenBy({ ...aGoodDay, ...back })).toEqual([]);
});

test("a mail that may have arrived is not sent twice and not called missing", () => {
  const doubtful = {
    mails: [],
    notifications: [{ orderId: "order", template: "order.confirmed", status: "unconfirmed" }],
  };
  expect(brokenBy({ ...aGoodDay, ...doubtful })).toEqual([]);
});

const twin = { ...order, id: "twin", number: "N2" };
const dropped = { ...order, moves: order.moves.slice(0, 1), history: order.history.slice(0, 1) };
const plants: readonly (readonly [string, string, Partial<Evidence>])[] = [
  ["I1", "a cart that was ordered twice", { orders: [order, twin] }],
  ["I2", "money for an order that is not there", { movements: [capture, { ...capture, orderId: "nobody" }] }],
  ["I2", "money kept for a cancelled order", { orders: [cancelled] }],
  [
    "I2",
    "money that went back in part",
    { orders: [cancelled], movements: [capture, { ...capture, kind: "refund", amount: 1 }] },
  ],
  ["I3", "a cheap payment for a dear order", { movements: [{ ...capture, amount: 1 }] }],
  ["I3", "another currency", { movements: [{ ...capture, currency: "JPY" }] }],
  [
    "I3",
    "a total that does not add up",
    { orders: [{ ...order, totals: { ...order.totals, shipping: 0 } }] },
  ],
  ["I4", "half a booking", { ledger: aGoodDay.ledger.slice(0, 1) }],
  ["I5", "stock below zero", { stock: [{ ...stock, onHand: -1, moved: -1 }] }],
  ["I5", "a reservation that nobody holds", { stock: [{ ...stock, reserved: 1 }] }],
  ["I5", "more reserved than there is", { stock: [{ ...stock, reserved: 9, held: 9 }] }],
  ["I5", "goods without a movement", { stock: [{ ...stock, moved: 7 }] }],
  ["I7", "a refund above the capture", { payments: [{ ...payment, refunded: 5_000, refunding: 591 }] }],
  [
    "I7",
    "a refund above the capture at the provider",
    { movements: [capture, { ...capture, kind: "refund", amount: 5_591 }] },
  ],
  [
    "I8",
    "an order that was promised and is not there",
    { told: [{ ...told, status: 201, orderId: "nobody" }] },
  ],
  ["I8", "an order that was refused and is there", { told: [{ ...told, status: 409, body: "sold_out" }] }],
  [
    "I8",
    "two answers to one key",
    { told: [...aGoodDay.told, { ...told, status: 201, orderId: "order", body: "{ }" }] },
  ],
  ["I9", "a confirmation that never reached the bus", { onBus: [] }],
  [
    "I9",
    "a confirmation that was announced twice",
    { onBus: [{ type: "order.confirmed.v1", orderId: "order", events: 2 }] },
  ],
  ["I9", "goods that left twice", { sold: [{ ...sold, quantity: 4, sales: 2 }] }],
  ["I9", "goods that never left", { sold: [] }],
  ["I9", "goods of a cancelled order that never came back", { orders: [cancelled] }],
  [
    "I9",
    "a sale that was counted with another amount",
    { sales: [{ orderId: "order", units: 2, revenue: 1 }] },
  ],
  [
    "I9",
    "a sale of an order that was never confirmed",
    { sales: [...aGoodDay.sales, { orderId: "x", units: 0, revenue: 0 }] },
  ],
  ["I9", "a daily sum that counted twice", { reported: { orders: 2, units: 4, revenue: 11_180 } }],
  ["I9", "an event that waits", { undelivered: [{ service: "order", what: "waits" }] }],
  ["I9", "a provider that is not heard", { webhooks: [] }],
  ["I9", "a webhook that did not fit", { webhooks: [{ outcome: "payment_mismatch" }] }],
  ["I10", "a double charge", { movements: [capture, capture] }],
  ["I10", "a charge that the ledger does not know", { ledger: [] }],
  [
    "I11",
    "a move that is not legal",
    {
      orders: [
        {
          ...order,
          status: "shipped",
          moves: [...order.moves.slice(0, 1), { type: "confirmed", from: "pending", to: "shipped" }],
        },
      ],
    },
  ],
  ["I11", "a history with a hole", { orders: [{ ...order, history: order.history.slice(1) }] }],
  ["I11", "a status that the history does not give", { orders: [{ ...order, status: "refunded" }] }],
  ["I12", "an order left pending", { orders: [{ ...dropped, status: "pending" }] }],
  ["I12", "a job that does not run", { unfinished: [{ service: "payment", what: "job died" }] }],
  ["I13", "the same mail twice", { mails: [...aGoodDay.mails, ...aGoodDay.mails] }],
  ["I13", "no mail", { mails: [] }],
  ["I13", "a mail about an order that was never confirmed", { orders: [dropped] }],
];

describe("planted faults are caught", () => {
  test.each(plants)("%s: %s", (number, _, planted) => {
    expect(brokenBy({ ...aGoodDay, ...planted })).toContain(number);
  });

  test("every invariant catches at least one", () => {
    const caught = new Set([...plants.map(([number]) => number), "I6"]); // I6 is in rich-invariants.test.ts.
    expect(
      invariants.map(({ name }) => name.split(" ")[0] ?? "").filter((name) => !caught.has(name)),
    ).toEqual([]);
  });
});

test("a ledger entry that was changed or deleted is missed later", () => {
  const { ledger } = aGoodDay;
  expect(ledgerOnlyGrew(ledger, [...ledger, ...ledger])).toEqual([]);
  expect(ledgerOnlyGrew(ledger, ledger.slice(1))).toHaveLength(1);
  expect(
    ledgerOnlyGrew(
      ledger,
      ledger.map((entry) => ({ ...entry, amount: 1 })),
    ),
  ).toHaveLength(2);
});

test("what was told is read from the client's file: answers to orders and nothing else", () => {
  const asked = { request: "1", method: "POST", path: "/orders", key: "key", body: { cartId: "cart" } };
  const lines = [
    asked,
    { ...asked, status: 0 },
    { ...asked, status: 409, answer: { code: "sold_out", requestId: "changes each time" } },
    { ...asked, status: 201, answer: { order: { id: "order" } } },
    { ...asked, path: "/carts", status: 201, answer: { id: "cart" } },
  ];
  expect(toldOf(lines)).toEqual([
    { cartId: "cart", key: "key", status: 409, orderId: undefined, body: "sold_out" },
    { cartId: "cart", key: "key", status: 201, orderId: "order", body: '{"order":{"id":"order"}}' },
  ]);
});
