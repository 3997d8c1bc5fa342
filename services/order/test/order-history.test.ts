// The row of an order is what its history makes of it: over random lives of orders, and for histories as they were stored over time.
import { isRefusal } from "@souk/errors";
import fc from "fast-check";
import { expect, test } from "vitest";
import { fulfilmentOf, shippedOf } from "../src/fulfilment/domain/shipping.ts";
import { decide, type OrderCommand } from "../src/orders/domain/decide.ts";
import { evolve, rebuildOrder } from "../src/orders/domain/evolve.ts";
import { canMove, type RecordedEvent } from "../src/orders/domain/order.ts";
import { countPieces } from "../src/orders/domain/pieces.ts";
import { historyFrom } from "../src/orders/domain/stored-events.ts";
import { termsOf } from "../src/orders/domain/terms.ts";
import { aPlacedOrder, at, eur, recorded, refund, ship, termsWith } from "./order-builders.ts";

const lineId = fc.constantFrom("line-0", "line-1");
const quantity = fc.integer({ min: 1, max: 3 });
const id = fc.constantFrom("a", "b", "c");
const pieces = fc.array(fc.record({ lineId, quantity }), { minLength: 1, maxLength: 2 });
const command: fc.Arbitrary<OrderCommand> = fc.oneof(
  fc.constantFrom<OrderCommand>(
    { type: "confirm", paymentId: "payment", amount: eur(1000) },
    { type: "process" },
    { type: "deliver", shipmentId: null },
    { type: "complete" },
    { type: "cancel", reason: "r" },
  ),
  fc.tuple(id, fc.option(pieces, { nil: undefined })).map(([shipmentId, lines]) => ship(shipmentId, lines)),
  id.map((shipmentId) => ({ type: "deliver", shipmentId }) as const),
  fc.tuple(id, pieces).map(([refundId, lines]) => refund(refundId, { lines })),
  fc
    .tuple(id, fc.integer({ min: 1, max: 900 }))
    .map(([refundId, amountMinor]) => refund(refundId, { amountMinor })),
  id.map((refundId) => refund(refundId, { includeShipping: true, to: "store_credit" })),
  fc.tuple(id, id).map(([refundId, returnId]) => refund(refundId, { returnId })),
  fc
    .tuple(id, fc.integer({ min: 1, max: 900 }), fc.constantFrom("payment" as const, "credits" as const))
    .map(([refundId, amount, part]) => recorded(refundId, amount, part)),
  id.map((refundId) => ({ type: "fail_refund", refundId, reason: "no" }) as const),
  fc.tuple(id, pieces).map(([returnId, lines]) => ({
    type: "request_return" as const,
    request: { returnId, lines: lines.map((line) => ({ ...line, reason: "unwanted" as const })), note: null },
  })),
  id.map((returnId) => ({ type: "approve_return", returnId }) as const),
  id.map((returnId) => ({ type: "reject_return", returnId, reason: "worn" }) as const),
  fc.tuple(id, pieces).map(([returnId, lines]) => ({
    type: "receive_return" as const,
    goods: { returnId, lines: lines.map((line) => ({ ...line, restock: true })) },
  })),
);

const namesTwice = (order: ReturnType<typeof aPlacedOrder>, wanted: OrderCommand): boolean => {
  if (wanted.type === "ship") return order.shipments.some((one) => one.id === wanted.goods.shipmentId);
  if (wanted.type === "request_refund")
    return order.refunds.some((one) => one.id === wanted.request.refundId);
  if (wanted.type === "request_return")
    return order.returns.some((one) => one.id === wanted.request.returnId);
  return false;
};

test("any life of an order makes only legal moves, stays in its bounds and can be rebuilt from its history", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.array(command, { maxLength: 40 }), (wishes) => {
      let order = aPlacedOrder();
      const history: RecordedEvent[] = [{ event: { type: "placed", terms: termsOf(order) }, at }];
      for (const wanted of [{ type: "confirm", paymentId: "p", amount: eur(1000) } as const, ...wishes]) {
        if (namesTwice(order, wanted)) continue; // The commands never pass these on: the same id is the same thing.
        try {
          for (const event of decide(order, wanted)) {
            order = evolve(order, event, at);
            history.push({ event, at });
          }
        } catch (error) {
          if (!isRefusal(error)) throw error;
        }
      }
      seen.add(order.status);
      expect(rebuildOrder("order", structuredClone(history))).toEqual(order);
      expect(order.version).toBe(history.length);
      for (const { from, to } of order.moves)
        expect(from === null || from === to || canMove(from, to)).toBe(true);
      expect(order.refundedMinor).toBeLessThanOrEqual(1000);
      const given = order.refunds.reduce((sum, one) => sum + one.given.amount, 0);
      expect(given).toBe(order.refundedMinor);
      for (const line of order.lines) {
        const shipped = shippedOf(order, line.id);
        const back = order.returns.reduce((sum, one) => sum + countPieces(one.received, line.id), 0);
        expect(shipped).toBeLessThanOrEqual(line.quantity);
        expect(back).toBeLessThanOrEqual(shipped);
      }
    }),
    { numRuns: 2_000 },
  );
  expect(seen.size).toBeGreaterThan(4);
});

test("a history of the time when orders shipped whole makes an order with one shipment", () => {
  const terms = termsWith();
  const order = rebuildOrder(
    "order",
    historyFrom("order", [
      { event: { type: "placed", terms }, at },
      { event: { type: "confirmed", paymentId: "payment", amount: eur(1000) }, at },
      { event: { type: "shipped", trackingCode: "DHL 1" }, at },
      { event: { type: "delivered" }, at },
    ]),
  );
  expect(order).toMatchObject({ status: "delivered", trackingCode: "DHL 1" });
  expect(order?.shipments).toMatchObject([
    { id: "order", trackingNumber: "DHL 1", deliveredAt: at.toISOString() },
  ]);
  expect(order && fulfilmentOf(order)).toBe("complete");
  expect(historyFrom("order", [{ event: { type: "shipped", trackingCode: null }, at }])).toMatchObject([
    { event: { lines: [] } },
  ]);
});
