// What is shown beside a product, and what is sought after. A page does not fail because its recommendations do.
import { isApiProblem } from "@souk/client";
import type { Recommendations } from "@souk/contracts";
import type { Shop } from "../../lib/shop.server.ts";
import { toTile, type Tile } from "../../lib/tile.ts";

type Reason = Recommendations["items"][number]["reason"];
type Load = () => Promise<{ readonly data: Recommendations }>;

const ROW_MAX = 4;
/** Enough for a row when some of them stand in another one already. */
const ASKED_FOR = 12;

async function itemsOf(shop: Shop, load: Load): Promise<Recommendations["items"]> {
  try {
    return (await load()).data.items;
  } catch (error) {
    if (!isApiProblem(error)) throw error;
    shop.parts.log("Recommendations could not be read.", error);
    return [];
  }
}

type Row = { readonly not: ReadonlySet<string>; readonly reason?: Reason };

const rowOf = (items: Recommendations["items"], { not, reason }: Row): readonly Tile[] =>
  items
    .filter((item) => !not.has(item.product.id) && (reason === undefined || item.reason === reason))
    .slice(0, ROW_MAX)
    .map(({ product }) => toTile(product));

export type Beside = { readonly together: readonly Tile[]; readonly similar: readonly Tile[] };

/** "Bought together" says so only of what really was; what fills such a list up elsewhere is "similar" here. */
export async function loadBeside(shop: Shop, productId: string): Promise<Beside> {
  const { api, currency } = shop;
  const ask = (kind: "bought_together" | "similar") =>
    itemsOf(shop, () => api.products.recommendations(productId, { kind, currency, limit: ASKED_FOR }));
  const [bought, alike] = await Promise.all([ask("bought_together"), ask("similar")]);
  const together = rowOf(bought, { not: new Set([productId]), reason: "bought_together" });
  const shown = new Set([productId, ...together.map(({ id }) => id)]);
  return { together, similar: rowOf(alike, { not: shown }) };
}

export function loadTrending(shop: Shop): Promise<Recommendations["items"]> {
  const { api, currency } = shop;
  return itemsOf(shop, () => api.products.trending({ currency, limit: ASKED_FOR + ROW_MAX }));
}

/** A whole row of what people really look for, or none: what merely fills it up is on the page already. */
export function trendingRow(items: Recommendations["items"], not: ReadonlySet<string>): readonly Tile[] {
  const row = rowOf(items, { not, reason: "trending" });
  return row.length === ROW_MAX ? row : [];
}
