// What the approved reviews of products come to: counted by the database with each change of a review, read here (and by the search,
// search/store/catalogue-rows.ts, which hears of it through the product's documents).
import { statement, type AnyDb } from "@souk/db";
import type { Rating } from "@souk/contracts";
import { ratingOf, type Stars } from "../domain/rating.ts";

const starsStatement = statement<{ productId: string; stars: Stars }, readonly [readonly string[]]>(
  "stars_of_products",
  `select product_id as "productId", array[stars_1, stars_2, stars_3, stars_4, stars_5] as stars
     from product_ratings where product_id = any ($1::uuid[])`,
);
const NONE: Stars = [0, 0, 0, 0, 0];

export async function loadStars(db: AnyDb, productId: string): Promise<Stars> {
  return (await starsStatement.first(db, [[productId]]))?.stars ?? NONE;
}

/** Of those of the products that have any. */
export async function loadRatings(
  db: AnyDb,
  productIds: readonly string[],
): Promise<ReadonlyMap<string, Rating | null>> {
  const rows = await starsStatement.rows(db, [productIds]);
  return new Map(rows.map(({ productId, stars }) => [productId, ratingOf(stars)]));
}
