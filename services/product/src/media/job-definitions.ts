// The jobs that keep the store of pictures clean.
import { defineJob } from "@souk/jobs";

/** Longer than a size takes to be made: one that was asked for just before the picture went is removed, too. */
export const REMOVE_RENDITIONS_AFTER_MS = 60_000;

export const RemoveRenditions = defineJob<{ readonly pictureId: string }>({
  name: "product.remove-renditions",
});

/** It comes back for as long as the shop is open; failures are counted and logged all the same. */
const ATTEMPTS_MAX = 1_000_000;
export const SweepMedia = defineJob<Record<string, never>>({
  name: "product.sweep-media",
  attemptsMax: ATTEMPTS_MAX,
});
