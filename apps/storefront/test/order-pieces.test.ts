// How many pieces were sent, are still to come, and may go back.
import type { Order, OrderReturn } from "@souk/contracts";
import { expect, test } from "vitest";
import { linesOf, returnableOf, returnLinesOf, stillToCome } from "../app/features/orders/pieces.ts";

const line = (id: string, quantity: number) => ({ id, quantity, productName: id }) as Order["lines"][number];
const order = (more: Partial<Order> = {}) =>
  ({
    status: "processing",
    lines: [line("rug", 3), line("bowl", 1)],
    shipments: [{ lines: [{ lineId: "rug", quantity: 2 }] }],
    refunds: [],
    ...more,
  }) as unknown as Order;
const refund = (more: object) => ({ returnId: null, status: "succeeded", lines: [], ...more });
const goesBack = (quantity: number, more: Partial<OrderReturn> = {}) =>
  ({
    status: "requested",
    lines: [{ lineId: "rug", quantity, reason: "unwanted" }],
    received: [],
    ...more,
  }) as unknown as OrderReturn;
const count = (pieces: readonly { line: { id: string }; quantity: number }[]) =>
  pieces.map(({ line: { id }, quantity }) => `${quantity} ${id}`);

test("the pieces of a parcel are named by their lines", () => {
  expect(count(linesOf(order(), [{ lineId: "rug", quantity: 2 }]))).toEqual(["2 rug"]);
});

test("what was bought and not sent is still to come", () => {
  expect(count(stillToCome(order()))).toEqual(["1 rug", "1 bowl"]);
});

test("what was given back without a return is not waited for, but for a refund that failed", () => {
  const bowl = [{ lineId: "bowl", quantity: 1 }];
  expect(count(stillToCome(order({ refunds: [refund({ lines: bowl })] as never })))).toEqual(["1 rug"]);
  const failed = refund({ lines: bowl, status: "failed" });
  const returned = refund({ lines: bowl, returnId: "r" });
  expect(count(stillToCome(order({ refunds: [failed, returned] as never })))).toEqual(["1 rug", "1 bowl"]);
});

test.each(["cancelled", "refunded"] as const)(
  "nothing comes or goes back of an order that is %s",
  (status) => {
    expect(stillToCome(order({ status }))).toEqual([]);
    expect(returnableOf(order({ status }), [])).toEqual([]);
  },
);

test("what was sent may go back, less what goes back already", () => {
  expect(count(returnableOf(order(), []))).toEqual(["2 rug"]);
  expect(count(returnableOf(order(), [goesBack(1)]))).toEqual(["1 rug"]);
  expect(count(returnableOf(order(), [goesBack(2)]))).toEqual([]);
  expect(count(returnableOf(order(), [goesBack(2, { status: "rejected" })]))).toEqual(["2 rug"]);
});

test("of a return that arrived, what came counts", () => {
  const received = [{ lineId: "rug", quantity: 1, restock: true }];
  expect(count(returnableOf(order(), [goesBack(2, { status: "received", received })]))).toEqual(["1 rug"]);
});

test("a line that goes back for two reasons is told twice, and what came fills the first", () => {
  const made = {
    lines: [
      { lineId: "rug", quantity: 1, reason: "damaged" },
      { lineId: "rug", quantity: 1, reason: "unwanted" },
      { lineId: "gone", quantity: 1, reason: "unwanted" },
    ],
    received: [{ lineId: "rug", quantity: 1, restock: true }],
  } as unknown as OrderReturn;
  expect(returnLinesOf(order(), made).map(({ reason, arrived }) => [reason, arrived])).toEqual([
    ["damaged", 1],
    ["unwanted", 0],
  ]);
});
