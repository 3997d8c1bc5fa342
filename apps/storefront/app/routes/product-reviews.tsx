// All reviews of a product, in the order the reader wants, with what they may say of each.
import { Button, ButtonLink, EmptyState, Notice, SelectField } from "@souk/ui";
import { data, Form, redirect, useSubmit } from "react-router";
import { asCustomer } from "../features/account/as-customer.server.ts";
import { loadProduct } from "../features/product/load-product.server.ts";
import { ProductHead } from "../features/product/product-head.tsx";
import { loadOwnReview, loadReviews, REVIEW_SORTS } from "../features/reviews/load-reviews.server.ts";
import { OwnReview } from "../features/reviews/own-review.tsx";
import { ReviewEntry } from "../features/reviews/review-entry.tsx";
import { ReviewSummary } from "../features/reviews/review-summary.tsx";
import { ReviewVotes } from "../features/reviews/review-votes.tsx";
import { voteForReview } from "../features/reviews/review-votes.server.ts";
import { isDataRequest } from "../lib/data-request.server.ts";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import { catalogueMessagesFor, useCatalogueMessages } from "../messages/use-catalogue-messages.ts";
import { messagesFor, useMessages } from "../messages/use-messages.ts";
import type { Route } from "./+types/product-reviews";

const PAGE_SIZE = 12;
const CONFLICT = 409;
const news = ["sent", "removed"] as const;

export async function loader({ params, url, context }: Route.LoaderArgs) {
  const shop = shopOf(context);
  const { id, slug, name, image } = await loadProduct(shop, params.slug, "/reviews");
  const sort = REVIEW_SORTS.find((each) => each === url.searchParams.get("sort")) ?? "newest";
  const cursor = url.searchParams.get("cursor");
  const [page, own] = await Promise.all([
    loadReviews(shop, id, { sort, limit: PAGE_SIZE, ...(cursor ? { cursor } : {}) }),
    loadOwnReview(shop, id),
  ]);
  return {
    product: { slug, name, image },
    sorts: REVIEW_SORTS,
    sort,
    own,
    page: { ...page, items: page.items.filter((review) => review.id !== own?.id) },
    isFirstPage: cursor === null,
    news: news.find((word) => url.searchParams.has(word)) ?? null,
    publicUrl: shop.parts.publicUrl,
  };
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const form = await request.formData();
  const here = `/products/${encodeURIComponent(params.slug)}/reviews`;
  const outcome = await asCustomer(shopOf(context), here, (api) => voteForReview(api, form));
  if (isDataRequest(request)) return outcome;
  if (outcome.status === "refused") return data(outcome, { status: CONFLICT });
  throw redirect(here, 303);
}

export const meta: Route.MetaFunction = ({ loaderData }) => {
  if (!loaderData) return [];
  const { product, isFirstPage, sort, publicUrl } = loaderData;
  return pageMeta({
    title: messagesFor("en").common.pageTitle(catalogueMessagesFor("en").reviews.titleFor(product.name)),
    path: isFirstPage && sort === "newest" ? `/products/${product.slug}/reviews` : undefined,
    publicUrl,
  });
};

type Listed = Route.ComponentProps["loaderData"];

function SortForm({ sort, sorts }: Pick<Listed, "sort" | "sorts">) {
  const { reviews } = useCatalogueMessages();
  const { catalogue } = useMessages();
  const submit = useSubmit();
  return (
    <Form
      onChange={(event) => void submit(event.currentTarget, { replace: true })}
      className="flex items-end gap-3"
    >
      <SelectField
        name="sort"
        label={reviews.sort}
        defaultValue={sort}
        options={sorts.map((value) => ({ value, label: reviews.sorts[value] }))}
      />
      <noscript>
        <Button tone="secondary">{catalogue.apply}</Button>
      </noscript>
    </Form>
  );
}

function Entries({ page, product, sort, sorts }: Listed) {
  const { reviews } = useCatalogueMessages();
  const next = page.nextCursor;
  return (
    <>
      <SortForm sort={sort} sorts={sorts} />
      <ul className="mt-8 grid gap-8">
        {page.items.map((review) => (
          <li key={review.id} className="border-t border-line pt-7">
            <ReviewEntry review={review} headingLevel={2}>
              <ReviewVotes review={review} />
            </ReviewEntry>
          </li>
        ))}
      </ul>
      {next === null ? null : (
        <p className="mt-8">
          <ButtonLink
            href={`/products/${product.slug}/reviews?${new URLSearchParams({ sort, cursor: next })}`}
            tone="secondary"
          >
            {reviews.showMore}
          </ButtonLink>
        </p>
      )}
    </>
  );
}

export default function ProductReviewsPage({ loaderData, actionData }: Route.ComponentProps) {
  const { product, page, own } = loaderData;
  const { reviews } = useCatalogueMessages();
  const { average } = page.summary;
  const write = (
    <ButtonLink href={`/products/${product.slug}/review`} tone="secondary">
      {reviews.write}
    </ButtonLink>
  );
  return (
    <div className="shell py-8 lg:py-16">
      <ProductHead {...product} />
      <h1 className="display-type text-3xl">{reviews.titleFor(product.name)}</h1>
      {actionData?.status === "refused" ? <Notice tone="warning">{actionData.message}</Notice> : null}
      <div className="mt-8 grid gap-x-14 gap-y-10 lg:grid-cols-12">
        <div className="grid content-start gap-6 lg:col-span-4">
          {average === null ? null : <ReviewSummary summary={{ ...page.summary, average }} />}
          {own === null && average !== null ? <p>{write}</p> : null}
        </div>
        <div className="lg:col-span-8">
          {loaderData.news === null ? null : (
            <Notice
              tone="success"
              assertive
              className="mb-6"
              title={loaderData.news === "sent" ? reviews.form.sentTitle : undefined}
            >
              {loaderData.news === "sent" ? reviews.form.sent : reviews.form.removed}
            </Notice>
          )}
          {own ? (
            <div className="mb-10">
              <OwnReview review={own} headingLevel={2} />
            </div>
          ) : null}
          {page.items.length > 0 ? <Entries {...loaderData} /> : null}
          {average === null && own === null ? (
            <EmptyState title={reviews.none} action={write}>
              {reviews.noneHint}
            </EmptyState>
          ) : null}
        </div>
      </div>
    </div>
  );
}
