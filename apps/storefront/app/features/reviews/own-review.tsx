// The visitor's own review: what became of it, and the way to change it.
import type { OwnReview as Own } from "@souk/contracts";
import { Badge, Link, type BadgeTone } from "@souk/ui";
import { useCatalogueMessages } from "../../messages/use-catalogue-messages.ts";
import { ReviewEntry } from "./review-entry.tsx";

const tones: Record<Own["status"], BadgeTone> = {
  pending: "warning",
  approved: "success",
  rejected: "danger",
};

export function OwnReview({ review, headingLevel = 3 }: { review: Own; headingLevel?: 2 | 3 }) {
  const { reviews } = useCatalogueMessages();
  const { status, reason, productSlug } = review;
  return (
    <section aria-label={reviews.own} className="rounded-md bg-sunken p-5">
      <p className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-1.5 text-sm">
        <Badge tone={tones[status]}>{reviews.own}</Badge>
        <span>{reviews.status[status]}</span>
        {reason ? <span className="text-ink-soft">{reviews.reason(reason)}</span> : null}
      </p>
      <ReviewEntry review={review} headingLevel={headingLevel}>
        <p className="mt-3 text-sm">
          <Link href={`/products/${productSlug}/review`}>{reviews.editOwn}</Link>
        </p>
      </ReviewEntry>
    </section>
  );
}
