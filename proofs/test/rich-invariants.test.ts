// The judges are judged, second part: coupons, gift cards, captures, shipments, returns and refunds in parts.
import { describe, expect, test } from "vitest";
import type { Evidence } from "../src/evidence.ts";
import { invariants } from "../src/invariants.ts";
import { aRichDay, richOrder } from "./rich-evidence.ts";

const [line] = richOrder.lines as [Evidence["orders"][number]["lines"][number]];
const [, refund] = richOrder.refunds as readonly [unknown, Evidence["orders"][number]["refunds"][number]];
const [payment] = aRichDay.payments as [Evidence["payments"][number]];
const [first, second, back] = aRichDay.movements as readonly [
  Evidence["movements"][number],
  Evidence["movements"][number],
  Evidence["movements"][number],
];
const [promotion] = aRichDay.promotions as [Evidence["promotions"][number]];
const [sold] = aRichDay.sold as [Evidence["sold"][number]];

function brokenBy(evidence: Evidence): readonly string[] {
  return invariants
    .filter(({ check }) => check(evidence).length > 0)
    .map(({ name }) => name.split(" ")[0] ?? "");
}

const ordered = (change: Partial<Evidence["orders"][number]>): Partial<Evidence> => ({
  orders: [{ ...richOrder, ...change }],
});
/** The same with one event more. */
const later = (
  type: string,
  { to = richOrder.status, subject = null }: { to?: string; subject?: string | null } = {},
): Partial<Evidence> =>
  ordered({
    status: to,
    history: [...richOrder.history, { version: richOrder.history.length + 1, type, subject }],
    moves: [...richOrder.moves, { type, from: richOrder.status, to }],
  });

test("a day with everything breaks nothing", () => {
  expect(brokenBy(aRichDay)).toEqual([]);
});

test("money that is held for an order that is still to be shipped breaks nothing", () => {
  const held = { ...payment, status: "authorized", captured: 0, refunded: 0, captures: [] };
  const order = { ...richOrder, status: "confirmed", refunded: 0, shipments: [], returns: [], refunds: [] };
  const start = { history: richOrder.history.slice(0, 2), moves: richOrder.moves.slice(0, 2) };
  const untouched = { ...sold, quantity: 2, restocked: 0 };
  const day = {
    ...aRichDay,
    orders: [{ ...order, ...start }],
    payments: [held],
    movements: [],
    ledger: aRichDay.ledger.slice(0, 2),
    creditEntries: aRichDay.creditEntries.slice(0, 2),
    sold: [untouched],
    notifications: aRichDay.notifications.slice(0, 1),
  };
  expect(brokenBy(day)).toEqual([]);
  expect(brokenBy({ ...day, payments: [] })).toContain("I3");
  expect(brokenBy({ ...day, orders: [{ ...order, ...start, status: "cancelled" }] })).toContain("I12");
});

test("an order that was given back as store credit may keep its money", () => {
  const asCredit = { ...refund, amount: 5_945, given: 5_945, lines: [], toPayment: 0, toCredits: [] };
  const refunds = [{ ...asCredit, toStoreCredit: 5_945 }];
  const day = { ...aRichDay, ...ordered({ status: "refunded", refunded: 5_945, refunds }) };
  expect(brokenBy({ ...day, movements: [first, second] })).not.toContain("I2");
  expect(brokenBy({ ...aRichDay, ...ordered({ status: "refunded" }) })).toContain("I2");
});

test("who got all goods back before they were sent may have paid for their way, and for nothing else", () => {
  const back = (amount: number) => ({ ...first, kind: "refund" as const, amount });
  const day = { ...aRichDay, ...ordered({ status: "refunded", refunded: 5_355, refunds: [] }) };
  expect(brokenBy({ ...day, movements: [first, second, back(4_355)] })).not.toContain("I2");
  expect(brokenBy({ ...day, movements: [first, second, back(4_354)] })).toContain("I2");
});

test("pieces that were paid back before they were sent are on sale again", () => {
  const unsent = { shipments: [{ lines: [{ lineId: "line", quantity: 1 }] }], returns: [] };
  const day = { ...aRichDay, ...ordered({ ...unsent, refunds: [{ ...refund, returnId: null }] }) };
  expect(brokenBy(day)).not.toContain("I9");
  expect(brokenBy({ ...day, sold: [{ ...sold, quantity: 2, restocked: 0 }] })).toContain("I9");
});

const plants: readonly (readonly [string, string, Partial<Evidence>])[] = [
  ["I3", "a line whose discount was not given", ordered({ lines: [{ ...line, paid: 5_855 }] })],
  ["I3", "tax that is on no line", ordered({ lines: [{ ...line, taxIncluded: true, paid: 4_500 }] })],
  ["I3", "a gift card that was asked for and not used", ordered({ credits: [] })],
  ["I3", "more captured than is due", { movements: [first, second, { ...second, amount: 1 }, back] }],
  ["I3", "a part that was asked for and not taken", { movements: [second, back] }],
  ["I3", "goods that left and were not paid", { movements: [], payments: [{ ...payment, captures: [] }] }],
  ["I6", "a coupon used once too often", { promotions: [{ ...promotion, uses: 2 }] }],
  [
    "I6",
    "a coupon used twice by one",
    { promotions: [{ ...promotion, usesMax: null, usesOfOneCustomer: 2 }] },
  ],
  ["I6", "a reduction that counts as no use", { promotionUses: [] }],
  ["I6", "a use that no order has", ordered({ promotions: [] })],
  ["I6", "a gift card below zero", { credits: [{ id: "card", balance: -1, booked: -1 }] }],
  ["I6", "a balance that its entries do not give", { credits: [{ id: "card", balance: 1, booked: 2 }] }],
  [
    "I6",
    "a gift card that paid twice",
    { creditEntries: [...aRichDay.creditEntries, ...aRichDay.creditEntries] },
  ],
  ["I6", "a gift card that got nothing back", { creditEntries: aRichDay.creditEntries.slice(0, 2) }],
  [
    "I6",
    "store credit that nobody promised",
    {
      creditEntries: [
        ...aRichDay.creditEntries,
        { creditId: "credit", kind: "granted", amount: 1, orderId: "order" },
      ],
    },
  ],
  ["I7", "promises above the total", ordered({ refunds: [{ ...refund, amount: 5_946 }] })],
  ["I7", "promises above what was paid", ordered({ refunds: [{ ...refund, toPayment: 4_946 }] })],
  [
    "I7",
    "one piece too many given back",
    ordered({ refunds: [{ ...refund, lines: [{ lineId: "line", quantity: 3, amount: 1 }] }] }),
  ],
  [
    "I7",
    "all pieces given back for less than they cost",
    ordered({ refunds: [{ ...refund, lines: [{ lineId: "line", quantity: 2, amount: 5_354 }] }] }),
  ],
  ["I7", "a sum that its refunds do not give", ordered({ refunded: 1 })],
  ["I9", "returned goods that never went back on sale", { sold: [{ ...sold, quantity: 2, restocked: 0 }] }],
  ["I9", "returned goods that went back twice", { sold: [{ ...sold, quantity: 0, restocked: 2 }] }],
  ["I10", "a second payment", { movements: [first, { ...second, paymentId: "other" }, back] }],
  ["I10", "a part taken twice", { payments: [{ ...payment, captures: [4_945] }] }],
  ["I10", "a refund that we do not know", { payments: [{ ...payment, refunded: 0 }] }],
  ["I11", "a shipment of a delivered order", later("shipped", { subject: "parcel-3" })],
  ["I11", "goods that came back a second time", later("return_received", { subject: "return" })],
  ["I11", "a return that nobody approved", later("return_received", { subject: "other" })],
  ["I11", "a refund in three parts", later("refund_recorded", { subject: "refund" })],
  ["I11", "something that is no event of an order", later("blessed")],
  ["I11", "more sent than was ordered", ordered({ lines: [{ ...line, quantity: 1 }] })],
  ["I11", "more back than was sent", ordered({ shipments: [] })],
  ["I12", "a promised refund", ordered({ refunds: [{ ...refund, status: "pending" }] })],
  ["I13", "a parcel that nobody was told of", { notifications: aRichDay.notifications.slice(2) }],
  ["I13", "a mail too many", { mails: Array.from({ length: 10 }, () => ({ to: "", subject: "N1" })) }],
];

describe("planted faults are caught", () => {
  test.each(plants)("%s: %s", (number, _, planted) => {
    expect(brokenBy({ ...aRichDay, ...planted })).toContain(number);
  });
});
