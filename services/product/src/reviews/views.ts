// Reviews as JSON: for everybody, for their author, for staff.
import type { ModeratedReview, OwnReview, Review as ReviewView } from "@souk/contracts";
import type { Review } from "./domain/review.ts";
import type { ListedReview } from "./store/review-pages.ts";

/** Nothing in it says who wrote it but the name they chose. */
export function toReviewView(review: Review): ReviewView {
  const { id, rating, title, text, displayName, isVerifiedPurchase, submittedAt, helpfulCount } = review;
  return {
    id,
    rating,
    title,
    text,
    displayName,
    isVerifiedPurchase,
    helpfulCount,
    submittedAt: submittedAt.toISOString(),
  };
}

export function toOwnView(review: ListedReview): OwnReview {
  const { productId, productSlug, productName, status, reason, version, updatedAt } = review;
  return {
    ...toReviewView(review),
    productId,
    productSlug,
    productName,
    status,
    reason,
    version,
    updatedAt: updatedAt.toISOString(),
  };
}

export function toModeratedView(review: ListedReview): ModeratedReview {
  const { customerId, reportCount, moderatedAt } = review;
  return {
    ...toOwnView(review),
    customerId,
    reportCount,
    moderatedAt: moderatedAt?.toISOString() ?? null,
  };
}
