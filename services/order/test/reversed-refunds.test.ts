// Refunds that a bank sent back after they had been given: what they settled is open again, and old news of them changes nothing.
import { describe, expect, test } from "vitest";
import { leftToShip, noLongerSent } from "../src/fulfilment/domain/shipping.ts";
import { decide, type OrderCommand } from "../src/orders/domain/decide.ts";
import { creditsLeft, paymentLeft, refundableOf } from "../src/orders/domain/refund-plan.ts";
import { aConfirmedOrder, apply, eur, recorded, refund, ship } from "./order-builders.ts";

const giftCard = { creditId: "card", kind: "gift_card", last4: "7K2M", amount: eur(300) } as const;
const lines = [{ lineId: "line-0", quantity: 3 }];
const reversed = (refundId: string): OrderCommand => ({
  type: "reverse_refund",
  refundId,
  reason: "refund_sent_back",
});

describe("a refund that was sent back", () => {
  test("of everything makes the order what it was before, and may be given again", () => {
    const shipped = apply(aConfirmedOrder(), ship("s"), refund("a"), recorded("a", 1000));
    expect(shipped.status).toBe("refunded");
    const order = apply(shipped, reversed("a"));
    expect(order).toMatchObject({ status: "shipped", refundedMinor: 0 });
    expect(order.refunds).toMatchObject([{ status: "failed", given: eur(0), amount: eur(1000) }]);
    expect(refundableOf(order)).toEqual(eur(1000));
    expect(apply(order, refund("b"), recorded("b", 1000)).status).toBe("refunded");
  });

  test("of a part leaves the rest as it is, and frees its pieces", () => {
    const both = [
      refund("a", { lines }),
      recorded("a", 700),
      refund("b", { amountMinor: 100 }),
      recorded("b", 100),
    ];
    const order = apply(aConfirmedOrder(), ...both, reversed("a"));
    expect([order.status, order.refundedMinor]).toEqual(["confirmed", 100]);
    expect(apply(order, refund("c", { lines })).refunds[2]?.amount).toEqual(eur(700));
  });

  test("in part by gift cards keeps what they got back", () => {
    const half = apply(aConfirmedOrder({ credits: [giftCard] }), refund("a"), recorded("a", 700));
    const open = { status: "pending", amount: eur(300), given: eur(0), toPayment: eur(0) };
    expect(apply(half, reversed("a")).refunds).toMatchObject([open]);
    const done = apply(half, recorded("a", 300, "credits"), reversed("a"));
    expect(done).toMatchObject({ status: "confirmed", refundedMinor: 300 });
    expect(done.refunds).toMatchObject([{ status: "succeeded", amount: eur(300), given: eur(300) }]);
    expect([paymentLeft(done), refundableOf(done)]).toEqual([eur(700), eur(700)]);
    expect(creditsLeft(done)).toEqual([{ creditId: "card", amount: eur(0) }]);
    expect(apply(done, refund("b"), recorded("b", 700)).status).toBe("refunded");
  });

  test("makes its return one that is still to be refunded", () => {
    const asked = { returnId: "r", lines: [{ ...lines[0], reason: "damaged" }], note: null };
    const received = apply(
      aConfirmedOrder(),
      ship("s"),
      { type: "request_return", request: asked } as OrderCommand,
      { type: "approve_return", returnId: "r" },
      {
        type: "receive_return",
        goods: { returnId: "r", lines: [{ ...lines[0], restock: true }] },
      } as OrderCommand,
    );
    const refunded = apply(received, refund("a", { returnId: "r" }), recorded("a", 700));
    expect(refunded.returns[0]?.status).toBe("refunded");
    expect(apply(refunded, reversed("a")).returns[0]?.status).toBe("received");
  });

  test("leaves its pieces unsent, for they are on sale again, and the others to be shipped", () => {
    const given = apply(aConfirmedOrder(), refund("a", { lines }), recorded("a", 700));
    const order = apply(given, reversed("a"));
    expect(leftToShip(order)).toEqual([{ lineId: "line-1", quantity: 1 }]);
    expect(() => decide(order, ship("s", lines))).toThrow(
      expect.objectContaining({ code: "shipment_exceeds_left" }),
    );
    const shipped = apply(order, ship("s"));
    expect(shipped.status).toBe("shipped");
    const again = apply(shipped, refund("b", { lines }), recorded("b", 700));
    expect(noLongerSent(shipped, again)).toEqual([]); // What is on sale already is not put there twice.
  });

  test("of a whole order leaves nothing of it to ship, also where it named an amount only", () => {
    const sent = apply(aConfirmedOrder(), ship("s", [{ lineId: "line-0", quantity: 1 }]));
    const order = apply(sent, refund("a"), recorded("a", 1000), reversed("a"));
    expect([order.status, leftToShip(order)]).toEqual(["processing", []]);
    expect(() => decide(order, ship("t"))).toThrow(expect.objectContaining({ code: "nothing_to_ship" }));
  });

  test("before another one leaves that one's pieces unsent, too, and no piece counts twice", () => {
    const both = apply(
      aConfirmedOrder({ lines: [[500, 5]] }),
      refund("a", { lines: [{ lineId: "line-0", quantity: 3 }] }),
      recorded("a", 300),
      refund("b", { lines: [{ lineId: "line-0", quantity: 1 }] }),
      recorded("b", 100),
      reversed("a"),
    );
    expect(leftToShip(both)).toEqual([{ lineId: "line-0", quantity: 1 }]);
    const again = refund("c", { lines: [{ lineId: "line-0", quantity: 3 }] });
    expect(leftToShip(apply(both, again, recorded("c", 300)))).toEqual([{ lineId: "line-0", quantity: 1 }]);
  });

  test("is old news when it is heard of again, as given or as sent back", () => {
    const part = refund("a", { amountMinor: 400 });
    const order = apply(aConfirmedOrder(), part, recorded("a", 400), reversed("a"));
    expect(decide(order, recorded("a", 400))).toEqual([]);
    expect(decide(order, reversed("a"))).toEqual([]);
    expect(decide(order, reversed("unknown"))).toEqual([]);
  });

  test("before we had recorded it has simply failed", () => {
    const order = apply(aConfirmedOrder(), refund("a", { amountMinor: 400 }), reversed("a"));
    expect(order.refunds).toMatchObject([{ status: "failed" }]);
    expect(order.moves.at(-1)?.type).toBe("refund_failed");
  });

  test("of a cancelled order leaves it cancelled", () => {
    const cancelled = apply(aConfirmedOrder(), { type: "cancel", reason: "r" }, recorded("a", 1000));
    const order = apply(cancelled, reversed("a"));
    expect([order.status, order.refundedMinor]).toEqual(["cancelled", 0]);
  });
});

describe("an order of which every piece was paid back before it was sent, but not its shipping", () => {
  const goods = [refund("a", { lines }), refund("b", { lines: [{ lineId: "line-1", quantity: 1 }] })];

  test("is over with the last piece, and its shipping may still be given back", () => {
    const first = apply(aConfirmedOrder(), ...goods, recorded("a", 700));
    expect(first.status).toBe("confirmed");
    const order = apply(first, recorded("b", 200));
    expect([order.status, order.refundedMinor, refundableOf(order)]).toEqual(["refunded", 900, eur(100)]);
    const shipping = refund("c", { includeShipping: true });
    expect(apply(order, shipping, recorded("c", 100))).toMatchObject({
      status: "refunded",
      refundedMinor: 1000,
    });
  });

  test("lives again where a refund of pieces was sent back, and not where that of the shipping was", () => {
    const over = apply(aConfirmedOrder(), ...goods, recorded("a", 700), recorded("b", 200));
    expect(apply(over, reversed("b")).status).toBe("confirmed");
    const shipping = refund("c", { includeShipping: true });
    const whole = apply(over, shipping, recorded("c", 100));
    expect(apply(whole, reversed("c"))).toMatchObject({ status: "refunded", refundedMinor: 900 });
  });

  test("goes on where a piece of it is on its way", () => {
    const sent = apply(aConfirmedOrder(), ship("s", [{ lineId: "line-1", quantity: 1 }]));
    expect(apply(sent, ...goods, recorded("a", 700), recorded("b", 200)).status).toBe("shipped");
  });
});
