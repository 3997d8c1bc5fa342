// A customer reviews a product, once. Staff read it before anybody else does; whether they bought the product is asked now.
import { ReviewSubmitted, type ReviewBody } from "@souk/contracts";
import { inTransaction } from "@souk/db";
import { Refusal } from "@souk/errors";
import { publish } from "@souk/events";
import { productNotFound } from "../../catalogue/store/products.ts";
import type { Deps } from "../../deps.ts";
import { createReview, type Review } from "../domain/review.ts";
import { factOf } from "../review-fact.ts";
import { findReviewBy, findReviewedProduct, insertReview, lockAuthor } from "../store/reviews.ts";
import { takePendingPlace } from "../take-pending-place.ts";

export type SubmitReview = {
  readonly id: string;
  readonly productIdOrSlug: string;
  readonly customerId: string;
  readonly body: ReviewBody;
};

export async function submitReview(deps: Deps, command: SubmitReview): Promise<Review> {
  const { id, customerId, body } = command;
  const productId = await findReviewedProduct(deps.db, command.productIdOrSlug);
  if (productId === undefined) throw productNotFound();
  const isVerifiedPurchase = await deps.orders.hasBought({ userId: customerId, productId });
  return inTransaction(deps.db, async (db) => {
    await lockAuthor(db, customerId);
    const earlier = await findReviewBy(db, { productId, customerId });
    if (earlier?.id === id) return earlier; // The same request once more, after a crash.
    if (earlier) throw reviewExists(earlier.id);
    const review = createReview({ id, productId, customerId, isVerifiedPurchase, ...body }, deps.now());
    await insertReview(db, review, await takePendingPlace(db, customerId));
    await publish(db, ReviewSubmitted, factOf(review));
    return review;
  });
}

function reviewExists(reviewId: string): Refusal {
  return new Refusal(
    "conflict",
    "review_exists",
    "You have reviewed this product already; edit that review.",
    {
      extra: { reviewId },
    },
  );
}
