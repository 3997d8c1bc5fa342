// The frame of every word about somebody else's review: it is there for all to read, and it is not one's own.
import { inTransaction, type AnyDb } from "@souk/db";
import { Refusal } from "@souk/errors";
import type { Deps } from "../deps.ts";
import { reviewNotFound, type Review } from "./domain/review.ts";
import { reviewsTag } from "./review-list.ts";
import { lockReview } from "./store/reviews.ts";
import type { Voter } from "./store/votes.ts";

/** Gives back the review as it is after the vote. */
export async function vote(
  deps: Deps,
  { reviewId, customerId }: Voter,
  write: (db: AnyDb) => Promise<void>,
): Promise<Review> {
  const review = await inTransaction(deps.db, async (db) => {
    const before = await lockReview(db, reviewId);
    if (before?.status !== "approved") throw reviewNotFound();
    if (before.customerId === customerId) {
      throw new Refusal("conflict", "review_own", "This is your own review.");
    }
    await write(db);
    return { ...before, ...(await lockReview(db, reviewId)) };
  });
  deps.documents.expire([reviewsTag(review.productId)]);
  return review;
}
