// A product's reviews as everybody reads them, as a document that is kept at hand.
import type { ReviewListQuery, ReviewPage } from "@souk/contracts";
import { decodeCursor, encodeCursor } from "@souk/http";
import { z } from "zod";
import { productNotFound } from "../catalogue/store/products.ts";
import type { Deps } from "../deps.ts";
import type { Document } from "../documents.ts";
import { summaryOf } from "./domain/rating.ts";
import { loadStars } from "./store/ratings.ts";
import { listApprovedReviews } from "./store/review-pages.ts";
import { findReviewedProduct } from "./store/reviews.ts";
import { toReviewView } from "./views.ts";

/** What documents with a product's reviews are stale by. */
export const reviewsTag = (productId: string): string => `reviews ${productId}`;

/** The sort stands first: a cursor of another sort is refused. */
const cursorOf = (sort: string) => z.tuple([z.literal(sort), z.int(), z.iso.datetime(), z.uuid()]);

export type ReviewListRequest = { readonly idOrSlug: string; readonly query: ReviewListQuery };

export function reviewDocument(
  deps: Deps,
  { idOrSlug, query }: ReviewListRequest,
): Document | Promise<Document> {
  const { sort, limit, cursor } = query;
  const after = cursor === undefined ? undefined : decodeCursor(cursor, cursorOf(sort));
  return deps.documents.read(`reviews ${idOrSlug} ${JSON.stringify(query)}`, async () => {
    const productId = await findReviewedProduct(deps.db, idOrSlug);
    if (productId === undefined) throw productNotFound();
    const place = after && ([after[1], after[2], after[3]] as const);
    const found = await listApprovedReviews(deps.db, { productId, sort, after: place, limit });
    const items = found.slice(0, limit);
    const last = found.length > limit ? items.at(-1) : undefined;
    const page: ReviewPage = {
      items: items.map(toReviewView),
      nextCursor: last ? encodeCursor([sort, last.rank, last.submittedAt.toISOString(), last.id]) : null,
      summary: summaryOf(await loadStars(deps.db, productId)),
    };
    return { body: JSON.stringify(page), tags: [reviewsTag(productId)] };
  });
}
