// A rating in one line: stars, the figure, and how many have said so.
import type { Rating } from "@souk/contracts";
import { useCatalogueMessages } from "../messages/use-catalogue-messages.ts";
import { Stars } from "./stars.tsx";

/** One decimal always, so that figures below each other line up. */
export const averageText = (average: number): string => average.toFixed(1);

export function RatingLine({ rating, isShort = false }: { rating: Rating; isShort?: boolean }) {
  const { reviews } = useCatalogueMessages();
  const average = averageText(rating.average);
  return (
    <span className="inline-flex items-center gap-2 text-sm">
      <Stars value={rating.average} label={reviews.rated(average)} />
      <span aria-hidden="true" className="figures">
        {average}
      </span>
      <span className="text-ink-faint">
        {isShort ? (
          <>
            <span aria-hidden="true" className="figures">
              ({rating.count})
            </span>
            <span className="sr-only">{reviews.count(rating.count)}</span>
          </>
        ) : (
          reviews.count(rating.count)
        )}
      </span>
    </span>
  );
}
