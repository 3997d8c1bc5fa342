// How often reconciliation looks, how far back, and what it leaves alone because it may be on its way.

/** Found within five minutes: what is as old as the grace is found by the next run. */
export const RECONCILE_INTERVAL_MS = 2 * 60_000;
/** Longer than webhooks, jobs and events take to bring news that is on its way: younger differences are none. */
export const GRACE_MS = 2 * 60_000;
/** What changed this long before the last whole run is compared again: longer than grace, interval and run together. */
export const OVERLAP_MS = 10 * 60_000;
/** Providers write some movements later than the time they bear: so far back their books are read each time. */
export const BOOKS_OVERLAP_MS = 24 * 60 * 60_000;
/** How far back the first run of a shop looks. */
export const FIRST_LOOK_MS = 7 * 24 * 60 * 60_000;
/** How many open findings are looked at again in one run. */
export const REVISITS_MAX = 1_000;
/** Runs are forgotten after this time; findings never are. */
export const RUNS_KEPT_MS = 30 * 24 * 60 * 60_000;
