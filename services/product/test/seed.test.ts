// Filling a shop with a catalogue.
import type { Category, Product } from "@souk/contracts";
import { statement } from "@souk/db";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seedCatalogue, seedProducts } from "../src/app.ts";
import { levelOf, startProductShop, type ProductShop } from "./product-shop.ts";
import { seedCatalogueData } from "./seed-shop.ts";

let context: ProductShop;
beforeAll(async () => {
  context = await startProductShop();
});
afterAll(() => context.shop.close());

const host = () => context.shop.service("product").host;

describe("seeding", () => {
  it("fills the shop with categories, products, prices, stock and pictures; a second time adds nothing", async () => {
    const { shop } = context;
    expect(await seedCatalogue(host(), seedCatalogueData)).toEqual({ products: 2, variants: 3, pictures: 3 });
    expect(await seedCatalogue(host(), seedCatalogueData)).toEqual({ products: 0, variants: 0, pictures: 0 });

    const { body: categories } = await shop.call("GET", "/categories");
    const [home, rugs] = categories.items as Category[];
    expect(rugs).toMatchObject({
      slug: "rugs",
      parentId: home?.id,
      productCount: 1,
      image: expect.stringMatching(/^\/media\//),
    });
    expect(home?.image).toBe(rugs?.image);

    const { body } = await shop.call("GET", "/products/madder-kilim");
    const product = body as Product;
    expect(product).toMatchObject({
      categorySlug: "rugs",
      featured: true,
      price: { amount: 26000, currency: "EUR" },
      compareAtPrice: { amount: 29000, currency: "EUR" },
      lowestPrice30Days: { amount: 29000, currency: "EUR" },
      available: 4,
      attributes: { handmade: true, materials: "Handspun wool", care: "Shake it out.", lengthMm: 1800 },
      seoTitle: "Madder Kilim | Souk",
      image: { alt: "A red kilim", width: 1200, height: 1500 },
      pictures: [
        { alt: "A red kilim", optionValue: "Madder" },
        { alt: "A blue kilim", optionValue: "Indigo" },
        { alt: "In a hallway", optionValue: null },
      ],
      variants: [
        { sku: "K-MAD", name: "Madder", available: 4 },
        { sku: "K-IND", name: "Indigo", available: 0 },
      ],
    });
    expect(product.variants.map(({ pictureId }) => pictureId)).toEqual(
      product.pictures.slice(0, 2).map(({ id }) => id),
    );
    expect(await levelOf(shop, product.variants[0]!.id)).toEqual({
      on_hand: 4,
      reserved: 0,
      live: 0,
      moved: 4,
    });
    const stool = await shop.call("GET", "/products/plain-stool?currency=USD");
    expect(stool.body).toMatchObject({
      categorySlug: null,
      image: null,
      variants: [{ name: "", pictureId: null }],
    });
    expect((await shop.call("GET", "/products?sort=newest")).body.items).toMatchObject([
      { slug: "plain-stool" },
      {},
    ]);
    // Nobody told this process of what was seeded beside it: what it knew of the catalogue, and made of the word, may still be in use.
    const found = async () => (await shop.call("GET", "/products/search?q=kilm")).body.total;
    await expect.poll(found, { timeout: 15_000 }).toBe(1);
  });

  it("prices a seeded variant for the order service, with its own picture", async () => {
    const { shop, catalogue } = context;
    const product = (await shop.call("GET", "/products/madder-kilim")).body as Product;
    const variant = product.variants[1]!;
    const { variants } = await catalogue.priceVariants({ variantIds: [variant.id], currency: "USD" });
    expect(variants).toMatchObject([
      {
        variantId: variant.id,
        productId: product.id,
        productSlug: "madder-kilim",
        productName: "Madder Kilim",
        variantName: "Indigo",
        sku: "K-IND",
        unitPriceMinor: 28300n,
        available: 0,
        imagePath: `/media/${variant.pictureId}/320.webp`,
        weightGrams: 3600,
        taxClass: "standard",
      },
    ]);
    const stool = (await shop.call("GET", "/products/plain-stool")).body as Product;
    const bare = await catalogue.priceVariants({ variantIds: [stool.variants[0]!.id], currency: "EUR" });
    expect(bare.variants).toMatchObject([{ imagePath: "", available: 7 }]);
    expect((await catalogue.priceVariants({ variantIds: [variant.id], currency: "CHF" })).variants).toEqual(
      [],
    );
    const many = Array.from({ length: 501 }, () => variant.id);
    await expect(catalogue.priceVariants({ variantIds: many, currency: "EUR" })).rejects.toMatchObject({
      code: "too_many_variants",
    });
  });

  it("goes on to as many products as are wanted with numbered copies, and tells how far it is", async () => {
    const { shop } = context;
    const progress: number[] = [];
    const onProgress = (done: number): void => void progress.push(done);
    expect(await seedProducts(host(), seedCatalogueData, { products: 601, onProgress })).toMatchObject({
      products: 599,
    });
    expect(progress).toHaveLength(3);
    expect(progress.at(-1)).toBe(601);
    expect((await shop.call("GET", "/products/madder-kilim-301")).body).toMatchObject({
      name: "Madder Kilim 301",
      featured: false,
    });
    expect((await shop.call("GET", "/products/plain-stool-300")).body).toMatchObject({
      variants: [{ sku: "STOOL-N300" }],
    });
    const page = await shop.call("GET", "/products?category=rugs&limit=5");
    expect(page.body.items).toHaveLength(5);
    expect(await seedProducts(host(), seedCatalogueData, { products: 601 })).toMatchObject({ products: 0 });
    expect(await seedProducts(host(), { categories: [], products: [] }, { products: 5 })).toMatchObject({
      products: 0,
    });
  });

  it("knows a category again that staff have given another address", async () => {
    const { shop, manager } = context;
    const { headers, body } = await shop.call("GET", "/categories/rugs");
    const renamed = { name: "Carpets", slug: "carpets", parentId: body.parentId };
    const put = { as: manager, body: renamed, headers: { "if-match": String(headers.etag) } };
    expect((await shop.call("PUT", `/categories/${body.id}`, put)).status).toBe(200);
    const [kilim] = seedCatalogueData.products;
    const another = {
      ...kilim!,
      slug: "another-kilim",
      variants: [{ ...kilim!.variants[0]!, sku: "K-ANOTHER" }],
    };
    const added = await seedCatalogue(host(), { ...seedCatalogueData, products: [another] });
    expect(added.products).toBe(1);
    expect((await shop.call("GET", "/products/another-kilim")).body.categorySlug).toBe("carpets");
    const { items } = (await shop.call("GET", "/categories")).body;
    expect(items.map(({ slug }: { slug: string }) => slug).toSorted()).toEqual(["carpets", "home"]);
  });

  it("leaves stock whose ledger agrees with what is on hand", async () => {
    const check = statement<{ wrong: number }>(
      "test_ledger",
      `select count(*) as wrong from stock_levels s
        where s.on_hand <> (select coalesce(sum(m.quantity), 0) from stock_movements m where m.variant_id = s.variant_id)`,
    );
    expect(await check.first(context.shop.db("product"), [])).toEqual({ wrong: 0 });
  });
});
