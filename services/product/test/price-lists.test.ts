// Price lists and the history of prices: what everybody and what a group is asked, when, and what a reduction tells.
import { randomUUID } from "node:crypto";
import type { PriceHistoryPage, PriceList, PriceListPage, Product } from "@souk/contracts";
import { statement } from "@souk/db";
import type { CallAnswer, Person } from "@souk/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aProduct, startProductShop, type NewProduct, type ProductShop } from "./product-shop.ts";

const DAY_MS = 86_400_000;
let context: ProductShop;
let manager: Person;
beforeAll(async () => {
  context = await startProductShop();
});
beforeEach(async () => {
  // Days pass in these tests, and tokens with them.
  manager = await context.shop.staff(["products:read", "products:write"]);
});
afterAll(() => context.shop.close());

const eur = (amount: number) => ({ amount, currency: "EUR" });
const run = (text: string, ...parameters: unknown[]) =>
  statement<Record<string, unknown>, readonly unknown[]>("test", text).rows(
    context.shop.db("product"),
    parameters,
  );

type VariantPrices = Pick<NewProduct["variants"][number], "prices" | "compareAtPrices">;
const withPrices = (product: NewProduct, prices: VariantPrices): NewProduct => ({
  ...product,
  variants: [{ sku: product.variants[0]!.sku, ...prices }],
});
/** A product at a price, and what changes it. */
async function priced(prices: VariantPrices, changes: Partial<NewProduct> = {}) {
  const body = withPrices(aProduct(changes), prices);
  const made = await context.shop.call("POST", "/products", { as: manager, body });
  const { id, variants } = made.body as Product;
  const variantId = variants[0]!.id;
  return {
    id,
    variantId,
    async reprice(next: VariantPrices, more: Partial<NewProduct> = {}) {
      const headers = { "if-match": "*" };
      const answer = await context.shop.call("PUT", `/products/${id}`, {
        as: manager,
        headers,
        body: { ...withPrices(body, next), ...more },
      });
      expect(answer.status).toBe(200);
    },
    read: async (currency = "EUR") =>
      (await context.shop.call("GET", `/products/${id}?currency=${currency}`, { as: manager }))
        .body as Product,
  };
}
async function pass(days: number): Promise<void> {
  context.shop.clock.advance(days * DAY_MS);
  manager = await context.shop.staff(["products:read", "products:write"]);
}

const lists = (
  method: "GET" | "POST" | "PUT" | "DELETE",
  path: string,
  body?: unknown,
  etag?: string,
): Promise<CallAnswer> =>
  context.shop.call(method, `/price-lists${path}`, {
    as: manager,
    ...(body !== undefined && { body }),
    ...(etag !== undefined && { headers: { "if-match": etag } }),
  });
async function makeList(body: Record<string, unknown>): Promise<{ list: PriceList; etag: string }> {
  const answer = await lists("POST", "", { name: "Sale", ...body });
  if (answer.status !== 201) throw new Error(answer.text);
  await context.shop.settled();
  return { list: answer.body as PriceList, etag: String(answer.headers.etag) };
}
const entry = (variantId: string, amount: number, minQuantity = 1) => ({
  variantId,
  currency: "EUR",
  amount,
  minQuantity,
});
const ask = async (variantId: string, question: { quantity?: number; groups?: string[] } = {}) => {
  const { quantity, groups = [] } = question;
  const { variants } = await context.catalogue.priceVariants({
    variantIds: [variantId],
    currency: "EUR",
    customerGroups: groups,
    ...(quantity !== undefined && { quantities: { [variantId]: quantity } }),
  });
  return variants.map(({ unitPriceMinor, ownPriceMinor, priceListId }) => ({
    price: Number(unitPriceMinor),
    own: Number(ownPriceMinor),
    priceListId,
  }))[0];
};

describe("a price list for everybody", () => {
  it("is what the shop shows, with its steps, and what orders are asked, until it is gone", async () => {
    const product = await priced({ prices: [eur(1000), { amount: 1100, currency: "USD" }] });
    const { variantId } = product;
    const entries = [entry(variantId, 800), entry(variantId, 700, 10)];
    const { list, etag } = await makeList({ entries });
    expect(list.entries).toMatchObject([
      { variantId, sku: expect.any(String), productName: expect.any(String) },
      {},
    ]);
    expect(await product.read()).toMatchObject({
      price: eur(800),
      compareAtPrice: eur(1000),
      lowestPrice30Days: eur(1000),
      variants: [{ price: eur(800), quantityPrices: [{ minQuantity: 10, price: eur(700) }] }],
    });
    expect(await product.read("USD")).toMatchObject({ price: { amount: 1100 }, compareAtPrice: null });
    expect(await ask(variantId)).toEqual({ price: 800, own: 1000, priceListId: list.id });
    expect(await ask(variantId, { quantity: 10 })).toEqual({ price: 700, own: 1000, priceListId: list.id });
    const cheap = await context.shop.call("GET", "/products?minPrice=750&maxPrice=850&limit=100");
    expect((cheap.body.items as Product[]).map(({ id }) => id)).toContain(product.id);

    expect((await lists("DELETE", `/${list.id}`)).status).toBe(428);
    expect((await lists("DELETE", `/${list.id}`, undefined, etag)).status).toBe(204);
    await context.shop.settled();
    const after = await product.read();
    expect(after).toMatchObject({ price: eur(1000), compareAtPrice: null, variants: [{ price: eur(1000) }] });
    expect([after.lowestPrice30Days, after.variants[0]!.quantityPrices]).toEqual([undefined, undefined]);
    expect(await ask(variantId)).toEqual({ price: 1000, own: 1000, priceListId: "" });
    expect((await lists("DELETE", `/${list.id}`, undefined, etag)).status).toBe(404);
    expect((await lists("GET", `/${list.id}`)).status).toBe(404);
  });

  it("does not make anything dearer, and shows the former price that the variant has of its own", async () => {
    const product = await priced({ prices: [eur(900)], compareAtPrices: [eur(1200)] });
    await makeList({ entries: [entry(product.variantId, 950)] });
    expect(await product.read()).toMatchObject({ price: eur(900), compareAtPrice: eur(1200) });
    await makeList({ entries: [entry(product.variantId, 850)] });
    expect(await product.read()).toMatchObject({ price: eur(850), compareAtPrice: eur(1200) });
  });

  it("holds from its beginning to its end by the database's clock, and shows itself when they come", async () => {
    const product = await priced({ prices: [eur(1000)] });
    const [past, future] = [new Date(Date.now() - DAY_MS), new Date(Date.now() + DAY_MS)];
    const { list } = await makeList({
      entries: [entry(product.variantId, 600)],
      startsAt: future.toISOString(),
      endsAt: new Date(future.getTime() + DAY_MS).toISOString(),
    });
    expect(await product.read()).toMatchObject({ price: eur(1000) });
    expect((await ask(product.variantId))?.price).toBe(1000);
    const turn = async (startsAt: Date | null, endsAt: Date | null) => {
      await run(
        "update price_lists set starts_at = $2, ends_at = $3 where id = $1",
        list.id,
        startsAt,
        endsAt,
      );
      await context.shop.runJobs("product");
      return [(await product.read()).price.amount, (await ask(product.variantId))?.price];
    };
    expect(await turn(past, future)).toEqual([600, 600]);
  });

  it("ends as it began", async () => {
    const product = await priced({ prices: [eur(1000)] });
    const [past, future] = [new Date(Date.now() - DAY_MS), new Date(Date.now() + DAY_MS)];
    const { list } = await makeList({
      entries: [entry(product.variantId, 600)],
      endsAt: future.toISOString(),
    });
    expect((await product.read()).price.amount).toBe(600);
    await run("update price_lists set ends_at = $2 where id = $1", list.id, past);
    await context.shop.runJobs("product");
    expect([(await product.read()).price.amount, (await ask(product.variantId))?.price]).toEqual([
      1000, 1000,
    ]);
  });

  it("that is turned off holds for nobody", async () => {
    const product = await priced({ prices: [eur(1000)] });
    const { list, etag } = await makeList({ entries: [entry(product.variantId, 1)] });
    const off = { name: "Sale", isActive: false, entries: [entry(product.variantId, 1)] };
    expect((await lists("PUT", `/${list.id}`, off)).status).toBe(428);
    const written = await lists("PUT", `/${list.id}`, off, etag);
    expect(written).toMatchObject({ status: 200, body: { isActive: false, version: 2 } });
    expect((await lists("PUT", `/${list.id}`, off, etag)).status).toBe(412);
    expect((await lists("PUT", `/${randomUUID()}`, off, etag)).status).toBe(404);
    await context.shop.settled();
    expect([(await product.read()).price.amount, (await ask(product.variantId))?.price]).toEqual([
      1000, 1000,
    ]);
    const acts = (await context.shop.published("product")).map(({ data }) => data as Record<string, unknown>);
    expect(acts).toContainEqual(expect.objectContaining({ action: "price_list.update", subjectId: list.id }));
  });
});

describe("a price list for a group", () => {
  it("holds for orders of that group and is shown to nobody else, also when its times come", async () => {
    const product = await priced({ prices: [eur(1000)] });
    const { variantId } = product;
    const { list, etag } = await makeList({
      customerGroup: "wholesale",
      entries: [entry(variantId, 500)],
      endsAt: new Date(Date.now() + DAY_MS).toISOString(),
    });
    expect(await product.read()).toMatchObject({ price: eur(1000), compareAtPrice: null });
    expect((await ask(variantId))?.price).toBe(1000);
    expect(await ask(variantId, { groups: ["press", "wholesale"] })).toMatchObject({
      price: 500,
      priceListId: list.id,
    });
    await context.shop.runJobs("product");
    expect((await product.read()).price).toEqual(eur(1000));
    expect((await lists("DELETE", `/${list.id}`, undefined, etag)).status).toBe(204);
    expect((await ask(variantId, { groups: ["wholesale"] }))?.price).toBe(1000);
  });
});

describe("price lists", () => {
  it("are refused with all their faults", async () => {
    const { variantId } = await priced({ prices: [eur(1000)] });
    const answer = await lists("POST", "", {
      name: "Wrong",
      startsAt: "2026-05-02T00:00:00Z",
      endsAt: "2026-05-02T00:00:00Z",
      entries: [
        entry(variantId, 1),
        entry(variantId, 2),
        entry(randomUUID(), 3),
        { ...entry(variantId, 4), currency: "XXX" },
      ],
    });
    expect(answer).toMatchObject({ status: 400, body: { code: "price_list_invalid" } });
    expect(
      (answer.body.errors as { pointer: string; code: string }[]).map(({ pointer, code }) => [pointer, code]),
    ).toEqual([
      ["/endsAt", "ends_before_start"],
      ["/entries/2/variantId", "variant_unknown"],
      ["/entries/3/currency", "currency_unknown"],
      ["/entries/1", "entry_repeated"],
    ]);
  });

  it("are listed newest first, page by page, and made once for a key", async () => {
    const key = randomUUID();
    const body = { name: "Once" };
    const first = await context.shop.call("POST", "/price-lists", { as: manager, body, key });
    await run(`update idempotency_keys set status = null, headers = null, body = null, completed_at = null,
                 leased_until = now() - interval '1 second'`);
    const again = await context.shop.call("POST", "/price-lists", { as: manager, body, key });
    expect(again.body).toEqual(first.body);
    const names: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page = (await lists("GET", `?limit=2${cursor && `&cursor=${cursor}`}`)).body as PriceListPage;
      names.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(names[0]).toBe((first.body as PriceList).id);
    expect(new Set(names).size).toBe(names.length);
    const [counted] = await run("select count(*)::integer as lists from price_lists");
    expect(names).toHaveLength(counted?.lists as number);
    expect((await lists("GET", "?cursor=nonsense")).body).toMatchObject({ code: "cursor_invalid" });
    const reader = await context.shop.staff(["orders:read"]);
    expect((await context.shop.call("GET", "/price-lists", { as: reader })).status).toBe(403);
  });
});

describe("a reduced price", () => {
  it("tells the lowest price of the 30 days before, however it was raised meanwhile, in each currency", async () => {
    const usd = (amount: number) => ({ amount, currency: "USD" });
    const product = await priced({ prices: [eur(1000), usd(1200)] });
    await pass(20);
    await product.reprice({ prices: [eur(1500), usd(1200)] });
    await pass(5);
    await product.reprice({ prices: [eur(1100), usd(1200)], compareAtPrices: [eur(1500)] });
    const read = await product.read();
    expect(read).toMatchObject({
      compareAtPrice: eur(1500),
      lowestPrice30Days: eur(1000),
      variants: [{ lowestPrice30Days: eur(1000) }],
    });
    const inDollars = await product.read("USD");
    expect([inDollars.compareAtPrice, inDollars.lowestPrice30Days]).toEqual([null, undefined]);
    await pass(40);
    await product.reprice({ prices: [eur(900), usd(1200)], compareAtPrices: [eur(1500)] });
    expect((await product.read()).lowestPrice30Days).toEqual(eur(1000));
    await product.reprice({ prices: [eur(1500), usd(1200)] });
    await pass(31);
    await product.reprice({ prices: [eur(1200), usd(1200)], compareAtPrices: [eur(1500)] });
    expect((await product.read()).lowestPrice30Days).toEqual(eur(1500));
  });

  it("tells none where the goods were never for sale before: prices of drafts count for nothing", async () => {
    const product = await priced({ prices: [eur(10)] }, { status: "draft" });
    await pass(3);
    await product.reprice({ prices: [eur(800)], compareAtPrices: [eur(1000)] }, { status: "active" });
    const read = await product.read();
    expect(read).toMatchObject({ status: "active", compareAtPrice: eur(1000) });
    expect(read.lowestPrice30Days).toBeUndefined();
  });

  it("is none where the former price is not higher", async () => {
    const product = await priced({ prices: [eur(800)], compareAtPrices: [eur(800)] });
    expect((await product.read()).compareAtPrice).toBeNull();
  });
});

describe("the history of a price", () => {
  it("has a line for each change and for the end of the sale, the newest first, and none can be altered", async () => {
    const usd = { amount: 1200, currency: "USD" };
    const product = await priced({ prices: [eur(1000), usd] });
    await product.reprice({ prices: [eur(1000), usd] }, { subtitle: "Nothing about prices" });
    await pass(1);
    await product.reprice({ prices: [eur(900)], compareAtPrices: [eur(1000)] });
    await product.reprice({ prices: [eur(900)] }, { status: "archived" });
    const path = `/variants/${product.variantId}/price-history`;
    const read = async (query: string): Promise<PriceHistoryPage> =>
      (await context.shop.call("GET", `${path}${query}`, { as: manager })).body;
    const euros = await read("?currency=EUR");
    expect(euros.items.map(({ amount, compareAt }) => [amount, compareAt])).toEqual([
      [null, null],
      [900, 1000],
      [1000, null],
    ]);
    const all: PriceHistoryPage["items"] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: PriceHistoryPage = await read(`?limit=2${cursor && `&cursor=${cursor}`}`);
      all.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(all.map(({ currency, amount }) => `${currency} ${amount}`)).toEqual([
      "EUR null",
      "USD null",
      "EUR 900",
      "USD 1200",
      "EUR 1000",
    ]);
    await expect(run("update price_history set amount_minor = 1")).rejects.toThrow("append-only");
    await expect(run("delete from price_history")).rejects.toThrow("append-only");
  });
});
