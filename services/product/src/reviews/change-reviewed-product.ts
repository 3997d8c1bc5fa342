// The frame of every change that may touch a product's rating: the product's lock first, and where an approved review came, went or
// changed, the product's documents anew in the same transaction (which is also how the search learns of it).
import { ProductUpdated } from "@souk/contracts";
import { inTransaction, type AnyDb } from "@souk/db";
import { publish } from "@souk/events";
import { lockProduct } from "../catalogue/store/products.ts";
import { saveProducts } from "../catalogue/store/save-products.ts";
import type { Deps } from "../deps.ts";
import { reviewNotFound, type Review } from "./domain/review.ts";
import { findReview, lockAuthor, lockReview } from "./store/reviews.ts";

/** What became of the review; null: it is gone. */
type Change = (db: AnyDb, before: Review) => Promise<Review | null>;

export async function changeReviewedProduct(deps: Deps, reviewId: string, change: Change): Promise<void> {
  const found = await findReview(deps.db, reviewId);
  if (found === undefined) throw reviewNotFound();
  await inTransaction(deps.db, async (db) => {
    await lockAuthor(db, found.customerId);
    const { product } = await lockProduct(db, found.productId);
    const before = await lockReview(db, reviewId);
    if (before === undefined) throw reviewNotFound(); // Its author was faster.
    const after = await change(db, before);
    if (before.status !== "approved" && after?.status !== "approved") return;
    await saveProducts(db, [product], { at: deps.now() });
    const { id: productId, slug, version } = product;
    await publish(db, ProductUpdated, { productId, slug, version });
  });
  deps.documents.expireAll();
}
