// Staff decide whether everybody may read a review. The rating of its product changes in the same transaction.
import { ReviewApproved, StaffActed } from "@souk/contracts";
import { publish } from "@souk/events";
import type { Deps } from "../../deps.ts";
import { changeReviewedProduct } from "../change-reviewed-product.ts";
import { moderateReview as decide, type Decision } from "../domain/review.ts";
import { factOf } from "../review-fact.ts";
import { updateReview } from "../store/reviews.ts";

export type ModerateReview = {
  readonly id: string;
  readonly decision: Decision;
  readonly actorId: string;
  readonly requireVersion: (current: number) => void;
};

export async function moderateReview(deps: Deps, command: ModerateReview): Promise<void> {
  const { id, decision, actorId, requireVersion } = command;
  await changeReviewedProduct(deps, id, async (db, before) => {
    requireVersion(before.version);
    const at = deps.now();
    const after = decide(before, decision, at);
    await updateReview(db, after);
    if (after.status === "approved") await publish(db, ReviewApproved, factOf(after));
    await publish(db, StaffActed, {
      actorId,
      action: "review.moderate",
      subjectType: "review",
      subjectId: id,
      before: { status: before.status, reason: before.reason },
      after: { status: after.status, reason: after.reason },
      at: at.toISOString(),
    });
    return after;
  });
}
