// Reviews on a product's page: what they come to, the most helpful ones, and the ways to all of them and to writing one.
import type { OwnReview as Own, Review, ReviewSummary as Summary } from "@souk/contracts";
import { ButtonLink } from "@souk/ui";
import { useCatalogueMessages } from "../../messages/use-catalogue-messages.ts";
import { OwnReview } from "./own-review.tsx";
import { ReviewEntry } from "./review-entry.tsx";
import { ReviewSummary } from "./review-summary.tsx";

type ReviewSectionProps = {
  readonly slug: string;
  readonly items: readonly Review[];
  readonly summary: Summary;
  readonly own: Own | null;
};

export function ReviewSection({ slug, items, summary, own }: ReviewSectionProps) {
  const { reviews } = useCatalogueMessages();
  const { average, count } = summary;
  const isEmpty = average === null;
  return (
    <section id="reviews" aria-labelledby="reviews-title" className="mt-24 scroll-mt-24 lg:mt-36">
      <h2 id="reviews-title" className="display-type mb-8 text-2xl">
        {reviews.title}
      </h2>
      <div className="grid gap-x-14 gap-y-10 lg:grid-cols-12">
        <div className="lg:col-span-4">
          {isEmpty ? (
            <>
              <p className="text-lg">{reviews.none}</p>
              <p className="mt-1 max-w-[40ch] text-ink-soft">{reviews.noneHint}</p>
            </>
          ) : (
            <ReviewSummary summary={{ ...summary, average }} />
          )}
          {own === null ? (
            <p className="mt-6">
              <ButtonLink href={`/products/${slug}/review`} tone="secondary">
                {reviews.write}
              </ButtonLink>
            </p>
          ) : null}
        </div>
        <div className="grid content-start gap-8 lg:col-span-8">
          {own ? <OwnReview review={own} /> : null}
          {items.map((review) => (
            <ReviewEntry key={review.id} review={review} />
          ))}
          {items.length > 0 ? (
            <p>
              <ButtonLink href={`/products/${slug}/reviews`} tone="quiet" className="-ms-2">
                {reviews.readAll(count)}
              </ButtonLink>
            </p>
          ) : null}
        </div>
      </div>
    </section>
  );
}
