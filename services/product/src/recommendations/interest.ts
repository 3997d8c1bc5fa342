// Counts what shoppers look at, in memory, and adds it up in the database now and then: a view must cost a reader nothing.
import type { AnyDb } from "@souk/db";
import type { Telemetry } from "@souk/telemetry";
import { HALF_LIFE_SECONDS, VIEW_WEIGHT } from "./domain/heat.ts";
import { heatByViews } from "./store/trending.ts";

export type Interest = {
  /** Somebody looked at a product; by id or slug, whichever was asked for. */
  viewed(idOrSlug: string): void;
  /** Writes down what is left, before the process ends. */
  close(): Promise<void>;
};
export type InterestOptions = {
  readonly db: AnyDb;
  readonly telemetry: Telemetry;
  readonly now: () => Date;
};

const FLUSH_EVERY_MS = 10_000;
/** Addresses that were asked for meanwhile; beyond that only those that are counted already go on. */
const NAMES_MAX = 5_000;

export function createInterest({ db, telemetry, now }: InterestOptions): Interest {
  let views = new Map<string, number>();
  let flushAtMs = now().getTime() + FLUSH_EVERY_MS;
  let writing: Promise<void> = Promise.resolve();

  const flush = (): Promise<void> => {
    const seen = { views, at: now() };
    views = new Map();
    flushAtMs = seen.at.getTime() + FLUSH_EVERY_MS;
    if (seen.views.size === 0) return writing;
    // A few views more or less are no loss: what could not be written is let go.
    writing = heatByViews(db, seen, { halfLifeSeconds: HALF_LIFE_SECONDS, weight: VIEW_WEIGHT }).catch(
      (error: unknown) => telemetry.log.warn({ err: error }, "views could not be written down"),
    );
    return writing;
  };
  return {
    viewed(idOrSlug) {
      const count = views.get(idOrSlug);
      if (count !== undefined || views.size < NAMES_MAX) views.set(idOrSlug, (count ?? 0) + 1);
      if (now().getTime() >= flushAtMs) void flush();
    },
    close: flush,
  };
}
