// Brings events to the shop: each on its own, at least once, again after a while. What is undelivered lives in the store.
import type { Store } from "../store/store.ts";
import type { StoredEvent } from "./webhook-event.ts";

/** The waits between attempts; after the last one the event is only in the list. */
const RETRY_DELAYS_MS = [200, 1_000, 5_000, 30_000, 120_000, 600_000, 3_600_000];
const TIMEOUT_MS = 10_000;

export type CourierOptions = {
  readonly store: Store;
  /** Undefined: nobody listens, events are only recorded. */
  readonly receiver: () => string | undefined;
  readonly sign: (rawBody: string) => Record<string, string>;
  readonly log: (line: string) => void;
};
export type Courier = {
  hasReceiver(): boolean;
  /** Takes up what an earlier process left undelivered. */
  start(): void;
  enqueue(stored: StoredEvent): void;
  close(): void;
};

export function createCourier({ store, receiver: receiverOf, sign, log }: CourierOptions): Courier {
  const timers = new Set<NodeJS.Timeout>();
  const closing = new AbortController();
  const send = createSender(sign, closing.signal);

  const attempt = async (receiver: string, stored: StoredEvent, attempts: number): Promise<void> => {
    const failure = await send(receiver, stored, attempts === 0).catch((error: unknown) => String(error));
    if (closing.signal.aborted) return;
    if (failure === undefined) {
      store.append({ delivered: stored.event.id });
      return;
    }
    const delayMs = RETRY_DELAYS_MS[attempts];
    log(`Webhook ${stored.event.id} failed (attempt ${attempts + 1}): ${failure}`);
    if (delayMs !== undefined) later(delayMs, () => attempt(receiver, stored, attempts + 1));
  };
  const later = (delayMs: number, run: () => Promise<void>): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      void run();
    }, delayMs);
    timers.add(timer);
  };
  const enqueue = (stored: StoredEvent): void => {
    const receiver = receiverOf();
    if (receiver !== undefined && stored.isWanted) later(stored.delayMs, () => attempt(receiver, stored, 0));
  };
  return {
    hasReceiver: () => receiverOf() !== undefined,
    start: () => [...store.undelivered.values()].forEach(enqueue),
    enqueue,
    close() {
      closing.abort();
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

type Send = (receiver: string, stored: StoredEvent, isFirst: boolean) => Promise<string | undefined>;

/** One attempt, with the faults that the event is to go through. Says what went wrong, or nothing. */
function createSender(sign: CourierOptions["sign"], closing: AbortSignal): Send {
  const post = async (receiver: string, body: string, headers: HeadersInit): Promise<string | undefined> => {
    const response = await fetch(receiver, {
      method: "POST",
      headers,
      body,
      redirect: "manual",
      signal: AbortSignal.any([closing, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    await response.arrayBuffer(); // Read to its end, so that the connection is used again.
    return response.ok ? undefined : `the receiver answered ${response.status}`;
  };
  return async (receiver, { event, isAltered, isDuplicated }, isFirst) => {
    const rawBody = JSON.stringify(event);
    const headers = { "content-type": "application/json", ...sign(rawBody) };
    // Only the first attempt is altered: a receiver that refuses it, as it must, gets the genuine one later.
    const failure = await post(receiver, isAltered && isFirst ? alter(rawBody) : rawBody, headers);
    if (failure === undefined && isDuplicated) await post(receiver, rawBody, headers);
    return failure;
  };
}

function alter(rawBody: string): string {
  return rawBody.replace(/"event_type":"/u, '"event_type":"ALTERED.');
}
