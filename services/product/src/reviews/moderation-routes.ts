// REST of reviews for staff: what waits, what was reported, and what everybody may read.
import {
  IdParams,
  ModeratedReview,
  ModeratedReviewPage,
  ModeratedReviewQuery,
  ModerationBody,
} from "@souk/contracts";
import { json, route, staff, type Answer, type Route } from "@souk/http";
import { versionEtag, versionGuard } from "../catalogue/product-version.ts";
import type { Deps } from "../deps.ts";
import { moderateReview } from "./commands/moderate-review.ts";
import { reviewNotFound } from "./domain/review.ts";
import { reviewPage } from "./review-page.ts";
import { findListedReview } from "./store/review-pages.ts";
import { toModeratedView } from "./views.ts";

const moderator = {
  tags: ["reviews"],
  access: staff("reviews:write"),
  ownership: "staff with reviews:write",
};

async function moderatedReview(deps: Deps, id: string): Promise<Answer<ModeratedReview>> {
  const review = await findListedReview(deps.db, id);
  if (review === undefined) throw reviewNotFound();
  return json(toModeratedView(review), { etag: versionEtag(review.version) });
}

export const moderationRoutes = (deps: Deps): readonly Route[] => [
  route(
    "GET /reviews",
    {
      ...moderator,
      summary: "Reviews by status, newest first",
      query: ModeratedReviewQuery,
      response: ModeratedReviewPage,
    },
    ({ query: { reported, ...filter } }) =>
      reviewPage(deps, { ...filter, isReported: reported === "true" }, toModeratedView),
  ),
  route(
    "GET /reviews/:id",
    { ...moderator, summary: "A review with its version", params: IdParams, response: ModeratedReview },
    ({ params }) => moderatedReview(deps, params.id),
  ),
  route(
    "PUT /reviews/:id/moderation",
    {
      ...moderator,
      summary: "Approve or reject a review",
      params: IdParams,
      body: ModerationBody,
      response: ModeratedReview,
    },
    async ({ params, body, caller, headers }) => {
      await moderateReview(deps, {
        id: params.id,
        decision: { status: body.status, reason: body.reason ?? null },
        actorId: caller.userId,
        requireVersion: versionGuard(headers),
      });
      return moderatedReview(deps, params.id);
    },
  ),
];
