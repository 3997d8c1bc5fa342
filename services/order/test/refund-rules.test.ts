// The rules of refunds: exact to the minor unit, bounded by what the order cost, from the payment first and then the credits.
import { money } from "@souk/money";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decide, type OrderCommand } from "../src/orders/domain/decide.ts";
import { creditsLeft, paymentLeft, refundableOf } from "../src/orders/domain/refund-plan.ts";
import { aConfirmedOrder, aPlacedOrder, apply, eur, recorded, refund } from "./order-builders.ts";

const code = (expected: string) => expect.objectContaining({ code: expected });
const giftCard = { creditId: "card", kind: "gift_card", last4: "7K2M", amount: eur(300) } as const;
const storeCredit = { creditId: "credit", kind: "store_credit", last4: null, amount: eur(100) } as const;
const withCredits = () => aConfirmedOrder({ credits: [giftCard, storeCredit] });

test("a line given back piece by piece, in any split, comes to exactly what it cost, in currencies of 0, 2 and 3 decimals", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 100_000 }),
      fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 8 }),
      fc.constantFrom("JPY", "EUR", "KWD"),
      (paid, split, currency) => {
        const quantity = split.reduce((sum, part) => sum + part, 0);
        let order = aConfirmedOrder({ lines: [[paid, quantity]], shippingMinor: 1, currency });
        let given = 0;
        for (const [index, part] of split.entries()) {
          const lines = [{ lineId: "line-0", quantity: part }];
          try {
            order = apply(order, refund(`r${index}`, { lines, includeShipping: index === 0 }));
          } catch (error) {
            expect(error).toMatchObject({ code: "refund_nothing" });
            return; // A share that rounds to nothing is not refunded by itself.
          }
          given += order.refunds[index]?.amount.amount ?? 0;
        }
        expect(given).toBe(paid + 1);
        expect(refundableOf(order)).toEqual(money(0, currency));
      },
    ),
  );
});

test("what is promised and given never exceeds the order, whatever is asked, recorded or refused", () => {
  const ids = fc.constantFrom("a", "b", "c", "d");
  const step: fc.Arbitrary<OrderCommand> = fc.oneof(
    fc.tuple(ids, fc.integer({ min: 1, max: 700 })).map(([id, amountMinor]) => refund(id, { amountMinor })),
    fc.tuple(ids, fc.integer({ min: 1, max: 700 })).map(([id, amount]) => recorded(`outside-${id}`, amount)),
    ids.map((refundId) => ({ type: "fail_refund", refundId, reason: "no" }) as const),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let order = withCredits();
      for (const command of steps) {
        if (
          command.type === "request_refund" &&
          order.refunds.some(({ id }) => id === command.request.refundId)
        )
          continue;
        try {
          order = apply(order, command);
        } catch (error) {
          expect(["refund_exceeds_total", "order_status_conflict"]).toContain(
            (error as { code: string }).code,
          );
        }
        const promised = order.refunds.filter(({ status }) => status === "pending");
        expect(order.refundedMinor).toBeLessThanOrEqual(1000);
        for (const { amount, toPayment, toCredits } of promised)
          expect(toCredits.reduce((sum, credit) => sum + credit.amount.amount, toPayment.amount)).toBe(
            amount.amount,
          );
        for (const { amount } of creditsLeft(order)) expect(amount.amount).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});

describe("a refund", () => {
  test("of everything takes all that is left and ends the order", () => {
    const part = apply(aConfirmedOrder(), refund("a", { amountMinor: 400 }), refund("b"));
    expect(part.refunds[1]?.amount).toEqual(eur(600));
    expect(apply(part, recorded("a", 400), recorded("b", 600)).status).toBe("refunded");
  });

  test("goes to the payment first, then to the credits in their order", () => {
    const order = apply(withCredits(), refund("a", { amountMinor: 550 }), refund("b", { amountMinor: 390 }));
    expect(order.refunds[0]).toMatchObject({ toPayment: eur(550), toCredits: [] });
    expect(order.refunds[1]).toMatchObject({
      toPayment: eur(50),
      toCredits: [
        { creditId: "card", amount: eur(300) },
        { creditId: "credit", amount: eur(40) },
      ],
    });
    const half = apply(order, recorded("b", 50));
    expect(half.refunds[1]).toMatchObject({ status: "pending", given: eur(50) });
    expect(() => decide(half, { type: "cancel", reason: "r" })).toThrow(code("refund_in_progress"));
    expect(decide(half, { type: "fail_refund", refundId: "b", reason: "no" })).toEqual([]);
    const done = apply(half, recorded("b", 340, "credits"));
    expect(done.refunds[1]).toMatchObject({ status: "succeeded", given: eur(390) });
    expect(done.refundedMinor).toBe(390);
  });

  test("that the payment service makes takes nothing of the credits", () => {
    const order = apply(withCredits(), refund("a", { paymentOnly: true }));
    expect(order.refunds[0]).toMatchObject({ amount: eur(600), toCredits: [] });
    expect(paymentLeft(order)).toEqual(eur(0));
    const more = refund("b", { paymentOnly: true, amountMinor: 1 });
    expect(() => decide(order, more)).toThrow(code("refund_exceeds_total"));
  });

  test("as store credit needs an account, and keeps the order from being cancelled", () => {
    const asCredit = refund("a", { amountMinor: 100, to: "store_credit" });
    expect(() => decide(aConfirmedOrder({ customerId: null }), asCredit)).toThrow(
      code("store_credit_needs_account"),
    );
    const given = apply(aConfirmedOrder(), asCredit, recorded("a", 100, "credits"));
    expect(given.refunds[0]).toMatchObject({
      status: "succeeded",
      toStoreCredit: eur(100),
      toPayment: eur(0),
    });
    expect(() => decide(given, { type: "cancel", reason: "r" })).toThrow(code("refund_in_progress"));
  });

  test("that was refused frees its amount and its pieces", () => {
    const lines = [{ lineId: "line-0", quantity: 3 }];
    const refused = apply(aConfirmedOrder(), refund("a", { lines }), {
      type: "fail_refund",
      refundId: "a",
      reason: "no",
    });
    expect(refundableOf(refused)).toEqual(eur(1000));
    expect(apply(refused, refund("b", { lines })).refunds[1]?.amount).toEqual(eur(700));
  });

  test("that was said to be refused and was given after all is recorded as what it is", () => {
    const order = apply(
      withCredits(),
      refund("a", { amountMinor: 700 }),
      { type: "fail_refund", refundId: "a", reason: "no" },
      recorded("a", 600),
    );
    expect(order.refunds).toMatchObject([{ status: "succeeded", amount: eur(600), toCredits: [] }]);
  });

  test("heard of again is recorded once, in whatever part", () => {
    const order = apply(withCredits(), refund("a", { amountMinor: 700 }), recorded("a", 600));
    expect(decide(order, recorded("a", 600))).toEqual([]);
    expect(() => decide(order, recorded("a", 99, "credits"))).toThrow(code("refund_amount_mismatch"));
    const done = apply(order, recorded("a", 100, "credits"));
    expect(decide(done, recorded("a", 100, "credits"))).toEqual([]);
    expect(decide(done, { type: "fail_refund", refundId: "a", reason: "no" })).toEqual([]);
  });

  test("of a cancelled order is recorded and leaves it cancelled", () => {
    const cancelled = apply(aConfirmedOrder(), { type: "cancel", reason: "r" });
    const order = apply(cancelled, recorded("a", 1000));
    expect([order.status, order.refundedMinor]).toEqual(["cancelled", 1000]);
  });

  test.each([
    ["more than the order cost", recorded("a", 1001)],
    ["nothing", recorded("a", 0)],
    [
      "another currency",
      { type: "record_refund", refund: { refundId: "a", amount: money(1, "USD"), part: "payment" } },
    ],
    ["more than is left", refund("a", { amountMinor: 1001 })],
  ] as const)("refuses %s", (_, command) => {
    expect(() => decide(aConfirmedOrder(), command)).toThrow(code("refund_exceeds_total"));
  });

  test.each([
    ["a line of another order", { lines: [{ lineId: "x", quantity: 1 }] }, "order_line_unknown"],
    [
      "more pieces than were ordered",
      { lines: [{ lineId: "line-1", quantity: 2 }] },
      "refund_exceeds_pieces",
    ],
    [
      "an amount that its lines do not come to",
      { amountMinor: 1, lines: [{ lineId: "line-1", quantity: 1 }] },
      "refund_ambiguous",
    ],
    ["a return that does not exist", { returnId: "x" }, "return_not_found"],
  ] as const)("refuses %s", (_, what, expected) => {
    expect(() => decide(aConfirmedOrder(), refund("a", what))).toThrow(code(expected));
  });

  test("refuses shipping a second time, and an order that is not paid", () => {
    const once = apply(aConfirmedOrder(), refund("a", { includeShipping: true }));
    expect(once.refunds[0]?.amount).toEqual(eur(100));
    expect(() => decide(once, refund("b", { includeShipping: true }))).toThrow(code("refund_nothing"));
    expect(() => decide(aPlacedOrder(), refund("a"))).toThrow(code("order_status_conflict"));
    expect(() => decide(aPlacedOrder(), recorded("a", 1))).toThrow(code("refund_exceeds_total"));
  });
});
