// The rules of orders and quotes, over every state and over random carts.
import { OrderStatus } from "@souk/contracts";
import { isRefusal } from "@souk/errors";
import { sumMoney } from "@souk/money";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  canMove,
  decide,
  evolve,
  type Order,
  type OrderCommand,
  placedOrder,
  rebuildOrder,
} from "../src/orders/domain/order.ts";
import { termsFrom } from "../src/orders/domain/stored-terms.ts";
import { orderNumberFrom } from "../src/orders/domain/order-number.ts";
import { quote } from "../src/pricing/domain/quote.ts";
import { shippingPriceOf } from "../src/pricing/domain/shipping.ts";

const at = new Date("2026-11-20T10:00:00Z");
const total = { amount: 1000, currency: "EUR" };
const zero = { amount: 0, currency: "EUR" };
const address = { firstName: "A", lastName: "B", street: "C", city: "D", zipCode: "1", country: "DE" };
const terms = termsFrom({
  number: "SK-1",
  cartId: "cart",
  customerId: null,
  email: "a@example.com",
  lines: [],
  totals: { subtotal: total, discount: zero, shipping: zero, tax: zero, total },
  shippingAddress: address,
  billingAddress: address,
  shippingMethod: { id: "standard", name: "Standard" },
});
const orderIn = (status: OrderStatus): Order => ({ ...placedOrder("o", terms, at), status });
const commands: readonly { command: OrderCommand; to: OrderStatus }[] = [
  { command: { type: "confirm", paymentId: "p", amount: total }, to: "confirmed" },
  { command: { type: "process" }, to: "processing" },
  { command: { type: "ship", trackingCode: null }, to: "shipped" },
  { command: { type: "deliver" }, to: "delivered" },
  { command: { type: "complete" }, to: "completed" },
  { command: { type: "cancel", reason: "r" }, to: "cancelled" },
];

describe("an order", () => {
  const cases = OrderStatus.options.flatMap((status) =>
    commands.map(({ command, to }) => ({ status, command, to })),
  );
  test.each(cases)(
    "that is $status and told to $command.type moves only if it may",
    ({ status, command, to }) => {
      const order = orderIn(status);
      if (!canMove(status, to)) {
        expect(() => decide(order, command)).toThrow(
          expect.objectContaining({ code: "order_status_conflict" }),
        );
        return;
      }
      const [event] = decide(order, command);
      expect(event && evolve(order, event, at).status).toBe(to);
    },
  );

  test("leaves no terminal state", () => {
    for (const status of ["cancelled", "refunded"] as const) {
      for (const to of OrderStatus.options) expect(canMove(status, to)).toBe(false);
    }
  });

  test.each([
    ["more than the order cost", "confirmed", 1001],
    ["nothing", "confirmed", 0],
    ["an unpaid order", "pending", 100],
  ] as const)("refuses a refund of %s", (_, status, amount) => {
    const command = { type: "record_refund", refundId: "r", amount: { amount, currency: "EUR" } } as const;
    expect(() => decide(orderIn(status), command)).toThrow(
      expect.objectContaining({ code: "refund_exceeds_total" }),
    );
  });

  test("refunded in any parts ends exactly at its total, and a cancelled one stays cancelled", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 30 }),
        fc.constantFrom("confirmed", "cancelled"),
        (parts, status) => {
          let order = orderIn(status as OrderStatus);
          for (const amount of parts) {
            try {
              for (const event of decide(order, {
                type: "record_refund",
                refundId: "r",
                amount: { amount, currency: "EUR" },
              }))
                order = evolve(order, event, at);
            } catch (error) {
              if (!isRefusal(error)) throw error;
            }
          }
          expect(order.refundedMinor).toBeLessThanOrEqual(1000);
          expect(order.status === "refunded").toBe(order.refundedMinor === 1000 && status === "confirmed");
        },
      ),
    );
  });

  test("without a history is no order", () => {
    expect(rebuildOrder("o", [])).toBeUndefined();
    expect(rebuildOrder("o", [{ event: { type: "delivered" }, at }])).toBeUndefined();
  });
});

describe("a quote", () => {
  const method = (priceMinor: number, freeOverMinor: number, currency: string) => ({
    id: "m",
    name: "M",
    description: "",
    prices: { [currency]: priceMinor },
    freeOver: { [currency]: freeOverMinor },
  });
  const line = fc.record({
    amount: fc.integer({ min: 0, max: 1_000_000 }),
    quantity: fc.integer({ min: 1, max: 100 }),
  });

  test("adds up to the minor unit for random carts in currencies of 0, 2 and 3 decimals", () => {
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 20 }),
        fc.constantFrom("JPY", "EUR", "KWD"),
        fc.constantFrom(undefined, "DE", "CA", "US", "HU"),
        fc.option(fc.integer({ min: 0, max: 5000 }), { nil: undefined }),
        (lines, currency, country, priceMinor) => {
          const { totals, lineTotals, explanation } = quote({
            currency,
            country,
            lines: lines.map(({ amount, quantity }) => ({ unitPrice: { amount, currency }, quantity })),
            shippingMethod: priceMinor === undefined ? undefined : method(priceMinor, 9000, currency),
          });
          expect(totals.subtotal).toEqual(sumMoney(lineTotals, currency));
          expect(totals.total.amount).toBe(
            totals.subtotal.amount - totals.discount.amount + totals.shipping.amount + totals.tax.amount,
          );
          expect(explanation.find(({ code }) => code === "total")?.amount).toEqual(totals.total);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test("adds tax where it is not part of the price, and tells of it where it is", () => {
    const request = {
      currency: "EUR",
      lines: [{ unitPrice: { amount: 11_900, currency: "EUR" }, quantity: 1 }],
      shippingMethod: undefined,
    };
    const german = quote({ ...request, country: "DE" });
    expect(german.totals.tax.amount).toBe(0);
    expect(german.explanation.at(-1)).toMatchObject({ code: "tax_included", amount: { amount: 1900 } });
    const canadian = quote({ ...request, country: "CA" });
    expect(canadian.totals).toMatchObject({ tax: { amount: 595 }, total: { amount: 12_495 } });
  });

  test("has no shipping price in a currency the method does not know", () => {
    expect(() => shippingPriceOf(method(100, 0, "EUR"), { amount: 1, currency: "USD" })).toThrow(
      expect.objectContaining({ code: "shipping_method_unknown" }),
    );
  });
});

test("order numbers use only letters that cannot be taken for digits", () => {
  expect(orderNumberFrom(new Uint8Array([0, 1, 2, 3, 4, 28, 29, 30, 31, 255]))).toBe("SK-01234-WXYZZ");
});
