// Reviews: read by everybody, written and voted for by who is signed in.
import type { OwnReview, OwnReviewPage, ReviewPage, ReviewVotes } from "@souk/contracts";
import type { z } from "zod";
import { segment, type Caller } from "./caller.ts";
import type { OwnReviewFilter, ReviewFilter, ReviewReport, WriteReview } from "./requests.ts";
import type { CallOptions } from "./transport.ts";

/** An edit says which version it was made from. */
type EditOptions = CallOptions & { readonly etag: string };

export const reviewCalls = (call: Caller) => ({
  list: (productIdOrSlug: string, filter: ReviewFilter = {}, options?: CallOptions) =>
    call<ReviewPage>({
      method: "GET",
      path: `/products/${segment(productIdOrSlug)}/reviews`,
      query: filter,
      options,
    }),
  own: (filter: OwnReviewFilter = {}, options?: CallOptions) =>
    call<z.infer<typeof OwnReviewPage>>({ method: "GET", path: "/reviews/own", query: filter, options }),
  submit: (productIdOrSlug: string, body: WriteReview, options?: CallOptions) =>
    call<OwnReview>({
      method: "POST",
      path: `/products/${segment(productIdOrSlug)}/reviews`,
      body,
      options,
    }),
  edit: (id: string, body: WriteReview, options: EditOptions) =>
    call<OwnReview>({ method: "PUT", path: `/reviews/${segment(id)}`, body, options }),
  remove: (id: string, options: EditOptions) =>
    call<null>({ method: "DELETE", path: `/reviews/${segment(id)}`, options }),
  markHelpful: (id: string, options?: CallOptions) =>
    call<ReviewVotes>({ method: "PUT", path: `/reviews/${segment(id)}/helpful`, options }),
  unmarkHelpful: (id: string, options?: CallOptions) =>
    call<ReviewVotes>({ method: "DELETE", path: `/reviews/${segment(id)}/helpful`, options }),
  report: (id: string, body: ReviewReport, options?: CallOptions) =>
    call<null>({ method: "POST", path: `/reviews/${segment(id)}/reports`, body, options }),
});
