// Below a review: whether it has helped, and the quiet way to tell staff about it.
import type { Review } from "@souk/contracts";
import { Button, Icon, LiveRegion } from "@souk/ui";
import { useFetcher } from "react-router";
import { useCatalogueMessages } from "../../messages/use-catalogue-messages.ts";
import type { VoteOutcome } from "./review-votes.server.ts";

const REASONS = ["spam", "offensive", "off_topic", "personal_data", "other"] as const;

function Report({ reviewId }: { reviewId: string }) {
  const { reviews } = useCatalogueMessages();
  const fetcher = useFetcher<VoteOutcome>({ key: `report-${reviewId}` });
  const id = `report-${reviewId}`;
  if (fetcher.data?.status === "reported")
    return (
      <output className="inline-flex min-h-11 items-center px-2 text-sm text-ink-soft">
        {reviews.reported}
      </output>
    );
  return (
    <details className="group/report text-sm">
      <summary className="inline-flex min-h-11 list-none items-center px-2 text-ink-faint underline underline-offset-4 hover:text-ink">
        {reviews.report}
      </summary>
      <fetcher.Form method="post" className="mt-2 flex flex-wrap items-end gap-3">
        <input type="hidden" name="reviewId" value={reviewId} />
        <div>
          <label htmlFor={id} className="mb-1 block text-ink-soft">
            {reviews.reportAsk}
          </label>
          <select
            id={id}
            name="reason"
            className="min-h-12 rounded-md border border-control bg-raised px-3 hover:border-ink"
          >
            {REASONS.map((reason) => (
              <option key={reason} value={reason}>
                {reviews.reasons[reason]}
              </option>
            ))}
          </select>
        </div>
        <Button name="intent" value="report" tone="secondary" busy={fetcher.state !== "idle"}>
          {reviews.reportSend}
        </Button>
      </fetcher.Form>
      {fetcher.data?.status === "refused" ? <p role="alert">{fetcher.data.message}</p> : null}
    </details>
  );
}

export function ReviewVotes({ review }: { review: Pick<Review, "id" | "helpfulCount"> }) {
  const { reviews } = useCatalogueMessages();
  const fetcher = useFetcher<VoteOutcome>({ key: `helpful-${review.id}` });
  const voted = fetcher.data?.status === "voted" ? fetcher.data : undefined;
  const isHelpful = voted?.isHelpful ?? false;
  const count = voted?.helpfulCount ?? review.helpfulCount;
  const problem = fetcher.data?.status === "refused" ? fetcher.data.message : "";
  return (
    <div className="mt-2 flex flex-wrap items-start gap-x-2">
      <fetcher.Form method="post" className="flex flex-wrap items-center gap-x-3">
        <input type="hidden" name="reviewId" value={review.id} />
        <button
          name="intent"
          value={isHelpful ? "unhelpful" : "helpful"}
          aria-pressed={isHelpful}
          className="inline-flex min-h-11 items-center gap-2 rounded-md border border-control px-4 text-sm hover:border-ink aria-pressed:border-ink aria-pressed:bg-sunken"
        >
          {isHelpful ? <Icon name="check" className="size-4" /> : null}
          {reviews.helpful}
        </button>
        {count > 0 ? (
          <span className="figures text-sm text-ink-faint">{reviews.helpfulCount(count)}</span>
        ) : null}
        {problem === "" ? null : <span className="text-sm text-danger">{problem}</span>}
        <LiveRegion>{isHelpful ? reviews.helpfulThanks : problem}</LiveRegion>
      </fetcher.Form>
      <Report reviewId={review.id} />
    </div>
  );
}
