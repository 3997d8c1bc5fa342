// An author writes their review anew. It waits for staff again, and until then nobody else sees it.
import { ReviewSubmitted, type ReviewBody } from "@souk/contracts";
import { publish } from "@souk/events";
import type { Deps } from "../../deps.ts";
import { changeReviewedProduct } from "../change-reviewed-product.ts";
import { reviewNotFound, rewriteReview } from "../domain/review.ts";
import { factOf } from "../review-fact.ts";
import { clearVotes, findReview, updateReview } from "../store/reviews.ts";
import { takePendingPlace } from "../take-pending-place.ts";

export type EditReview = {
  readonly id: string;
  readonly customerId: string;
  readonly body: ReviewBody;
  /** Refuses an edit of another version than the one the author saw. */
  readonly requireVersion: (current: number) => void;
};

export async function editReview(deps: Deps, command: EditReview): Promise<void> {
  const { id, customerId, body, requireVersion } = command;
  const own = await findReview(deps.db, id);
  if (own?.customerId !== customerId) throw reviewNotFound();
  const isVerifiedPurchase = await deps.orders.hasBought({ userId: customerId, productId: own.productId });
  await changeReviewedProduct(deps, id, async (db, before) => {
    requireVersion(before.version);
    const after = rewriteReview(before, { ...body, isVerifiedPurchase }, deps.now());
    const place = before.status === "pending" ? undefined : await takePendingPlace(db, customerId);
    await clearVotes(db, id);
    await updateReview(db, after, place);
    await publish(db, ReviewSubmitted, factOf(after));
    return after;
  });
}
