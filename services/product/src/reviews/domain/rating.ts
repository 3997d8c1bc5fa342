// What the stars of a product's reviews come to.
import type { Rating, ReviewSummary } from "@souk/contracts";

/** How many reviews gave one star, two, and so on. */
export type Stars = readonly [number, number, number, number, number];

const TENTHS = 10;

/** With one decimal, as it is shown; null without any. */
function averageOf(stars: Stars): number | null {
  const count = countOf(stars);
  const sum = stars.reduce((total, reviews, index) => total + reviews * (index + 1), 0);
  return count === 0 ? null : Math.round((sum * TENTHS) / count) / TENTHS;
}

const countOf = (stars: Stars): number => stars.reduce((total, reviews) => total + reviews, 0);

export function ratingOf(stars: Stars): Rating | null {
  const average = averageOf(stars);
  return average === null ? null : { average, count: countOf(stars) };
}

export function summaryOf(stars: Stars): ReviewSummary {
  const [one, two, three, four, five] = stars;
  return {
    average: averageOf(stars),
    count: countOf(stars),
    stars: { "1": one, "2": two, "3": three, "4": four, "5": five },
  };
}
