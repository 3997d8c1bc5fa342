// What events tell of a review.
import type { Review } from "./domain/review.ts";

export const factOf = ({ id, productId, rating, isVerifiedPurchase }: Review) => ({
  reviewId: id,
  productId,
  rating,
  isVerifiedPurchase,
});
