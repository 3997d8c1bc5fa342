// The rules of an order's life, over every status: moves, shipments in parts, cancelling, returns.
import { OrderStatus, ReturnStatus } from "@souk/contracts";
import { describe, expect, test } from "vitest";
import { fulfilmentOf } from "../src/fulfilment/domain/shipping.ts";
import { decide, type OrderCommand } from "../src/orders/domain/decide.ts";
import { rebuildOrder } from "../src/orders/domain/evolve.ts";
import { canMove, type Order } from "../src/orders/domain/order.ts";
import { orderNumberFrom } from "../src/orders/domain/order-number.ts";
import { canReturnMove } from "../src/returns/domain/returning.ts";
import { aConfirmedOrder, aPlacedOrder, apply, at, recorded, refund, ship } from "./order-builders.ts";

const code = (expected: string) => expect.objectContaining({ code: expected });
const pieces = (quantity: number, lineId = "line-0") => [{ lineId, quantity }];
const toReturn = (quantity: number, returnId = "return"): OrderCommand => ({
  type: "request_return",
  request: { returnId, lines: [{ lineId: "line-0", quantity, reason: "unwanted" }], note: null },
});
const received = (quantity: number): OrderCommand => ({
  type: "receive_return",
  goods: { returnId: "return", lines: [{ lineId: "line-0", quantity, restock: true }] },
});
const approve: OrderCommand = { type: "approve_return", returnId: "return" };

describe("an order", () => {
  const commands: readonly { command: OrderCommand; to: OrderStatus }[] = [
    { command: { type: "confirm", paymentId: "p", amount: aPlacedOrder().amountDue }, to: "confirmed" },
    { command: { type: "process" }, to: "processing" },
    { command: ship("s"), to: "shipped" },
    { command: { type: "complete" }, to: "completed" },
    { command: { type: "cancel", reason: "r" }, to: "cancelled" },
  ];
  const cases = OrderStatus.options.flatMap((status) =>
    commands.map(({ command, to }) => ({ status, command, to })),
  );
  test.each(cases)(
    "that is $status and told to $command.type moves only if it may",
    ({ status, command, to }) => {
      const order: Order = { ...aPlacedOrder(), status };
      if (canMove(status, to)) expect(apply(order, command).status).toBe(to);
      else expect(() => decide(order, command)).toThrow(code("order_status_conflict"));
    },
  );

  test("leaves no terminal state", () => {
    for (const status of ["cancelled", "refunded"] as const) {
      for (const to of OrderStatus.options) expect(canMove(status, to)).toBe(false);
    }
  });

  test("is confirmed by exactly what was due", () => {
    const command = { type: "confirm", paymentId: null, amount: { amount: 999, currency: "EUR" } } as const;
    expect(() => decide(aPlacedOrder(), command)).toThrow(code("payment_amount_mismatch"));
  });

  test("without a history is no order", () => {
    expect(rebuildOrder("o", [])).toBeUndefined();
    expect(rebuildOrder("o", [{ event: { type: "completed" }, at }])).toBeUndefined();
  });

  test("has a number of letters that cannot be taken for digits", () => {
    expect(orderNumberFrom(new Uint8Array([0, 1, 2, 3, 4, 28, 29, 30, 31, 255]))).toBe("SK-01234-WXYZZ");
  });
});

describe("shipping in parts", () => {
  test("is processing until all is shipped, and delivered when all has arrived", () => {
    const first = apply(aConfirmedOrder(), ship("a", pieces(2)));
    expect([first.status, fulfilmentOf(first)]).toEqual(["processing", "partial"]);
    const all = apply(first, ship("b"));
    expect([all.status, fulfilmentOf(all)]).toEqual(["shipped", "complete"]);
    expect(all.shipments[1]?.lines).toEqual([
      { lineId: "line-0", quantity: 1 },
      { lineId: "line-1", quantity: 1 },
    ]);
    const half = apply(all, { type: "deliver", shipmentId: "b" });
    expect(half.status).toBe("shipped");
    const done = apply(half, { type: "deliver", shipmentId: null });
    expect(done.status).toBe("delivered");
    expect(apply(done, { type: "deliver", shipmentId: "a" })).toEqual(done);
  });

  test("delivers a part of an order that is not shipped in full yet", () => {
    const part = apply(aConfirmedOrder(), ship("a", pieces(2)), { type: "deliver", shipmentId: "a" });
    expect(part.status).toBe("processing");
    expect(apply(part, ship("b")).status).toBe("shipped");
  });

  test.each([
    ["more than is left", ship("b", pieces(2)), "shipment_exceeds_left"],
    ["more than is left in two entries", ship("b", [...pieces(1), ...pieces(1)]), "shipment_exceeds_left"],
    ["a line of another order", ship("b", pieces(1, "line-9")), "order_line_unknown"],
    ["a shipment that is not the order's", { type: "deliver", shipmentId: "x" }, "shipment_not_found"],
    ["all of what is not shipped in full", { type: "deliver", shipmentId: null }, "order_status_conflict"],
    ["an end, when a part is on its way", { type: "cancel", reason: "r" }, "order_status_conflict"],
  ] as const)("refuses %s", (_, command, expected) => {
    const order = apply(aConfirmedOrder(), ship("a", pieces(2)));
    expect(() => decide(order, command)).toThrow(code(expected));
  });

  test("has not begun because something was refunded", () => {
    const order = apply(
      aConfirmedOrder(),
      { type: "process" },
      refund("r", { lines: pieces(1) }),
      recorded("r", 233),
    );
    expect([order.status, fulfilmentOf(order)]).toEqual(["processing", "none"]);
  });

  test("does not wait for pieces that were refunded instead", () => {
    const partly = apply(aConfirmedOrder(), ship("a", pieces(2)), refund("r", { lines: pieces(1) }));
    expect(() => decide(partly, ship("b", pieces(1)))).toThrow(code("shipment_exceeds_left"));
    const rest = apply(partly, ship("b"));
    expect([rest.status, fulfilmentOf(rest)]).toEqual(["processing", "partial"]);
    expect(() => decide(rest, ship("c"))).toThrow(code("nothing_to_ship"));
    expect(apply(rest, recorded("r", 233)).status).toBe("shipped");
    const arrived = apply(rest, { type: "deliver", shipmentId: "a" }, { type: "deliver", shipmentId: "b" });
    expect(apply(arrived, recorded("r", 233)).status).toBe("delivered");
    const refused = apply(rest, { type: "fail_refund", refundId: "r", reason: "no" });
    expect(apply(refused, ship("c")).status).toBe("shipped");
  });
});

describe("a return", () => {
  const shipped = () => apply(aConfirmedOrder(), ship("a", pieces(2)));

  test("goes from the request to the refund by its own table of moves", () => {
    const refunded = apply(shipped(), toReturn(2), approve, received(1), refund("r", { returnId: "return" }));
    expect(refunded.refunds[0]).toMatchObject({ amount: { amount: 233 }, returnId: "return" });
    expect(apply(refunded, recorded("r", 233)).returns[0]?.status).toBe("refunded");
    for (const status of ["rejected", "refunded"] as const)
      for (const to of ReturnStatus.options) expect(canReturnMove(status, to)).toBe(false);
  });

  test("of fewer pieces than were approved leaves the others to be returned", () => {
    const order = apply(shipped(), toReturn(2), approve, received(1));
    expect(apply(order, toReturn(1, "again")).returns).toHaveLength(2);
    expect(() => decide(order, toReturn(2, "again"))).toThrow(code("return_exceeds_shipped"));
  });

  test("that was rejected frees its pieces", () => {
    const rejected = apply(shipped(), toReturn(2), {
      type: "reject_return",
      returnId: "return",
      reason: "worn",
    });
    expect(rejected.returns[0]).toMatchObject({ status: "rejected", rejectReason: "worn" });
    expect(apply(rejected, toReturn(2, "again")).returns).toHaveLength(2);
  });

  test.each([
    ["more than was shipped", [toReturn(3)], "return_exceeds_shipped"],
    ["what is on its way back already", [toReturn(2), toReturn(1, "again")], "return_exceeds_shipped"],
    ["to be received before it is approved", [toReturn(1), received(1)], "return_status_conflict"],
    ["more back than was approved", [toReturn(1), approve, received(2)], "return_exceeds_approved"],
    ["to be approved twice", [toReturn(1), approve, approve], "return_status_conflict"],
    ["what is not known", [approve], "return_not_found"],
    [
      "money before the goods",
      [toReturn(1), approve, refund("r", { returnId: "return" })],
      "return_status_conflict",
    ],
  ] as const)("refuses %s", (_, commands, expected) => {
    expect(() => apply(shipped(), ...commands)).toThrow(code(expected));
  });

  test("cannot be asked for of a cancelled order, nor refunded twice or beyond what came back", () => {
    const cancelled = apply(aConfirmedOrder(), { type: "cancel", reason: "r" });
    expect(() => decide(cancelled, toReturn(1))).toThrow(code("order_status_conflict"));
    const back = apply(shipped(), toReturn(2), approve, received(1));
    const tooMuch = refund("r", { returnId: "return", lines: pieces(2) });
    expect(() => decide(back, tooMuch)).toThrow(code("refund_exceeds_pieces"));
    const once = apply(back, refund("r", { returnId: "return" }));
    expect(() => decide(once, refund("s", { returnId: "return" }))).toThrow(code("return_status_conflict"));
  });
});
