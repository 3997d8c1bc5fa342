// A fault of the database is never taken for an answer: nothing is sold short, refused or forgotten because of it.
import { randomUUID } from "node:crypto";
import { OrderConfirmed } from "@souk/contracts";
import { statement } from "@souk/db";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aProduct, lapse, levelOf, startProductShop, type ProductShop } from "./product-shop.ts";

let context: ProductShop;
beforeAll(async () => {
  context = await startProductShop();
});
afterAll(() => context.shop.close());

const run = (text: string) => statement("test_fault", text).rows(context.shop.db("product"), []);
const ttlSeconds = 600;

/** While the work goes on, the database has not what it needs. */
async function without(what: string, work: () => Promise<void>): Promise<void> {
  await run(`alter ${what} rename to mislaid`);
  const [kind, name] = what.split(" ");
  try {
    await work();
  } finally {
    await run(`alter ${kind} mislaid rename to ${name}`);
  }
}

describe("without what it needs of the database", () => {
  it("a reservation, and a commit that has to take the goods again, end unknown and can be asked again", async () => {
    const { shop, stock, stocked } = context;
    const variantId = await stocked(9);
    const [orderId, lapsed] = [randomUUID(), randomUUID()];
    const lines = [{ variantId, quantity: 1 }];
    await stock.reserve({ orderId: lapsed, lines, ttlSeconds });
    await lapse(shop, lapsed);
    await shop.runJobs("product");
    await without("function reserve_stock", async () => {
      await expect(stock.reserve({ orderId, lines, ttlSeconds })).rejects.toMatchObject({
        name: "OutcomeUnknown",
      });
      await expect(stock.commit({ orderId: lapsed })).rejects.toMatchObject({ name: "OutcomeUnknown" });
      const order = { orderId: lapsed, number: "S-1", customerId: null, paymentId: randomUUID(), lines: [] };
      const data = { ...order, total: { amount: 1, currency: "EUR" }, confirmedAt: new Date().toISOString() };
      await expect(shop.deliver("product", OrderConfirmed, { data })).rejects.not.toMatchObject({
        code: "stock_gone",
      });
    });
    expect(await levelOf(shop, variantId)).toMatchObject({ on_hand: 9, reserved: 0 });
    expect(await stock.reserve({ orderId, lines, ttlSeconds })).toMatchObject({ reserved: true });
    expect(await stock.commit({ orderId: lapsed })).toMatchObject({ committed: true });
  });

  it("a product is not half written", async () => {
    const { shop, manager } = context;
    const body = aProduct({ slug: "never-half" });
    await without("table product_details", async () => {
      expect((await shop.call("POST", "/products", { as: manager, body })).status).toBe(500);
    });
    expect((await shop.call("GET", "/products/never-half", { as: manager })).status).toBe(404);
    expect((await shop.call("POST", "/products", { as: manager, body })).status).toBe(201);
  });

  it("a list fails, and works again as soon as the database does", async () => {
    const { shop, create } = context;
    await create();
    await without("table categories", async () => {
      expect((await shop.call("GET", "/products?limit=7")).status).toBe(500);
    });
    expect((await shop.call("GET", "/products?limit=7")).status).toBe(200);
  });
});
