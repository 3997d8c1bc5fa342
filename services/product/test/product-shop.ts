// The shop these tests use: the product service alone, with builders for what they put into it.
import { randomUUID } from "node:crypto";
import type { Product, ProductBody } from "@souk/contracts";
import { CatalogueService, StockService } from "@souk/contracts/rpc";
import { countRoundTrips, statement } from "@souk/db";
import { startTestShop, type Person, type TestShop } from "@souk/testing";
import type { z } from "zod";
import { createProductService, type ProductOptions } from "../src/app.ts";

export type NewProduct = z.input<typeof ProductBody>;

export async function startProductShop(
  options: ProductOptions = {},
  env: Readonly<Record<string, string>> = {},
) {
  const shop = await startTestShop({ services: [createProductService(options)], env });
  const manager = await shop.staff(["products:read", "products:write", "stock:read", "stock:write"]);
  const stock = shop.rpc.client(StockService);
  const catalogue = shop.rpc.client(CatalogueService);
  return { shop, manager, stock, catalogue, ...makers(shop, manager) };
}
export type ProductShop = Awaited<ReturnType<typeof startProductShop>>;

/** A product as staff write it; each has a name and SKU of its own. */
export function aProduct(changes: Partial<NewProduct> = {}): NewProduct {
  const tail = randomUUID().slice(0, 8);
  return {
    name: `Plain Bowl ${tail}`,
    status: "active",
    variants: [{ sku: `BOWL-${tail}`, prices: [{ amount: 1900, currency: "EUR" }] }],
    ...changes,
  };
}

function makers(shop: TestShop, manager: Person) {
  const create = async (changes: Partial<NewProduct> = {}): Promise<Product> => {
    const answer = await shop.call("POST", "/products", { as: manager, body: aProduct(changes) });
    if (answer.status !== 201) throw new Error(`No product: ${JSON.stringify(answer.body)}`);
    return answer.body as Product;
  };
  const setStock = async (variantId: string, onHand: number): Promise<void> => {
    const answer = await shop.call("PUT", `/stock/${variantId}`, { as: manager, body: { onHand } });
    if (answer.status !== 200) throw new Error(`No stock: ${JSON.stringify(answer.body)}`);
  };
  /** A product with one variant and so many of it; gives back the variant's id. */
  const stocked = async (onHand: number, changes: Partial<NewProduct> = {}): Promise<string> => {
    const product = await create(changes);
    const variantId = product.variants[0]!.id;
    await setStock(variantId, onHand);
    return variantId;
  };
  return { create, setStock, stocked };
}

type LevelRow = { on_hand: number; reserved: number; live: number; moved: number };
const levelStatement = statement<LevelRow, readonly [string]>(
  "test_level",
  `select sum(s.on_hand)::integer as on_hand, sum(s.reserved)::integer as reserved,
          (select coalesce(sum(l.quantity), 0)::integer from reservation_lines l join reservations r using (order_id)
            where l.variant_id = $1::uuid and r.status = 'live') as live,
          (select coalesce(sum(m.quantity), 0)::integer from stock_movements m where m.variant_id = $1::uuid) as moved
     from stock_levels s where s.variant_id = $1::uuid`,
);

/** On hand and reserved, with the two sums that have to agree with them. */
export async function levelOf(shop: TestShop, variantId: string): Promise<LevelRow> {
  const row = await levelStatement.first(shop.db("product"), [variantId]);
  if (row === undefined) throw new Error("No such level.");
  return row;
}

const statusStatement = statement<{ status: string }, readonly [string]>(
  "test_reservation",
  "select status from reservations where order_id = $1::uuid",
);
export async function reservationStatus(shop: TestShop, orderId: string): Promise<string | undefined> {
  return (await statusStatement.first(shop.db("product"), [orderId]))?.status;
}

const lapseStatement = statement<never, readonly [string]>(
  "test_lapse",
  "update reservations set expires_at = clock_timestamp() - interval '1 second' where order_id = $1::uuid",
);
/** Makes a reservation as old as if its time were over, by the database's clock. */
export async function lapse(shop: TestShop, orderId: string): Promise<void> {
  await lapseStatement.rows(shop.db("product"), [orderId]);
}

const MEASUREMENTS = 5;

/** How many round trips the work takes: the fewest of some measurements, for the shop goes on working meanwhile. */
export async function roundTripsOf(
  shop: TestShop,
  work: (measurement: number) => Promise<unknown>,
): Promise<number> {
  const counts: number[] = [];
  for (let measurement = 0; measurement < MEASUREMENTS; measurement += 1) {
    await shop.settled();
    counts.push((await countRoundTrips(shop.db("product"), () => work(measurement))).roundTrips);
  }
  return Math.min(...counts);
}

/** The types of what was published about an order. */
export async function typesOfOrder(shop: TestShop, orderId: string): Promise<string[]> {
  await shop.settled();
  const published = await shop.published("product");
  return published
    .filter(({ data }) => (data as { orderId?: string }).orderId === orderId)
    .map(({ type }) => type);
}
