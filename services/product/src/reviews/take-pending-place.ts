// A place for a review that has to be read by staff; of each customer's, only so many wait at once.
import type { AnyDb } from "@souk/db";
import { Refusal } from "@souk/errors";
import { PENDING_MAX } from "./domain/review.ts";
import { findPendingPlace } from "./store/reviews.ts";

/** In the transaction that holds the author's lock. */
export async function takePendingPlace(db: AnyDb, customerId: string): Promise<number> {
  const place = await findPendingPlace(db, customerId);
  if (place !== undefined) return place;
  throw new Refusal(
    "conflict",
    "reviews_pending_too_many",
    `${PENDING_MAX} of your reviews wait to be read; write the next one when we have read them.`,
  );
}
