// The products that searches of these tests look for.
import type { Product } from "@souk/contracts";
import { statement } from "@souk/db";
import type { NewProduct, ProductShop } from "./product-shop.ts";

export type Fixture = {
  readonly floors: { readonly id: string; readonly slug: string };
  readonly products: ReadonlyMap<string, Product>;
};

type Written = Partial<NewProduct> & { readonly name: string; readonly amount: number };

const colours = (values: readonly string[], amount: number, sku: string): Partial<NewProduct> => ({
  options: [{ name: "Colour", values: [...values] }],
  variants: values.map((value) => ({
    sku: `${sku}-${value}`,
    options: { Colour: value },
    prices: [{ amount, currency: "EUR" }],
  })),
});

const goods = (floorsId: string): Written[] => [
  {
    name: "Pierced Brass Lantern",
    amount: 8900,
    description: "A lamp for warm evenings.",
    attributes: {
      handmade: true,
      care: "Dust it with a soft brush, and keep it away from water and from children.",
    },
  },
  {
    name: "Mosaic Lantern",
    amount: 6900,
    featured: true,
    attributes: { glass: "Murano", weightKg: 1.2, handmade: false },
  },
  {
    name: "Brass Tray",
    amount: 4900,
    subtitle: "To carry under a lantern",
    attributes: { secret: "yes", "!!!": "nothing to call it by" },
    variants: [{ sku: "SKU-TRAY", prices: [{ amount: 4900, currency: "EUR" }] }],
  },
  { name: "Zellige Tiles", amount: 2900 },
  { name: "سجادة يدوية", amount: 9900 },
  { name: "Geflochtener Korb", amount: 3900, description: "Aus Weide." },
  { name: "Hidden Lantern", amount: 100, status: "draft" },
  {
    name: "Konya Kilim",
    amount: 29000,
    description: "Hung beside a lantren it glows.",
    categoryId: floorsId,
    attributes: { material: "Wool", pile: 20 },
    ...colours(["Indigo", "Madder"], 29000, "KONYA"),
  },
  {
    name: "Madder Kilim",
    amount: 25000,
    categoryId: floorsId,
    attributes: { material: "Wool" },
    ...colours(["Madder"], 25000, "MADDER"),
  },
  {
    name: "Cotton Kilim",
    amount: 19000,
    categoryId: floorsId,
    attributes: { material: "Cotton" },
    options: [{ name: "Colour", values: ["Indigo"] }],
    variants: [
      {
        sku: "COTTON",
        options: { Colour: "Indigo" },
        prices: [
          { amount: 19000, currency: "EUR" },
          { amount: 21000, currency: "USD" },
        ],
        compareAtPrices: [{ amount: 24000, currency: "EUR" }],
      },
    ],
  },
];

export const catalogueFixture = { activeCount: 9 } as const;

const rateStatement = statement<never, readonly [string, number]>(
  "test_rating",
  `insert into product_ratings (product_id, stars_2, stars_4)
   values ($1::uuid, case when $2::integer = 2 then 3 else 0 end, case when $2::integer = 4 then 3 else 0 end)`,
);

/** Writes them as staff do, and waits until searches see the last of them. */
export async function createProducts(context: ProductShop): Promise<Fixture> {
  const { shop, manager, create, setStock } = context;
  const category = await shop.call("POST", "/categories", { as: manager, body: { name: "Floorings" } });
  if (category.status !== 201) throw new Error(`No category: ${category.text}`);
  const floors = { id: String(category.body.id), slug: String(category.body.slug) };
  await defineAttributes(context);
  const products = new Map<string, Product>();
  for (const { name, amount, ...written } of goods(floors.id)) {
    const variants = [{ sku: `SKU-${name}`.slice(0, 40), prices: [{ amount, currency: "EUR" }] }];
    products.set(name, await create({ name, variants, ...written }));
  }
  await setStock(products.get("Pierced Brass Lantern")!.variants[0]!.id, 2);
  await rateStatement.rows(shop.db("product"), [products.get("Brass Tray")!.id, 4]);
  await rateStatement.rows(shop.db("product"), [products.get("Zellige Tiles")!.id, 2]);
  await rewrite(context, ["brass-tray", "zellige-tiles"]);
  await shop.until(async () => {
    const page = await shop.call("GET", "/products/search?sort=rating&inStock=true");
    const rated = await shop.call("GET", "/products/search?ratingMin=2");
    const all = await shop.call("GET", "/products/search");
    return page.body.total === 1 && rated.body.total === 2 && all.body.total === catalogueFixture.activeCount;
  });
  return { floors, products };
}

async function defineAttributes({ shop, manager }: ProductShop): Promise<void> {
  const before = await shop.call("GET", "/attributes", { as: manager });
  const items = [
    { code: "pile", label: "Pile height", kind: "number", unit: "mm", isFilterable: true },
    { code: "secret", label: "Secret", kind: "text", isFilterable: false },
  ];
  const headers = { "if-match": String(before.headers.etag) };
  const answer = await shop.call("PUT", "/attributes", { as: manager, headers, body: { items } });
  if (answer.status !== 200) throw new Error(`No attributes: ${answer.text}`);
}

/** A rating is told with a product's next change. */
async function rewrite({ shop, manager }: ProductShop, slugs: readonly string[]): Promise<void> {
  for (const slug of slugs) {
    const { body, headers } = await shop.call("GET", `/products/${slug}/edit`, { as: manager });
    const ifMatch = { "if-match": String(headers.etag) };
    const answer = await shop.call("PUT", `/products/${slug}`, {
      as: manager,
      headers: ifMatch,
      body: body.content,
    });
    if (answer.status !== 200) throw new Error(`Not written again: ${answer.text}`);
  }
}
