// REST of reviews for shoppers: everybody reads, who is signed in writes and says what helped.
import {
  IdParams,
  OwnReview,
  OwnReviewPage,
  OwnReviewQuery,
  ProductParams,
  ReportBody,
  ReviewBody,
  ReviewListQuery,
  ReviewPage,
  ReviewVotes,
} from "@souk/contracts";
import { anyone, json, noContent, route, signedIn, type Answer, type Route } from "@souk/http";
import { versionEtag, versionGuard } from "../catalogue/product-version.ts";
import type { Deps } from "../deps.ts";
import { answerWith } from "../documents.ts";
import { deleteReview } from "./commands/delete-review.ts";
import { editReview } from "./commands/edit-review.ts";
import { markHelpful } from "./commands/mark-helpful.ts";
import { reportReview } from "./commands/report-review.ts";
import { submitReview } from "./commands/submit-review.ts";
import { unmarkHelpful } from "./commands/unmark-helpful.ts";
import { reviewNotFound, type Review } from "./domain/review.ts";
import { reviewDocument } from "./review-list.ts";
import { reviewPage } from "./review-page.ts";
import { moderationRoutes } from "./moderation-routes.ts";
import { findListedReview } from "./store/review-pages.ts";
import { toOwnView } from "./views.ts";

const SUBMIT_COST = 5;
const tags = ["reviews"];
const author = { tags, access: signedIn(), ownership: "own reviews" };
const voter = {
  tags,
  access: signedIn(),
  ownership: "one word for each customer; never about one's own review",
};

export const reviewRoutes = (deps: Deps): readonly Route[] => [
  readRoute(deps),
  ...authorRoutes(deps),
  ...voteRoutes(deps),
  ...moderationRoutes(deps),
];

const readRoute = (deps: Deps): Route =>
  route(
    "GET /products/:id/reviews",
    {
      summary: "Approved reviews of a product, with what they come to",
      tags,
      access: anyone(),
      ownership: "approved reviews are everybody's",
      params: ProductParams,
      query: ReviewListQuery,
      response: ReviewPage,
    },
    ({ params, query }) => answerWith(reviewDocument(deps, { idOrSlug: params.id, query })),
  );

async function ownReview(deps: Deps, id: string, status: 200 | 201): Promise<Answer<OwnReview>> {
  const review = await findListedReview(deps.db, id);
  if (review === undefined) throw reviewNotFound();
  return json(toOwnView(review), { status, etag: versionEtag(review.version) });
}

const authorRoutes = (deps: Deps): readonly Route[] => [
  route(
    "POST /products/:id/reviews",
    {
      ...author,
      summary: "Review a product; staff read it before it is shown",
      params: ProductParams,
      body: ReviewBody,
      response: OwnReview,
      status: 201,
      cost: SUBMIT_COST,
    },
    async ({ params, body, caller, idempotency }) => {
      const id = idempotency?.resourceId ?? deps.newId();
      await submitReview(deps, { id, productIdOrSlug: params.id, customerId: caller.userId, body });
      return ownReview(deps, id, 201);
    },
  ),
  route(
    "GET /reviews/own",
    {
      ...author,
      summary: "One's own reviews, whatever staff decided; newest first",
      query: OwnReviewQuery,
      response: OwnReviewPage,
    },
    ({ query: { productId, ...page }, caller }) =>
      reviewPage(deps, { ...page, customerId: caller.userId, productId }, toOwnView),
  ),
  route(
    "PUT /reviews/:id",
    {
      ...author,
      summary: "Write a review anew; staff read it again before it is shown",
      params: IdParams,
      body: ReviewBody,
      response: OwnReview,
      cost: SUBMIT_COST,
    },
    async ({ params, body, caller, headers }) => {
      const requireVersion = versionGuard(headers);
      await editReview(deps, { id: params.id, customerId: caller.userId, body, requireVersion });
      return ownReview(deps, params.id, 200);
    },
  ),
  route(
    "DELETE /reviews/:id",
    { ...author, summary: "Take a review back", params: IdParams, status: 204 },
    async ({ params, caller, headers }) => {
      const requireVersion = versionGuard(headers);
      await deleteReview(deps, { id: params.id, customerId: caller.userId, requireVersion });
      return noContent();
    },
  ),
];

const votesOf = ({ id, helpfulCount }: Review, isHelpful: boolean): ReviewVotes => ({
  reviewId: id,
  helpfulCount,
  isHelpful,
});

const voteRoutes = (deps: Deps): readonly Route[] => [
  route(
    "PUT /reviews/:id/helpful",
    { ...voter, summary: "Say that a review has helped", params: IdParams, response: ReviewVotes },
    async ({ params, caller }) =>
      votesOf(await markHelpful(deps, { reviewId: params.id, customerId: caller.userId }), true),
  ),
  route(
    "DELETE /reviews/:id/helpful",
    { ...voter, summary: "Take that back", params: IdParams, response: ReviewVotes },
    async ({ params, caller }) =>
      votesOf(await unmarkHelpful(deps, { reviewId: params.id, customerId: caller.userId }), false),
  ),
  route(
    "POST /reviews/:id/reports",
    { ...voter, summary: "Tell staff about a review", params: IdParams, body: ReportBody, status: 204 },
    async ({ params, body, caller }) => {
      await reportReview(deps, { reviewId: params.id, customerId: caller.userId, reason: body.reason });
      return noContent();
    },
  ),
];
