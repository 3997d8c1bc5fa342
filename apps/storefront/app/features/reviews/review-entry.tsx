// One review as it is read. Its text is text: nothing in it becomes a link or markup.
import type { Review } from "@souk/contracts";
import { Icon } from "@souk/ui";
import type { ReactNode } from "react";
import { Stars } from "../../components/stars.tsx";
import { dateText } from "../../lib/dates.ts";
import { useCatalogueMessages } from "../../messages/use-catalogue-messages.ts";
import { useMessages } from "../../messages/use-messages.ts";

type Written = Pick<
  Review,
  "id" | "rating" | "title" | "text" | "displayName" | "isVerifiedPurchase" | "submittedAt"
>;

export function Verified() {
  const { reviews } = useCatalogueMessages();
  return (
    <span className="inline-flex items-center gap-1 text-success">
      <Icon name="check" className="size-3.5" />
      {reviews.verified}
    </span>
  );
}

type ReviewEntryProps = {
  readonly review: Written;
  /** 2 where the page's heading stands right above the reviews. */
  readonly headingLevel?: 2 | 3;
  readonly children?: ReactNode;
};

export function ReviewEntry({ review, headingLevel = 3, children }: ReviewEntryProps) {
  const Heading = `h${headingLevel}` as const;
  const { reviews } = useCatalogueMessages();
  const { dateLocale } = useMessages();
  const { id, rating, title, text, displayName, isVerifiedPurchase, submittedAt } = review;
  return (
    <article id={`review-${id}`} aria-labelledby={`review-${id}-title`} className="scroll-mt-28">
      <Stars value={rating} label={reviews.rated(String(rating))} />
      <Heading id={`review-${id}-title`} className="mt-1 font-medium">
        {title}
      </Heading>
      {text ? <p className="mt-1.5 max-w-[65ch] whitespace-pre-line text-ink-soft">{text}</p> : null}
      <p className="mt-2.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-ink-faint">
        <span>{displayName}</span>
        <time dateTime={submittedAt}>{dateText(submittedAt, dateLocale)}</time>
        {isVerifiedPurchase ? <Verified /> : null}
      </p>
      {children}
    </article>
  );
}
