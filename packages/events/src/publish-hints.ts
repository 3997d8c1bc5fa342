// Tells the relays of this process that something was published, without NOTIFY: a transaction that notified takes a lock at commit
// that all notifying transactions of the whole cluster share, and holds it through the flush to disk (figures in README.md).
// A hint comes before the commit and does not know the database, so a relay looks again a few times; it is never needed for safety.

export type HintedRelay = {
  /** The types that this relay has moved before: a hint for one of them is probably meant for it. */
  readonly types: ReadonlySet<string>;
  readonly wake: (delayMs: number) => void;
};

/** Also the time in which the events of several transactions gather into one batch. */
export const ownTypeDelayMs = 8;
const strangeTypeDelayMs = 100;

const relays = new Set<HintedRelay>();

export function addRelay(relay: HintedRelay): void {
  relays.add(relay);
}

export function removeRelay(relay: HintedRelay): void {
  relays.delete(relay);
}

export function hintPublished(type: string): void {
  for (const relay of relays) relay.wake(relay.types.has(type) ? ownTypeDelayMs : strangeTypeDelayMs);
}
