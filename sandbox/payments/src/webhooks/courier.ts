// Brings webhook events to the receiver: in order for each payment, at least once, with back-off for up to three days.
// What is still to be delivered lives in the ledger; this file holds only who is next.
import { isSwitchedOn } from "../domain/switches.ts";
import type { StoredEvent } from "../domain/webhook-event.ts";
import type { Ledger } from "../store/ledger.ts";
import type { Sender } from "./sender.ts";

/** The waits between attempts; the last one repeats. */
const retryDelaysMs = [200, 1_000, 5_000, 30_000, 120_000, 600_000, 3_600_000] as const;
const lastRetryDelayMs = 3_600_000;
const giveUpAfterMs = 3 * 86_400_000;
const concurrentMax = 32;
const reorderHoldMs = 2_000;

type Waiting = { readonly stored: StoredEvent; attempts: number; notBefore: number; wasHeld: boolean };
type Queue = {
  readonly waiting: Waiting[];
  state: "idle" | "timed" | "ready" | "sending";
  timer: NodeJS.Timeout | undefined;
};

export type CourierDeps = {
  readonly ledger: Ledger;
  /** Undefined: there is no receiver, events are only recorded. */
  readonly send: Sender | undefined;
  readonly now: () => Date;
  readonly log: (line: string) => void;
};

export class Courier {
  readonly #deps: CourierDeps;
  readonly #queues = new Map<string, Queue>();
  #ready: Queue[] = [];
  #sending = 0;
  #isClosed = false;

  constructor(deps: CourierDeps) {
    this.#deps = deps;
  }

  get hasReceiver(): boolean {
    return this.#deps.send !== undefined;
  }

  /** Takes up what an earlier process left undelivered. */
  start(): void {
    for (const { stored, attempts, nextAttemptAt } of this.#deps.ledger.listUndelivered()) {
      this.#push(stored, attempts, nextAttemptAt === undefined ? undefined : Date.parse(nextAttemptAt));
    }
  }

  enqueue(stored: StoredEvent): void {
    if (stored.plan.delivery === "pending") this.#push(stored, 0, undefined);
  }

  /** Looks again whether there is something to do, after the provider came back from `offline`. */
  resume(): void {
    this.#pump();
  }

  close(): void {
    this.#isClosed = true;
    for (const queue of this.#queues.values()) clearTimeout(queue.timer);
  }

  #push(stored: StoredEvent, attempts: number, notBefore: number | undefined): void {
    const paymentId = stored.event.data.payment.id;
    const queue = this.#queues.get(paymentId) ?? { waiting: [], state: "idle", timer: undefined };
    this.#queues.set(paymentId, queue);
    const due = notBefore ?? Date.parse(stored.event.createdAt) + stored.plan.delayMs;
    queue.waiting.push({ stored, attempts, notBefore: due, wasHeld: false });
    if (queue.state === "idle" || queue.state === "timed") this.#schedule(queue);
  }

  /** Decides when the first event of a payment goes out; later ones wait behind it. */
  #schedule(queue: Queue): void {
    clearTimeout(queue.timer);
    const [first, second] = queue.waiting;
    if (!first) return;
    const now = this.#deps.now().getTime();
    if (first.stored.plan.reorder && !first.wasHeld) {
      if (second) {
        first.wasHeld = true;
        second.wasHeld = true;
        queue.waiting.splice(0, 2, second, first);
        this.#schedule(queue);
        return;
      }
      this.#startTimer(queue, reorderHoldMs, () => (first.wasHeld = true));
      return;
    }
    if (first.notBefore > now) this.#startTimer(queue, first.notBefore - now, () => (first.notBefore = 0));
    else this.#makeReady(queue);
  }

  #startTimer(queue: Queue, delayMs: number, settle: () => void): void {
    queue.state = "timed";
    queue.timer = setTimeout(() => {
      settle();
      this.#schedule(queue);
    }, delayMs);
  }

  #makeReady(queue: Queue): void {
    queue.state = "ready";
    this.#ready.push(queue);
    this.#pump();
  }

  #pump(): void {
    while (
      !this.#isClosed &&
      this.#sending < concurrentMax &&
      !isSwitchedOn(this.#deps.ledger.switches.offline)
    ) {
      const queue = this.#ready.shift();
      const first = queue?.waiting[0];
      if (!queue || !first) return;
      queue.state = "sending";
      this.#sending += 1;
      void this.#deliver(queue, first);
    }
  }

  async #deliver(queue: Queue, first: Waiting): Promise<void> {
    const { ledger, send, log } = this.#deps;
    const { event } = first.stored;
    let failure: string | undefined;
    try {
      await ledger.durable(); // The receiver hears of nothing that a crash could take back.
      failure = await send?.(first.stored, first.attempts);
    } catch (error) {
      failure = String(error);
    }
    this.#sending -= 1;
    if (this.#isClosed) return;
    first.attempts += 1;
    if (failure === undefined) this.#settle(queue, first, "delivered");
    else if (this.#deps.now().getTime() - Date.parse(event.createdAt) > giveUpAfterMs) {
      log(`Webhook ${event.id} is given up after ${first.attempts} attempts: ${failure}`);
      this.#settle(queue, first, "abandoned");
    } else this.#retry(first, failure);
    queue.state = "idle";
    this.#schedule(queue);
    if (queue.waiting.length === 0) this.#queues.delete(event.data.payment.id);
    this.#pump();
  }

  #settle(queue: Queue, first: Waiting, outcome: "delivered" | "abandoned"): void {
    this.#deps.ledger.append({
      delivery: { eventId: first.stored.event.id, outcome, attempts: first.attempts },
    });
    queue.waiting.splice(queue.waiting.indexOf(first), 1);
  }

  #retry(first: Waiting, failure: string): void {
    const { id: eventId } = first.stored.event;
    const { attempts } = first;
    const delayMs = retryDelaysMs[attempts - 1] ?? lastRetryDelayMs;
    first.notBefore = this.#deps.now().getTime() + delayMs;
    const nextAttemptAt = new Date(first.notBefore).toISOString();
    this.#deps.ledger.append({ delivery: { eventId, outcome: "failed", attempts, nextAttemptAt } });
    this.#deps.log(
      `Webhook ${eventId} failed (attempt ${attempts}), the next attempt is in ${delayMs} ms: ${failure}`,
    );
  }
}
