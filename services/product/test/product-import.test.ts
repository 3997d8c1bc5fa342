// Products come in and go out as CSV.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { levelOf, startProductShop, type ProductShop } from "./product-shop.ts";

let context: ProductShop;
beforeAll(async () => {
  context = await startProductShop();
});
afterAll(() => context.shop.close());

const unique = (): string => randomUUID().slice(0, 8);
const csv = (rows: readonly string[]): string => rows.map((row) => `${row}\n`).join("");

const send = (text: string | Buffer, query = "", key?: string) =>
  context.shop.call("POST", `/product-imports${query}`, {
    as: context.manager,
    body: text,
    headers: { "content-type": "text/csv" },
    ...(key !== undefined && { key }),
  });
const read = async (path: string) => (await context.shop.call("GET", path, { as: context.manager })).body;
const text = async (path: string): Promise<string> =>
  (await context.shop.call("GET", path, { as: context.manager })).text;

/** Takes the file in and waits until the import is over. */
async function bring(file: string | Buffer, query = "") {
  const { status, body } = await send(file, query);
  expect(status).toBe(202);
  await context.shop.settled();
  return context.shop.until(async () => {
    const state = await read(`/product-imports/${body.id}`);
    return state.finishedAt !== null && state;
  });
}
const edit = (slug: string) => read(`/products/${slug}/edit`);

describe("an import", () => {
  it("makes products with variants, prices, options, attributes and stock", async () => {
    const tail = unique();
    const state = await bring(
      csv([
        "handle,name,description,status,option1_name,option1_value,sku,price:EUR,price:KWD,compare_at:EUR,cost,weight_grams,length_mm,width_mm,height_mm,tax_class,stock:main,attribute:material,attribute:pieces",
        `rug-${tail},Rug ${tail},"Woven, ""by hand""\nin Konya",active,Size,Small,RUG-${tail}-S,120.00,12.345,150.5,60,2500,1800,1200,10,reduced,4,wool,2`,
        `rug-${tail},,,,,Large,RUG-${tail}-L,240,,,,,,,,,0,,`,
      ]),
    );
    expect(state).toMatchObject({
      status: "finished",
      rowsRead: 2,
      rowsFailed: 0,
      productsCreated: 1,
      failure: null,
    });
    expect(state.bytesRead).toBe(state.bytesTotal);
    const { content } = await edit(`rug-${tail}`);
    expect(content).toMatchObject({
      name: `Rug ${tail}`,
      description: 'Woven, "by hand"\nin Konya',
      status: "active",
      options: [{ name: "Size", values: ["Small", "Large"] }],
      attributes: { material: "wool", pieces: 2 },
      variants: [
        {
          sku: `RUG-${tail}-S`,
          options: { Size: "Small" },
          prices: [
            { amount: 12_000, currency: "EUR" },
            { amount: 12_345, currency: "KWD" },
          ],
          compareAtPrices: [{ amount: 15_050, currency: "EUR" }],
          costPrice: { amount: 6000, currency: "EUR" },
          weightGrams: 2500,
          dimensions: { lengthMm: 1800, widthMm: 1200, heightMm: 10 },
          taxClass: "reduced",
        },
        { sku: `RUG-${tail}-L`, prices: [{ amount: 24_000, currency: "EUR" }] },
      ],
    });
    expect(await levelOf(context.shop, content.variants[0].id)).toMatchObject({ on_hand: 4, moved: 4 });
  });

  it("brought in twice changes nothing the second time, and publishes nothing", async () => {
    const tail = unique();
    const file = csv([
      "handle;name;status;sku;price:EUR;stock:main",
      `cup-${tail};Cup ${tail};active;CUP-${tail};9.90;7`,
    ]);
    expect(await bring(file)).toMatchObject({ productsCreated: 1 });
    const { version, content } = await edit(`cup-${tail}`);
    expect(await bring(file)).toMatchObject({ productsCreated: 0, productsUpdated: 0, productsUnchanged: 1 });
    expect((await edit(`cup-${tail}`)).version).toBe(version);
    expect(await levelOf(context.shop, content.variants[0].id)).toMatchObject({ on_hand: 7, moved: 7 });
    const said = (await context.shop.published("product")).filter(
      ({ data }) => (data as { slug?: string }).slug === `cup-${tail}`,
    );
    expect(said.map(({ type }) => type)).toEqual(["product.created.v1"]);
  });

  it("counts stock at each location, and again only where the count is another", async () => {
    const tail = unique();
    const place = `shelf-${tail}`;
    const body = { slug: place, name: "A shelf" };
    await context.shop.call("POST", "/stock-locations", { as: context.manager, body });
    const fileWith = (atPlace: number) =>
      csv([
        `handle,name,sku,price:EUR,stock:main,stock:${place}`,
        `pot-${tail},Pot,POT-${tail},1.00,2,${atPlace}`,
      ]);
    expect(await bring(fileWith(3))).toMatchObject({ productsCreated: 1, rowsFailed: 0 });
    expect(await bring(fileWith(5))).toMatchObject({ productsUnchanged: 1, rowsFailed: 0 });
    const { content } = await edit(`pot-${tail}`);
    expect(await read(`/stock/${content.variants[0].id}`)).toMatchObject({
      onHand: 7,
      locations: [
        { location: "main", onHand: 2 },
        { location: place, onHand: 5 },
      ],
    });
  });

  it("changes what its cells say, leaves what they leave empty, and clears what they clear", async () => {
    const { create, setStock } = context;
    const tail = unique();
    const product = await create({
      slug: `bowl-${tail}`,
      subtitle: "Old",
      seoTitle: "Old title",
      attributes: { glaze: "blue", code: "12" },
      variants: [
        {
          sku: `BOWL-${tail}`,
          prices: [{ amount: 1000, currency: "EUR" }],
          compareAtPrices: [{ amount: 1200, currency: "EUR" }],
          costPrice: { amount: 400, currency: "EUR" },
        },
      ],
    });
    await setStock(product.variants[0]!.id, 3);
    const state = await bring(
      csv([
        "handle,sku,subtitle,seo_title,seo_description,featured,price:EUR,compare_at:EUR,cost,attribute:glaze,attribute:code,attribute:new,stock:main,category",
        `bowl-${tail},BOWL-${tail},-,-,'=1+1,TRUE,11.00,-,-,-,12,true,5,-`,
      ]),
    );
    expect(state).toMatchObject({ productsUpdated: 1, rowsFailed: 0 });
    const { content } = await edit(`bowl-${tail}`);
    expect(content).toMatchObject({
      name: product.name,
      subtitle: "",
      seoTitle: null,
      seoDescription: "=1+1",
      featured: true,
      attributes: { code: "12", new: true },
    });
    expect(content.variants).toMatchObject([
      { id: product.variants[0]!.id, prices: [{ amount: 1100, currency: "EUR" }], compareAtPrices: [] },
    ]);
    expect(content.variants[0].costPrice).toBeUndefined();
    expect(await levelOf(context.shop, product.variants[0]!.id)).toMatchObject({ on_hand: 5, moved: 5 });
  });

  it("tells which cells of which rows are wrong, and brings the other products in", async () => {
    const tail = unique();
    const { stock, stocked } = context;
    const promised = await stocked(5, { slug: `held-${tail}` });
    await stock.reserve({
      orderId: randomUUID(),
      lines: [{ variantId: promised, quantity: 4 }],
      ttlSeconds: 600,
    });
    const held = (await edit(`held-${tail}`)).content.variants[0].sku;
    const state = await bring(
      csv([
        "handle,name,sku,price:EUR,status,featured,weight_grams,width_mm,tax_class,category,cost,stock:main,stock:moon,option1_name,option1_value",
        `good-${tail},Good,GOOD-${tail},1.00,active,,,,,,,,,,`,
        `bad-${tail},Bad,BAD-${tail},"1,50",sold,maybe,1.5,5,luxury,nowhere,1.234,-3,,,`,
        `none-${tail},No price,NONE-${tail},,,,,,,,,,,,`,
        `Not A Slug,Name,SLUG-${tail},1.00,,,,,,,,,,,`,
        `empty-${tail},No sku,,1.00,,,,,,,,,,,`,
        `twice-${tail},Twice,TWICE-${tail},1.00,,,,,,,,,,,`,
        `twice-${tail},,TWICE-${tail},2.00,,,,,,,,,,,`,
        `same-${tail},Same,SAME-${tail}-1,1.00,,,,,,,,,,Colour,Red`,
        `same-${tail},,SAME-${tail}-2,1.00,,,,,,,,,,Colour,Red`,
        `moon-${tail},Moon,MOON-${tail},1.00,,,,,,,,,3,,`,
        `held-${tail},,${held},,,,,,,,,3,,,`,
      ]),
    );
    expect(state).toMatchObject({
      status: "finished",
      rowsRead: 11,
      productsCreated: 2,
      productsUnchanged: 1,
    });
    expect(await edit(`good-${tail}`)).toMatchObject({ content: { name: "Good" } });
    const lines = (await text(`/product-imports/${state.id}/errors.csv`)).trim().split("\r\n");
    const errors = lines.slice(1).map((line) => line.split(","));
    expect(lines[0]).toBe("row,handle,sku,column,code,message");
    expect(errors.map(([row, , , column, code]) => `${row} ${column} ${code}`)).toEqual([
      "3 status status_unknown",
      "3 featured boolean_invalid",
      "3 category category_unknown",
      "3 price:EUR amount_invalid",
      "3 cost amount_invalid",
      "3 weight_grams number_invalid",
      "3 length_mm dimensions_incomplete",
      "3 tax_class tax_class_unknown",
      "3 stock:main number_invalid",
      "4 variants.0.prices product_invalid",
      "5 slug product_invalid",
      "6 sku sku_missing",
      "8 sku sku_repeated",
      "9  product_invalid",
      "11 stock:moon location_unknown",
      "12 stock:main stock_below_reserved",
    ]);
    expect(state.rowsFailed).toBe(8);
    expect(await levelOf(context.shop, promised)).toMatchObject({ on_hand: 5 });
  });

  it("with a SKU or slug of another product fails for that product alone", async () => {
    const tail = unique();
    await context.create({ variants: [{ sku: `TAKEN-${tail}`, prices: [{ amount: 1, currency: "EUR" }] }] });
    const rows = Array.from(
      { length: 9 },
      (_, index) => `lot-${index}-${tail},Lot,LOT-${index}-${tail},1.00`,
    );
    rows[4] = `lot-4-${tail},Lot,TAKEN-${tail},1.00`;
    const state = await bring(csv(["handle,name,sku,price:EUR", ...rows]));
    expect(state).toMatchObject({ productsCreated: 8, rowsFailed: 1, rowsRead: 9 });
    expect(await text(`/product-imports/${state.id}/errors.csv`)).toContain(
      `6,lot-4-${tail},TAKEN-${tail},,sku_taken`,
    );
  });

  it("as a dry run says what it would do and does none of it", async () => {
    const tail = unique();
    const file = csv([
      "handle,name,sku,price:EUR,stock:main",
      `dry-${tail},Dry,DRY-${tail},1.00,2`,
      `wet-${tail},Wet,WET-${tail},x,2`,
    ]);
    const state = await bring(file, "?dryRun=true");
    expect(state).toMatchObject({ status: "finished", dryRun: true, productsCreated: 1, rowsFailed: 1 });
    expect((await context.shop.call("GET", `/products/dry-${tail}`)).status).toBe(404);
    expect(await bring(file)).toMatchObject({ dryRun: false, productsCreated: 1 });
  });

  it("goes on where it was stopped, and takes the rows that follow each other apart from those that do not", async () => {
    const tail = unique();
    const file = csv([
      "handle,name,sku,price:EUR",
      `one-${tail},One,ONE-${tail}-1,1.00`,
      `two-${tail},Two,TWO-${tail},1.00`,
      `one-${tail},,ONE-${tail}-1,2.00`,
    ]);
    const state = await bring(`﻿${file}`);
    expect(state).toMatchObject({ productsCreated: 2, productsUpdated: 1, rowsRead: 3 });
    expect((await edit(`one-${tail}`)).content.variants[0].prices).toEqual([
      { amount: 200, currency: "EUR" },
    ]);
  });

  it("worked on by two workers at once ends in the same catalogue, each step done once", async () => {
    const tail = unique();
    const rows = Array.from(
      { length: 230 },
      (_, index) => `duo-${index}-${tail},Duo,DUO-${index}-${tail},1.00,2`,
    );
    const { body } = await send(csv(["handle,name,sku,price:EUR,stock:main", ...rows]));
    const handler = context.shop
      .service("product")
      .service.jobs.find(({ definition }) => definition.name === "product.import");
    const run = () => handler?.run({ importId: body.id }, { jobId: randomUUID(), attempt: 1, key: body.id });
    await Promise.all([run(), run(), run()]);
    await context.shop.settled();
    const state = await context.shop.until(async () => {
      const now = await read(`/product-imports/${body.id}`);
      return now.finishedAt !== null && now;
    });
    expect(state).toMatchObject({
      status: "finished",
      rowsRead: 230,
      productsCreated: 230,
      productsUnchanged: 0,
      rowsFailed: 0,
    });
    const { content } = await edit(`duo-229-${tail}`);
    expect(await levelOf(context.shop, content.variants[0].id)).toMatchObject({ on_hand: 2, moved: 2 });
  });

  it("is taken in once, however often it is sent with one key", async () => {
    const tail = unique();
    const file = csv(["handle,name,sku,price:EUR", `key-${tail},Key,KEY-${tail},1.00`]);
    const key = randomUUID();
    const [first, second] = [await send(file, "", key), await send(file, "", key)];
    expect([first.status, second.status, second.body.id]).toEqual([202, 202, first.body.id]);
    const { items, nextCursor } = await read("/product-imports?limit=1");
    expect(items[0].id).toBe(first.body.id);
    expect((await read(`/product-imports?limit=1&cursor=${nextCursor}`)).items).toHaveLength(1);
  });

  it("can be stopped, once", async () => {
    const file = csv(["handle,name,sku,price:EUR", `stop-${unique()},Stop,STOP-${unique()},1.00`]);
    const { body } = await send(file);
    const stop = () => context.shop.call("DELETE", `/product-imports/${body.id}`, { as: context.manager });
    const stopped = await stop();
    expect([204, 409]).toContain(stopped.status);
    expect(await stop()).toMatchObject({ status: 409, body: { code: "import_over" } });
    expect(["cancelled", "finished"]).toContain((await read(`/product-imports/${body.id}`)).status);
    const unknown = await context.shop.call("DELETE", `/product-imports/${randomUUID()}`, {
      as: context.manager,
    });
    expect(unknown.status).toBe(404);
  });
});

describe("a file that cannot be read", () => {
  it.each([
    ["an unknown column", "handle,sku,colour\na,b,c\n", "import_columns_wrong", { unknown: ["colour"] }],
    ["a column twice", "handle,sku,sku\na,b,c\n", "import_columns_wrong", { repeated: ["sku"] }],
    ["no handle", "name,sku\na,b\n", "import_columns_wrong", { missing: ["handle"] }],
    ["a currency that is none", "handle,sku,price:XXX\n", "import_columns_wrong", { unknown: ["price:XXX"] }],
    ["a location that is none", "handle,sku,stock:A b\n", "import_columns_wrong", { unknown: ["stock:A b"] }],
    ["too many columns", `handle,sku${",attribute:a".repeat(200)}\n`, "import_columns_too_many", {}],
    ["one column", "handle\n", "import_header_invalid", {}],
    ["a broken header", '"handle,sku\n', "import_header_invalid", {}],
    ["another encoding", Buffer.from("handle,sku\nk\xfcche,b\n", "latin1"), "import_not_utf8", {}],
    ["NUL", "handle,sku\na\0,b\n", "import_not_utf8", {}],
  ])("for %s is refused at once", async (_what, file, code, extra) => {
    const answer = await send(file);
    expect(answer).toMatchObject({ status: 422, body: { code, ...extra } });
  });

  it("beyond its header fails where the fault is, and keeps what came before", async () => {
    const tail = unique();
    const many = Array.from(
      { length: 250 },
      (_, index) => `pre-${index}-${tail},Pre,PRE-${index}-${tail},1.00`,
    );
    const file = csv(["handle,name,sku,price:EUR", ...many, `open-${tail},"never closed,OPEN-${tail},1.00`]);
    const state = await bring(file);
    expect(state).toMatchObject({ status: "failed", failure: "import_csv_invalid" });
    expect(state.productsCreated).toBe(200);
  });
});

describe("an export", () => {
  it("brought in again changes nothing, and no text in it is a formula", async () => {
    const tail = unique();
    const { create, setStock } = context;
    const product = await create({
      slug: `export-${tail}`,
      name: "=cmd|calc",
      description: 'Two\r\nlines, and "quotes"',
      status: "active",
      attributes: { colour: "red", pieces: 3, washable: true },
      options: [{ name: "Size", values: ["S", "L"] }],
      variants: ["S", "L"].map((size) => ({
        sku: `EXP-${tail}-${size}`,
        options: { Size: size },
        prices: [
          { amount: 999, currency: "EUR" },
          { amount: 1099, currency: "USD" },
        ],
        compareAtPrices: [{ amount: 1299, currency: "EUR" }],
        costPrice: { amount: 300, currency: "USD" },
      })),
    });
    await setStock(product.variants[0]!.id, 6);
    const file = await text("/product-exports.csv?status=active");
    expect(file).toContain(`export-${tail},'=cmd|calc,`);
    const before = await edit(`export-${tail}`);
    const state = await bring(file);
    expect(state).toMatchObject({
      status: "finished",
      rowsFailed: 0,
      productsCreated: 0,
      productsUpdated: 0,
    });
    expect(await edit(`export-${tail}`)).toEqual(before);
  });

  it("is for staff, as imports are", async () => {
    const { shop } = context;
    const customer = await shop.customer();
    for (const path of ["/product-exports.csv", "/product-imports", `/product-imports/${randomUUID()}`])
      expect((await shop.call("GET", path, { as: customer })).status).toBe(403);
    const reader = await shop.staff(["products:read"]);
    expect((await shop.call("POST", "/product-imports", { as: reader, body: "a,b" })).status).toBe(403);
    const gone = `/product-imports/${randomUUID()}/errors.csv`;
    expect((await shop.call("GET", gone, { as: reader })).status).toBe(404);
  });
});
