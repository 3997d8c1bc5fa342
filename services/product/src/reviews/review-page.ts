// A page of reviews for their author or for staff, the newest first.
import { decodeCursor, encodeCursor } from "@souk/http";
import { z } from "zod";
import type { Deps } from "../deps.ts";
import { listReviews, type ListedReview, type ReviewFilter } from "./store/review-pages.ts";

const Cursor = z.tuple([z.iso.datetime(), z.uuid()]);

export type ReviewPageRequest = Omit<ReviewFilter, "before"> & { readonly cursor?: string | undefined };

export async function reviewPage<View>(
  deps: Pick<Deps, "db">,
  { cursor, ...filter }: ReviewPageRequest,
  toView: (review: ListedReview) => View,
): Promise<{ items: View[]; nextCursor: string | null }> {
  const before = cursor === undefined ? undefined : decodeCursor(cursor, Cursor);
  const found = await listReviews(deps.db, { ...filter, before });
  const items = found.slice(0, filter.limit);
  const last = found.length > filter.limit ? items.at(-1) : undefined;
  return {
    items: items.map(toView),
    nextCursor: last ? encodeCursor([last.submittedAt.toISOString(), last.id]) : null,
  };
}
