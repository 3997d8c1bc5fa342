// Pages of reviews: what everybody reads, what an author wrote, what staff decide on.
import type { ReviewSort, ReviewStatus } from "@souk/contracts";
import { statement, type AnyDb, type Statement } from "@souk/db";
import type { Review } from "../domain/review.ts";
import { reviewColumns } from "./reviews.ts";

/** The numbers and the time that a page is sorted by, and the id. */
export type ReviewPlace = readonly [rank: number, submittedAt: string, id: string];
type RankedRow = Review & { readonly rank: number };
type Pages = {
  readonly first: Statement<RankedRow, readonly [productId: string, limit: number]>;
  readonly later: Statement<RankedRow, readonly [productId: string, limit: number, ...ReviewPlace]>;
};

/** The higher comes first, and of equal ones the newer. */
const ranks: Record<ReviewSort, string> = {
  newest: "0",
  highest: "r.rating",
  lowest: "(-r.rating)",
  helpful: "r.helpful_count",
};
const pages: Record<ReviewSort, Pages> = {
  newest: pagesBy("newest"),
  highest: pagesBy("highest"),
  lowest: pagesBy("lowest"),
  helpful: pagesBy("helpful"),
};

/** Two statements, each of which walks the index of the sort from where the page begins. */
function pagesBy(sort: ReviewSort): Pages {
  const rank = ranks[sort];
  const order = `${rank === "0" ? "" : `${rank} desc, `}r.submitted_at desc, r.id desc`;
  const text = (condition: string): string => `select ${reviewColumns}, ${rank} as rank from reviews r
      where r.product_id = $1::uuid and r.status = 'approved' ${condition} order by ${order} limit $2::integer`;
  const after =
    rank === "0"
      ? "and $3::integer = 0 and (r.submitted_at, r.id) < ($4::timestamptz, $5::uuid)"
      : `and (${rank}, r.submitted_at, r.id) < ($3::integer, $4::timestamptz, $5::uuid)`;
  return {
    first: statement(`reviews_${sort}`, text("")),
    later: statement(`reviews_${sort}_after`, text(after)),
  };
}

/** Approved ones; one more than the limit where there are more. */
export async function listApprovedReviews(
  db: AnyDb,
  question: {
    readonly productId: string;
    readonly sort: ReviewSort;
    readonly after: ReviewPlace | undefined;
    readonly limit: number;
  },
): Promise<readonly RankedRow[]> {
  const { productId, sort, after, limit } = question;
  const { first, later } = pages[sort];
  return after === undefined
    ? first.rows(db, [productId, limit + 1])
    : later.rows(db, [productId, limit + 1, ...after]);
}

export type ListedReview = Review & { readonly productSlug: string; readonly productName: string };
type ListParameters = readonly [
  customerId: string | null,
  productId: string | null,
  status: string | null,
  isReported: boolean,
  submittedAt: string | null,
  id: string | null,
  limit: number,
];
const listed = `select ${reviewColumns}, p.slug as "productSlug", p.name as "productName"
     from reviews r join products p on p.id = r.product_id`;
const listStatement = statement<ListedReview, ListParameters>(
  "list_reviews",
  `${listed}
    where ($1::uuid is null or r.customer_id = $1::uuid) and ($2::uuid is null or r.product_id = $2::uuid)
      and ($3::text is null or r.status = $3::text) and (not $4::boolean or r.report_count > 0)
      and ($5::timestamptz is null or (r.submitted_at, r.id) < ($5::timestamptz, $6::uuid))
    order by r.submitted_at desc, r.id desc limit $7::integer`,
);
const listedStatement = statement<ListedReview, readonly [string]>(
  "find_listed_review",
  `${listed} where r.id = $1::uuid`,
);

export type ReviewFilter = {
  readonly customerId?: string | undefined;
  readonly productId?: string | undefined;
  readonly status?: ReviewStatus | undefined;
  readonly isReported?: boolean | undefined;
  readonly before: readonly [submittedAt: string, id: string] | undefined;
  readonly limit: number;
};

/** The newest first; one more than the limit where there are more. */
export async function listReviews(db: AnyDb, filter: ReviewFilter): Promise<readonly ListedReview[]> {
  const { customerId, productId, status, isReported, before, limit } = filter;
  return listStatement.rows(db, [
    customerId ?? null,
    productId ?? null,
    status ?? null,
    isReported ?? false,
    before?.[0] ?? null,
    before?.[1] ?? null,
    limit + 1,
  ]);
}

export async function findListedReview(db: AnyDb, id: string): Promise<ListedReview | undefined> {
  return listedStatement.first(db, [id]);
}
