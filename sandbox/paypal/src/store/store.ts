// Everything the provider knows: one line on disk for each change, and the state in memory that is rebuilt from the lines on start.
// A line is on disk before anybody is told of the change.
import { closeSync, existsSync, fdatasyncSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Dispute } from "../domain/dispute.ts";
import type { Order } from "../domain/order.ts";
import { switchedOff, Switches, type TriggerName } from "../domain/switches.ts";
import type { Transaction } from "../domain/transaction.ts";
import type { StoredEvent, WebhookEvent } from "../webhooks/webhook-event.ts";

/** The first answer under a PayPal-Request-Id; what it was about is looked up again. */
export type Answer = { readonly key: string; readonly subjectId: string; readonly until: string };

/** All that one request changed, so that a crash keeps or loses it whole. */
export type Entry = {
  readonly order?: Order;
  readonly forgotten?: string;
  readonly dispute?: Dispute;
  readonly transactions?: readonly Transaction[];
  readonly events?: readonly StoredEvent[];
  readonly answer?: Answer;
  readonly delivered?: string;
  readonly switches?: Switches;
};

const FILE_MODE = 0o600;

export class Store {
  readonly orders = new Map<string, Order>();
  readonly disputes = new Map<string, Dispute>();
  readonly transactions: Transaction[] = [];
  readonly events: WebhookEvent[] = [];
  readonly undelivered = new Map<string, StoredEvent>();
  readonly #answers = new Map<string, Answer>();
  #switches: Switches = switchedOff;
  readonly #file: number;

  constructor(directory: string) {
    mkdirSync(directory, { recursive: true });
    const path = join(directory, "paypal.jsonl");
    const lines = existsSync(path) ? readFileSync(path, "utf8").split("\n") : [];
    for (const line of lines.slice(0, -1)) this.#apply(JSON.parse(line) as Entry);
    this.#file = openSync(path, "a", FILE_MODE);
  }

  get switches(): Switches {
    return this.#switches;
  }

  append(entry: Entry): void {
    writeSync(this.#file, `${JSON.stringify(entry)}\n`);
    fdatasyncSync(this.#file);
    this.#apply(entry);
  }

  close(): void {
    closeSync(this.#file);
  }

  /** Uses a switch up by one where it has a count; says whether it was on. */
  spend(name: TriggerName): boolean {
    const value = this.#switches[name];
    if (typeof value === "boolean") return value;
    if (value === 0) return false;
    this.append({ switches: { ...this.#switches, [name]: value - 1 } });
    return true;
  }

  findAnswer(key: string, now: Date): Answer | undefined {
    const answer = this.#answers.get(key);
    return answer && now.toISOString() < answer.until ? answer : undefined;
  }

  /** The order that has a capture, authorization or refund of that id. */
  findOrderOf(id: string): Order | undefined {
    const has = (order: Order): boolean =>
      [...order.captures, ...order.authorizations, ...order.refunds].some((one) => one.id === id);
    return [...this.orders.values()].find(has);
  }

  #apply(entry: Entry): void {
    if (entry.order) this.orders.set(entry.order.id, entry.order);
    if (entry.forgotten !== undefined) this.orders.delete(entry.forgotten);
    if (entry.dispute) this.disputes.set(entry.dispute.dispute_id, entry.dispute);
    this.transactions.push(...(entry.transactions ?? []));
    for (const stored of entry.events ?? []) {
      this.events.push(stored.event);
      if (stored.isWanted) this.undelivered.set(stored.event.id, stored);
    }
    if (entry.answer) this.#answers.set(entry.answer.key, entry.answer);
    if (entry.delivered !== undefined) this.undelivered.delete(entry.delivered);
    if (entry.switches) this.#switches = Switches.parse(entry.switches);
  }
}
