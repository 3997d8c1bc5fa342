// Sends events one after the other, at least once; the switches decide what goes wrong on the way.
import { signWebhook } from "../signature.ts";
import type { Account } from "../state/account.ts";
import type { Event } from "../state/objects.ts";

const RETRY_DELAYS_MS = [100, 500, 2_000, 10_000];
const TIMEOUT_MS = 10_000;

export type CourierOptions = {
  readonly account: Account;
  readonly webhookUrl: string | undefined;
  readonly secrets: readonly string[];
  readonly log: (line: string) => void;
};

export class Courier {
  readonly #options: CourierOptions;
  readonly #closing = new AbortController();
  #queue: Promise<void> = Promise.resolve();
  #waiting: Event | undefined;
  #webhookUrl: string | undefined;

  constructor(options: CourierOptions) {
    this.#options = options;
    this.#webhookUrl = options.webhookUrl;
    options.account.onEvent((event) => this.#take(event));
  }

  /** Events made from now on go there. */
  sendTo(webhookUrl: string): void {
    this.#webhookUrl = webhookUrl;
  }

  close(): void {
    this.#closing.abort();
  }

  /** Sends an event once more, as the dashboard's button does. */
  resend(event: Event): void {
    this.#enqueue(event);
  }

  #take(event: Event): void {
    const { switches } = this.#options.account;
    if (switches.spend("dropWebhooks")) return;
    const held = this.#waiting;
    this.#waiting = undefined;
    if (!held && switches.spend("reorderWebhooks")) {
      this.#waiting = event;
      return;
    }
    this.#enqueue(event);
    if (switches.spend("duplicateWebhooks")) this.#enqueue(event);
    if (held) this.#enqueue(held);
  }

  #enqueue(event: Event): void {
    const webhookUrl = this.#webhookUrl;
    if (webhookUrl === undefined) return;
    this.#queue = this.#queue.then(() => this.#deliver(webhookUrl, event));
  }

  async #deliver(url: string, event: Event): Promise<void> {
    for (const delayMs of [0, ...RETRY_DELAYS_MS]) {
      if (delayMs > 0) await this.#pause(delayMs);
      if (this.#closing.signal.aborted) return;
      if (await this.#send(url, event)) return;
    }
    this.#options.log(`The event ${event.id} was not taken; Stripe would try for three days.`);
  }

  async #send(url: string, event: Event): Promise<boolean> {
    const { account, secrets } = this.#options;
    const body = JSON.stringify(event);
    const signature = signWebhook(body, { secrets, at: account.now() });
    const sent = account.switches.spend("alterWebhooks") ? body.replace('"amount":', '"amount":1') : body;
    try {
      const { ok } = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json; charset=utf-8", "stripe-signature": signature },
        body: sent,
        signal: AbortSignal.any([this.#closing.signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      return ok;
    } catch (error) {
      this.#options.log(`A webhook was not delivered: ${String(error)}`);
      return false;
    }
  }

  #pause(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, delayMs);
      this.#closing.signal.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
    });
  }
}
