// What a review is and what may become of it. No I/O, no clock.
import type { ReviewBody, ReviewStatus } from "@souk/contracts";
import { Refusal } from "@souk/errors";

/** So many of a customer's reviews may wait for staff at once; the table has as many places (migrations/0010_reviews.sql). */
export const PENDING_MAX = 10;

export type Review = ReviewBody & {
  readonly id: string;
  readonly productId: string;
  readonly customerId: string;
  readonly isVerifiedPurchase: boolean;
  readonly status: ReviewStatus;
  readonly reason: string | null;
  readonly version: number;
  readonly helpfulCount: number;
  readonly reportCount: number;
  readonly submittedAt: Date;
  readonly updatedAt: Date;
  readonly moderatedAt: Date | null;
};

export type Draft = Pick<Review, "id" | "productId" | "customerId" | "isVerifiedPurchase"> & ReviewBody;

export function createReview(draft: Draft, at: Date): Review {
  return {
    ...draft,
    status: "pending",
    reason: null,
    version: 1,
    helpfulCount: 0,
    reportCount: 0,
    submittedAt: at,
    updatedAt: at,
    moderatedAt: null,
  };
}

/** Written anew it has to be read anew, and what others said of the former text is void. */
export function rewriteReview(
  review: Review,
  change: ReviewBody & Pick<Review, "isVerifiedPurchase">,
  at: Date,
): Review {
  return {
    ...review,
    ...change,
    status: "pending",
    reason: null,
    version: review.version + 1,
    helpfulCount: 0,
    reportCount: 0,
    updatedAt: at,
    moderatedAt: null,
  };
}

export type Decision = { readonly status: "approved" | "rejected"; readonly reason: string | null };

/** Staff may change their mind, but not decide the same twice. */
export function moderateReview(review: Review, decision: Decision, at: Date): Review {
  if (review.status === decision.status) {
    throw new Refusal("conflict", "review_status_conflict", `The review is ${review.status} already.`);
  }
  const reason = decision.status === "rejected" ? decision.reason : null;
  return { ...review, status: decision.status, reason, version: review.version + 1, moderatedAt: at };
}

export const reviewNotFound = (): Refusal =>
  new Refusal("not_found", "review_not_found", "There is no such review.");
