// Reviews in the database, one at a time.
import { statement, type AnyDb } from "@souk/db";
import type { Review } from "../domain/review.ts";

export const reviewColumns = `r.id, r.product_id as "productId", r.customer_id as "customerId", r.rating, r.title, r.text,
  r.display_name as "displayName", r.is_verified_purchase as "isVerifiedPurchase", r.status, r.reason, r.version,
  r.helpful_count as "helpfulCount", r.report_count as "reportCount", r.submitted_at as "submittedAt", r.updated_at as "updatedAt",
  r.moderated_at as "moderatedAt"`;

const productStatement = statement<{ id: string }, readonly [string]>(
  "find_reviewed_product",
  `select p.id from products p
    where p.status = 'active' and p.id = coalesce(
      (select s.product_id from product_slugs s where s.slug = $1::text),
      case when $1::text ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' then $1::uuid end)`,
);
const lockAuthorStatement = statement<never, readonly [string]>(
  "lock_review_author",
  "select pg_advisory_xact_lock(hashtextextended('review ' || $1::text, 0))",
);
const findStatement = statement<Review, readonly [string]>(
  "find_review",
  `select ${reviewColumns} from reviews r where r.id = $1::uuid`,
);
const lockStatement = statement<Review, readonly [string]>(
  "lock_review",
  `select ${reviewColumns} from reviews r where r.id = $1::uuid for update`,
);
const findOwnStatement = statement<Review, readonly [string, string]>(
  "find_own_review",
  `select ${reviewColumns} from reviews r where r.product_id = $1::uuid and r.customer_id = $2::uuid`,
);
const placeStatement = statement<{ place: number }, readonly [string]>(
  "find_pending_place",
  `select n as place from generate_series(1, 10) as n
    where not exists (select from reviews r where r.customer_id = $1::uuid and r.pending_place = n) order by n limit 1`,
);
const insertStatement = statement<{ id: string }, readonly unknown[]>(
  "insert_review",
  `insert into reviews (id, product_id, customer_id, rating, title, text, display_name, is_verified_purchase, submitted_at, updated_at,
                        pending_place)
   values ($1::uuid, $2::uuid, $3::uuid, $4::integer, $5::text, $6::text, $7::text, $8::boolean, $9::timestamptz, $9::timestamptz,
           $10::integer)`,
);
const updateStatement = statement<never, readonly unknown[]>(
  "update_review",
  `update reviews set rating = $2::integer, title = $3::text, text = $4::text, display_name = $5::text,
          is_verified_purchase = $6::boolean, status = $7::text, reason = $8::text, version = $9::integer,
          helpful_count = $10::integer, report_count = $11::integer, updated_at = $12::timestamptz, moderated_at = $13::timestamptz,
          pending_place = case when $7::text = 'pending' then coalesce(pending_place, $14::integer) end
    where id = $1::uuid`,
);
const deleteStatement = statement<never, readonly [string]>(
  "delete_review",
  "delete from reviews where id = $1::uuid",
);
const clearVotesStatement = statement<never, readonly [string]>(
  "clear_review_votes",
  "delete from review_votes where review_id = $1::uuid",
);

/** Undefined for what is not on sale. */
export async function findReviewedProduct(db: AnyDb, idOrSlug: string): Promise<string | undefined> {
  return (await productStatement.first(db, [idOrSlug]))?.id;
}

/** Nobody else writes a review of this customer's until the transaction ends. */
export async function lockAuthor(db: AnyDb, customerId: string): Promise<void> {
  await lockAuthorStatement.rows(db, [customerId]);
}

export async function findReview(db: AnyDb, id: string): Promise<Review | undefined> {
  return findStatement.first(db, [id]);
}

export async function lockReview(db: AnyDb, id: string): Promise<Review | undefined> {
  return lockStatement.first(db, [id]);
}

export async function findReviewBy(
  db: AnyDb,
  { productId, customerId }: Pick<Review, "productId" | "customerId">,
): Promise<Review | undefined> {
  return findOwnStatement.first(db, [productId, customerId]);
}

/** One of the places for what waits; undefined where the author has used them all. */
export async function findPendingPlace(db: AnyDb, customerId: string): Promise<number | undefined> {
  return (await placeStatement.first(db, [customerId]))?.place;
}

export async function insertReview(db: AnyDb, review: Review, pendingPlace: number): Promise<void> {
  const { id, productId, customerId, rating, title, text, displayName, isVerifiedPurchase } = review;
  const { submittedAt } = review;
  await insertStatement.rows(db, [
    id,
    productId,
    customerId,
    rating,
    title,
    text,
    displayName,
    isVerifiedPurchase,
    submittedAt,
    pendingPlace,
  ]);
}

/** `pendingPlace`: for one that waits now and did not before. */
export async function updateReview(db: AnyDb, review: Review, pendingPlace?: number): Promise<void> {
  const { id, rating, title, text, displayName, isVerifiedPurchase, status, reason, version } = review;
  const { helpfulCount, reportCount, updatedAt, moderatedAt } = review;
  await updateStatement.rows(db, [
    id,
    rating,
    title,
    text,
    displayName,
    isVerifiedPurchase,
    status,
    reason,
    version,
    helpfulCount,
    reportCount,
    updatedAt,
    moderatedAt,
    pendingPlace ?? null,
  ]);
}

export async function deleteReview(db: AnyDb, id: string): Promise<void> {
  await deleteStatement.rows(db, [id]);
}

export async function clearVotes(db: AnyDb, reviewId: string): Promise<void> {
  await clearVotesStatement.rows(db, [reviewId]);
}
