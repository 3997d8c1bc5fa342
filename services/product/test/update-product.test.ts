// Editing and archiving products: versions, slugs of former times, variants that come and go.
import { ProductArchived, ProductUpdated, type EditableProduct, type Product } from "@souk/contracts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aProduct, startProductShop, type NewProduct, type ProductShop } from "./product-shop.ts";

let context: ProductShop;
beforeAll(async () => {
  context = await startProductShop();
});
afterAll(() => context.shop.close());

const etagOfProduct = async (id: string): Promise<string> =>
  String((await context.shop.call("GET", `/products/${id}`, { as: context.manager })).headers.etag);

async function put(id: string, body: NewProduct, ifMatch?: string) {
  const headers = { "if-match": ifMatch ?? (await etagOfProduct(id)) };
  return context.shop.call("PUT", `/products/${id}`, { as: context.manager, body, headers });
}

describe("editing a product", () => {
  it("replaces it, raises its version and is read at once by everybody", async () => {
    const { shop, manager, create } = context;
    const product = await create({ attributes: { material: "Clay" } });
    await shop.call("GET", `/products/${product.id}`);
    const listed = await shop.call("GET", "/products?sort=newest");
    expect(listed.body.items[0]).toMatchObject({ id: product.id });
    const body = aProduct({
      name: "Renamed Bowl",
      attributes: { material: "Stone", heightMm: 90, glazed: true },
    });
    const answer = await put(product.id, body);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        version: 2,
        name: "Renamed Bowl",
        slug: product.slug,
        attributes: { material: "Stone", heightMm: 90, glazed: true },
      },
    });
    expect((await shop.call("GET", `/products/${product.id}`)).body).toEqual(answer.body);
    expect((await shop.call("GET", "/products?sort=newest")).body.items[0]).toMatchObject({
      name: "Renamed Bowl",
    });
    await shop.settled();
    const published = await shop.published("product");
    expect(published).toContainEqual(
      expect.objectContaining({
        type: ProductUpdated.type,
        data: { productId: product.id, slug: product.slug, version: 2 },
      }),
    );
    const acted = published.find(({ data }) => (data as { action?: string }).action === "product.update");
    expect(acted?.data).toMatchObject({
      actorId: manager.userId,
      before: { name: product.name },
      after: { name: "Renamed Bowl" },
    });
  });

  it("needs If-Match (428), refuses a stale one (412), and is not disturbed by stock that moved", async () => {
    const { shop, manager, create, setStock } = context;
    const product = await create();
    const seen = await etagOfProduct(product.id);
    const bare = await shop.call("PUT", `/products/${product.id}`, { as: manager, body: aProduct() });
    expect(bare).toMatchObject({ status: 428, body: { code: "if_match_required" } });
    await setStock(product.variants[0]!.id, 9);
    expect(await etagOfProduct(product.id)).not.toBe(seen);
    expect((await put(product.id, aProduct(), seen)).status).toBe(200);
    expect(await put(product.id, aProduct(), seen)).toMatchObject({
      status: 412,
      body: { code: "version_stale" },
    });
    expect((await put(product.id, aProduct(), "*")).status).toBe(200);
    const removal = await shop.call("DELETE", `/products/${product.id}`, { as: manager });
    expect(removal.status).toBe(428);
  });

  it("lets one of two edits of the same version through", async () => {
    const { create } = context;
    const product = await create();
    const seen = await etagOfProduct(product.id);
    const answers = await Promise.all([put(product.id, aProduct(), seen), put(product.id, aProduct(), seen)]);
    expect(answers.map(({ status }) => status).sort((one, other) => one - other)).toEqual([200, 412]);
  });

  it("is found by its former slugs, which nobody else can take and which it can take back", async () => {
    const { shop, manager, create } = context;
    const product = await create({ slug: "first-address" });
    expect((await put(product.id, aProduct({ slug: "second-address" }))).status).toBe(200);
    expect(await shop.call("GET", "/products/first-address")).toMatchObject({
      status: 200,
      body: { id: product.id, slug: "second-address" },
    });
    const other = await shop.call("POST", "/products", {
      as: manager,
      body: aProduct({ slug: "first-address" }),
    });
    expect(other).toMatchObject({ status: 409, body: { code: "slug_taken" } });
    expect(await put(product.id, aProduct({ slug: "first-address" }))).toMatchObject({
      status: 200,
      body: { slug: "first-address" },
    });
  });

  it("keeps a variant by its id or SKU, takes others away, and revives one whose SKU comes back", async () => {
    const { shop, create, setStock, catalogue } = context;
    const prices = [{ amount: 100, currency: "EUR" }];
    const options = [{ name: "Size", values: ["S", "M", "L"] }];
    const variant = (size: string, sku: string) => ({ sku, options: { Size: size }, prices });
    const product = await create({ options, variants: [variant("S", "V-S"), variant("M", "V-M")] });
    const [small, medium] = product.variants.map(({ id }) => id);
    await setStock(small!, 4);
    const swapped = await put(
      product.id,
      aProduct({
        options,
        variants: [
          { ...variant("S", "V-M"), id: small! },
          { ...variant("M", "V-S"), id: medium! },
        ],
      }),
    );
    expect((swapped.body as Product).variants).toMatchObject([
      { id: small, sku: "V-M", available: 4 },
      { id: medium, sku: "V-S" },
    ]);
    const fewer = await put(
      product.id,
      aProduct({ options, variants: [variant("L", "V-L"), variant("M", "V-S")] }),
    );
    expect(fewer.body).toMatchObject({ available: 0, variants: [{ sku: "V-L" }, { id: medium }] });
    const priced = await catalogue.priceVariants({ variantIds: [small!, medium!], currency: "EUR" });
    expect(priced.variants.map(({ variantId }) => variantId)).toEqual([medium]);
    const listed = await shop.call("GET", "/products?inStock=true&limit=100");
    expect((listed.body.items as Product[]).map(({ id }) => id)).not.toContain(product.id);
    const back = await put(product.id, aProduct({ options, variants: [variant("S", "V-M")] }));
    expect(back.body).toMatchObject({ available: 4, variants: [{ id: small, sku: "V-M" }] });
    const foreign = await put(
      product.id,
      aProduct({ variants: [{ ...variant("S", "V-X"), options: {}, id: crypto.randomUUID() }] }),
    );
    expect(foreign).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "/variants/0/id", code: "variant_unknown" }] },
    });
  });

  it("gives staff the product in the form that PUT takes, with costs and all prices", async () => {
    const { shop, manager, create } = context;
    const variants = [
      {
        sku: "EDIT-1",
        prices: [
          { amount: 500, currency: "EUR" },
          { amount: 90, currency: "JPY" },
        ],
        compareAtPrices: [{ amount: 700, currency: "EUR" }],
        costPrice: { amount: 200, currency: "EUR" },
        weightGrams: 320,
        taxClass: "reduced" as const,
      },
    ];
    const product = await create({ variants });
    const read = await shop.call("GET", `/products/${product.slug}/edit`, { as: manager });
    const { content, version } = read.body as EditableProduct;
    expect(content.variants).toEqual([{ ...variants[0], id: product.variants[0]!.id, options: {} }]);
    const again = await put(product.id, content, String(read.headers.etag));
    expect(again).toMatchObject({ status: 200, body: { version: version + 1, slug: product.slug } });
    expect((await shop.call("GET", `/products/${crypto.randomUUID()}/edit`, { as: manager })).status).toBe(
      404,
    );
  });

  it("answers 404 for a product that is not there", async () => {
    expect((await put(crypto.randomUUID(), aProduct(), "*")).status).toBe(404);
  });
});

describe("archiving a product", () => {
  it("takes it off the shop for shoppers, keeps it for staff, and says so once", async () => {
    const { shop, manager, create, catalogue } = context;
    const product = await create();
    const headers = { "if-match": await etagOfProduct(product.id) };
    expect((await shop.call("DELETE", `/products/${product.id}`, { as: manager, headers })).status).toBe(204);
    expect((await shop.call("GET", `/products/${product.id}`)).status).toBe(404);
    expect((await shop.call("GET", `/products/${product.id}`, { as: manager })).body).toMatchObject({
      status: "archived",
      version: 2,
    });
    const variantIds = [product.variants[0]!.id];
    expect((await catalogue.priceVariants({ variantIds, currency: "EUR" })).variants).toEqual([]);
    const again = { "if-match": await etagOfProduct(product.id) };
    expect(
      (await shop.call("DELETE", `/products/${product.id}`, { as: manager, headers: again })).status,
    ).toBe(204);
    await shop.settled();
    const said = (await shop.published("product")).filter(
      ({ type, data }) =>
        type === ProductArchived.type && (data as { productId: string }).productId === product.id,
    );
    expect(said).toHaveLength(1);
    const archived = await shop.call("GET", "/products?status=archived", { as: manager });
    expect(archived.body.items).toMatchObject([{ id: product.id }]);
  });

  it("is also said when an edit archives it", async () => {
    const { shop, create } = context;
    const product = await create();
    await put(product.id, aProduct({ status: "archived" }));
    await shop.settled();
    const types = (await shop.published("product"))
      .filter(({ data }) => (data as { productId?: string }).productId === product.id)
      .map(({ type }) => type);
    expect(types).toEqual(["product.created.v1", ProductUpdated.type, ProductArchived.type]);
  });
});
