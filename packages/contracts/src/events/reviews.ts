// What the product service says of reviews, and of mails to those who wait for something. Ids only: no text and no address.
import { z } from "zod";
import { Id } from "../rest/common.ts";
import { defineEvent } from "./define-event.ts";

const review = z.object({
  reviewId: Id,
  productId: Id,
  rating: z.int().min(1).max(5),
  isVerifiedPurchase: z.boolean(),
});
const byReview = (data: { readonly reviewId: string }): string => data.reviewId;

/** A review was written, or written anew: it waits for staff to read it. */
export const ReviewSubmitted = defineEvent({
  type: "review.submitted.v1",
  schema: review,
  keyOf: byReview,
});
/** Everybody sees it from now on. */
export const ReviewApproved = defineEvent({
  type: "review.approved.v1",
  schema: review,
  keyOf: byReview,
});

const bySubscription = (data: { readonly subscriptionId: string }): string => data.subscriptionId;

/** Somebody who waits for a variant is to be written to; what the mail says and where it goes is asked for when it is sent. */
export const BackInStockMailRequested = defineEvent({
  type: "stock.back_in_stock_mail_requested.v1",
  schema: z.object({ subscriptionId: Id, purpose: z.enum(["confirm", "available"]) }),
  keyOf: bySubscription,
});
/** The one mail that says it is back was sent, or given up: nothing more needs to be known of its reader. */
export const BackInStockMailEnded = defineEvent({
  type: "stock.back_in_stock_mail_ended.v1",
  schema: z.object({ subscriptionId: Id }),
  keyOf: bySubscription,
});
