// Goods that were paid back before they were sent: on hand again, once, and never more than their order took.
import { randomUUID } from "node:crypto";
import { OrderCancelled, OrderConfirmed, OrderRefunded, StockReplenished } from "@souk/contracts";
import { afterAll, beforeAll, expect, it } from "vitest";
import { lapse, levelOf, startProductShop, type ProductShop } from "./product-shop.ts";

let context: ProductShop;
beforeAll(async () => {
  context = await startProductShop();
});
afterAll(() => context.shop.close());

const facts = (orderId: string) => ({ orderId, number: "SK-1", customerId: null });
const one = { amount: 1, currency: "EUR" };

/** An order that took so many of what was there. */
async function aSale(onHand: number, quantity: number) {
  const variantId = await context.stocked(onHand);
  const orderId = randomUUID();
  await context.stock.reserve({ orderId, lines: [{ variantId, quantity }], ttlSeconds: 600 });
  return { orderId, variantId };
}

async function confirm({ orderId }: { orderId: string }): Promise<void> {
  const data = {
    ...facts(orderId),
    paymentId: null,
    total: one,
    lines: [],
    confirmedAt: "2026-11-20T10:00:00Z",
  };
  await context.shop.deliver("product", OrderConfirmed, { data });
}

const refunded = (orderId: string, unsent: { variantId: string; quantity: number }[] | undefined) => ({
  ...facts(orderId),
  refundId: randomUUID(),
  amount: one,
  ...(unsent && {
    unsent: unsent.map((pieces) => ({ ...pieces, lineId: randomUUID(), productId: randomUUID() })),
  }),
});

it("puts unsent pieces back once, however often it is heard, and says that they are on sale again", async () => {
  const sale = await aSale(3, 3);
  const { variantId, orderId } = sale;
  await confirm(sale);
  const data = refunded(orderId, [
    { variantId, quantity: 1 },
    { variantId, quantity: 1 },
  ]);
  const eventId = randomUUID();
  await context.shop.deliver("product", OrderRefunded, { data, eventId });
  await context.shop.deliver("product", OrderRefunded, { data, eventId });
  await context.shop.deliver("product", OrderRefunded, { data });
  expect(await levelOf(context.shop, variantId)).toMatchObject({ on_hand: 2, reserved: 0, moved: 2 });
  await context.shop.settled();
  const said = (await context.shop.published("product")).filter(({ type }) => type === StockReplenished.type);
  expect(said).toContainEqual(expect.objectContaining({ data: expect.objectContaining({ variantId }) }));
});

it("leaves stock alone where a refund keeps nothing here", async () => {
  const sale = await aSale(3, 2);
  await confirm(sale);
  await context.shop.deliver("product", OrderRefunded, { data: refunded(sale.orderId, undefined) });
  expect(await levelOf(context.shop, sale.variantId)).toMatchObject({ on_hand: 1 });
});

it("never gives more back than the order took, and a cancellation afterwards gives only the rest", async () => {
  const sale = await aSale(5, 4);
  const { variantId, orderId } = sale;
  await confirm(sale);
  await context.shop.deliver("product", OrderRefunded, {
    data: refunded(orderId, [{ variantId, quantity: 3 }]),
  });
  expect(await levelOf(context.shop, variantId)).toMatchObject({ on_hand: 4 });
  const data = { ...facts(orderId), reason: "cancelled_by_shop", wasConfirmed: true };
  await context.shop.deliver("product", OrderCancelled, { data });
  expect(await levelOf(context.shop, variantId)).toMatchObject({ on_hand: 5, moved: 5 });
  await context.shop.deliver("product", OrderRefunded, {
    data: refunded(orderId, [{ variantId, quantity: 2 }]),
  });
  expect(await levelOf(context.shop, variantId)).toMatchObject({ on_hand: 5 });

  const second = await aSale(2, 2);
  await confirm(second);
  const all = refunded(second.orderId, [{ variantId: second.variantId, quantity: 9 }]);
  await context.shop.deliver("product", OrderRefunded, { data: all });
  expect(await levelOf(context.shop, second.variantId)).toMatchObject({ on_hand: 2 });
  const again = refunded(second.orderId, [{ variantId: second.variantId, quantity: 1 }]);
  await context.shop.deliver("product", OrderRefunded, { data: again });
  expect(await levelOf(context.shop, second.variantId)).toMatchObject({ on_hand: 2 });
});

it("heard before the sale itself, sells first; the sale is then no news", async () => {
  const sale = await aSale(3, 2);
  const { variantId, orderId } = sale;
  await context.shop.deliver("product", OrderRefunded, {
    data: refunded(orderId, [{ variantId, quantity: 1 }]),
  });
  await confirm(sale);
  expect(await levelOf(context.shop, variantId)).toMatchObject({ on_hand: 2, reserved: 0 });
});

it("gives nothing back of an order that was confirmed while nothing was held for it", async () => {
  const { variantId, orderId } = await aSale(2, 2);
  await lapse(context.shop, orderId);
  await context.shop.runJobs("product");
  await context.shop.deliver("product", OrderRefunded, {
    data: refunded(orderId, [{ variantId, quantity: 2 }]),
  });
  const never = refunded(randomUUID(), [{ variantId, quantity: 1 }]);
  await context.shop.deliver("product", OrderRefunded, { data: never });
  expect(await levelOf(context.shop, variantId)).toMatchObject({ on_hand: 2, reserved: 0 });
});

it("a cancellation puts what is left back where it came from, at each place", async () => {
  const variantId = await context.stocked(1);
  const as = await context.shop.administrator();
  const slug = `loc-${randomUUID().slice(0, 8)}`;
  await context.shop.call("POST", "/stock-locations", { as, body: { slug, name: "Annex" } });
  await context.shop.call("PUT", `/stock/${variantId}`, { as, body: { onHand: 4, location: slug } });
  const orderId = randomUUID();
  await context.stock.reserve({ orderId, lines: [{ variantId, quantity: 4 }], ttlSeconds: 600 });
  await confirm({ orderId });
  await context.shop.deliver("product", OrderRefunded, {
    data: refunded(orderId, [{ variantId, quantity: 2 }]),
  });
  const data = { ...facts(orderId), reason: "cancelled_by_shop", wasConfirmed: true };
  await context.shop.deliver("product", OrderCancelled, { data });
  const { body } = await context.shop.call("GET", `/stock/${variantId}`, { as });
  expect(body.onHand).toBe(5);
  expect(await levelOf(context.shop, variantId)).toMatchObject({ on_hand: 5, moved: 5 });
  expect(body.locations).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ location: "main", onHand: 1 }),
      expect.objectContaining({ location: slug, onHand: 4 }),
    ]),
  );
});
