// What all reviews of a product come to: the average, and how many gave how many stars.
import type { ReviewSummary as Summary } from "@souk/contracts";
import { averageText } from "../../components/rating-line.tsx";
import { Stars } from "../../components/stars.tsx";
import { useCatalogueMessages } from "../../messages/use-catalogue-messages.ts";

const LEVELS = [5, 4, 3, 2, 1] as const;
const BAR_WIDTH = 100;

function Bar({ share }: { share: number }) {
  return (
    <svg
      viewBox={`0 0 ${BAR_WIDTH} 6`}
      preserveAspectRatio="none"
      aria-hidden="true"
      className="h-1.5 w-full rtl:-scale-x-100"
    >
      <rect width={BAR_WIDTH} height="6" className="fill-sunken" />
      <rect width={share * BAR_WIDTH} height="6" className="fill-star" />
    </svg>
  );
}

export function ReviewSummary({ summary }: { summary: Summary & { readonly average: number } }) {
  const { reviews } = useCatalogueMessages();
  const average = averageText(summary.average);
  return (
    <div>
      <p className="flex items-end gap-4">
        <span aria-hidden="true" className="display-type figures text-[3.5rem] leading-none">
          {average}
        </span>
        <span className="grid gap-0.5 pb-0.5">
          <Stars value={summary.average} label={reviews.rated(average)} className="h-5 w-[6.25rem]" />
          <span className="text-sm text-ink-soft">{reviews.count(summary.count)}</span>
        </span>
      </p>
      <dl aria-label={reviews.histogram} className="mt-5 grid max-w-xs gap-1.5 text-sm">
        {LEVELS.map((level) => {
          const count = summary.stars[level];
          return (
            <div key={level} className="grid grid-cols-[3.75rem_1fr_2rem] items-center gap-3">
              <dt className="whitespace-nowrap text-ink-soft">{reviews.stars(level)}</dt>
              <dd className="contents">
                <Bar share={count / Math.max(summary.count, 1)} />
                <span className="figures text-end text-ink-faint">{count}</span>
              </dd>
            </div>
          );
        })}
      </dl>
    </div>
  );
}
