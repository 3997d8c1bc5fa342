// An author takes their review back. Nothing of it stays.
import type { Deps } from "../../deps.ts";
import { changeReviewedProduct } from "../change-reviewed-product.ts";
import { reviewNotFound } from "../domain/review.ts";
import { deleteReview as deleteRow } from "../store/reviews.ts";

export type DeleteReview = {
  readonly id: string;
  readonly customerId: string;
  readonly requireVersion: (current: number) => void;
};

export async function deleteReview(
  deps: Deps,
  { id, customerId, requireVersion }: DeleteReview,
): Promise<void> {
  await changeReviewedProduct(deps, id, async (db, before) => {
    if (before.customerId !== customerId) throw reviewNotFound();
    requireVersion(before.version);
    await deleteRow(db, id);
    return null;
  });
}
