// The jobs of those who wait.
import { defineJob } from "@souk/jobs";

/** Whoever waits is not forgotten because of a bad hour; failures are counted and logged all the same. */
const ATTEMPTS_MAX = 1_000_000;

export const TellBackInStock = defineJob<{ readonly variantId: string }>({
  name: "product.tell-back-in-stock",
  attemptsMax: ATTEMPTS_MAX,
});

export const TidySubscriptions = defineJob<Record<string, never>>({
  name: "product.tidy-back-in-stock",
  attemptsMax: ATTEMPTS_MAX,
});
