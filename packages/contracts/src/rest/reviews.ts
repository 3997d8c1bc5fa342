// REST contract of reviews: what shoppers write and read, and what staff decide.
import { z } from "zod";
import { Id, pageOf, pageQuery, requiredText, text, Timestamp } from "./common.ts";

export const RATING_MAX = 5;
export const REVIEW_TITLE_LENGTH_MAX = 120;
export const REVIEW_TEXT_LENGTH_MAX = 5_000;
export const DISPLAY_NAME_LENGTH_MAX = 60;
const REASON_LENGTH_MAX = 500;

/** Control characters but tab and line ends, and those that turn the direction of the text around them. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const UNREADABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
const LINE_ENDS = /[\n\r\t\u2028\u2029]/;
/** Text that is shown as it is: neither markup nor links mean anything in it. */
const plain = (schema: ReturnType<typeof text>) =>
  schema.refine((value) => !UNREADABLE.test(value), { error: "must not contain control characters" });
const plainLine = (lengthMax: number) =>
  plain(requiredText(lengthMax)).refine((value) => !LINE_ENDS.test(value), { error: "must be one line" });

export const Rating = z
  .object({
    /** From 1 to 5, with one decimal. */
    average: z.number(),
    count: z.int(),
  })
  .meta({ id: "Rating" });
export type Rating = z.infer<typeof Rating>;

export const ReviewStatus = z.enum(["pending", "approved", "rejected"]);
export type ReviewStatus = z.infer<typeof ReviewStatus>;

export const ReviewBody = z.strictObject({
  rating: z.int().min(1).max(RATING_MAX),
  title: plainLine(REVIEW_TITLE_LENGTH_MAX),
  text: plain(text(REVIEW_TEXT_LENGTH_MAX)).default(""),
  displayName: plainLine(DISPLAY_NAME_LENGTH_MAX),
});
export type ReviewBody = z.infer<typeof ReviewBody>;

const written = {
  id: Id,
  rating: z.int(),
  title: z.string(),
  text: z.string(),
  displayName: z.string(),
  /** The author had bought the product when they wrote it. */
  isVerifiedPurchase: z.boolean(),
  submittedAt: Timestamp,
  helpfulCount: z.int(),
};
/** A review as everybody sees it. */
export const Review = z.object(written).meta({ id: "Review" });
export type Review = z.infer<typeof Review>;

/** A review as its author sees it. */
export const OwnReview = z
  .object({
    ...written,
    productId: Id,
    productSlug: z.string(),
    productName: z.string(),
    status: ReviewStatus,
    /** Why it was rejected. */
    reason: z.string().nullable(),
    /** `"v<version>"` is the ETag that an edit names in If-Match. */
    version: z.int(),
    updatedAt: Timestamp,
  })
  .meta({ id: "OwnReview" });
export type OwnReview = z.infer<typeof OwnReview>;

/** A review as staff see it. */
export const ModeratedReview = OwnReview.extend({
  customerId: Id,
  reportCount: z.int(),
  moderatedAt: Timestamp.nullable(),
}).meta({ id: "ModeratedReview" });
export type ModeratedReview = z.infer<typeof ModeratedReview>;

export const ReviewSort = z.enum(["newest", "highest", "lowest", "helpful"]);
export type ReviewSort = z.infer<typeof ReviewSort>;
export const ReviewListQuery = z.strictObject({ ...pageQuery, sort: ReviewSort.default("newest") });
export type ReviewListQuery = z.infer<typeof ReviewListQuery>;

const count = z.int();
export const ReviewSummary = z
  .object({
    /** With one decimal; null without a review. */
    average: z.number().nullable(),
    count,
    /** How many reviews gave how many stars. */
    stars: z.object({ "1": count, "2": count, "3": count, "4": count, "5": count }),
  })
  .meta({ id: "ReviewSummary" });
export type ReviewSummary = z.infer<typeof ReviewSummary>;
export const ReviewPage = pageOf(Review).extend({ summary: ReviewSummary }).meta({ id: "ReviewPage" });
export type ReviewPage = z.infer<typeof ReviewPage>;

export const OwnReviewQuery = z.strictObject({ ...pageQuery, productId: Id.optional() });
export const OwnReviewPage = pageOf(OwnReview).meta({ id: "OwnReviewPage" });

export const ModeratedReviewQuery = z.strictObject({
  ...pageQuery,
  status: ReviewStatus.optional(),
  productId: Id.optional(),
  /** Only those that shoppers have reported. */
  reported: z.literal("true").optional(),
});
export const ModeratedReviewPage = pageOf(ModeratedReview).meta({ id: "ModeratedReviewPage" });

export const ModerationBody = z.strictObject({
  status: z.enum(["approved", "rejected"]),
  /** The author reads it. */
  reason: text(REASON_LENGTH_MAX).optional(),
});
export type ModerationBody = z.infer<typeof ModerationBody>;

export const ReportBody = z.strictObject({
  reason: z.enum(["spam", "offensive", "off_topic", "personal_data", "other"]),
});
export const ReviewVotes = z
  .object({ reviewId: Id, helpfulCount: z.int(), isHelpful: z.boolean() })
  .meta({ id: "ReviewVotes" });
export type ReviewVotes = z.infer<typeof ReviewVotes>;
