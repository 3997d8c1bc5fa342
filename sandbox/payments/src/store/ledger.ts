// Everything the provider knows: the journal on disk and the state in memory that is rebuilt from it on start.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Payout } from "../domain/books.ts";
import type { Dispute, Method, Movement, Payment, Refund } from "../domain/records.ts";
import { switchedOff, Switches, type TriggerName } from "../domain/switches.ts";
import type { StoredEvent } from "../domain/webhook-event.ts";
import { openJournal, replayJournal, type Journal } from "./journal.ts";

export type Answer = {
  readonly key: string;
  readonly fingerprint: string;
  readonly status: number;
  readonly body: string;
};

export type DeliveryRecord = {
  readonly eventId: string;
  readonly outcome: "delivered" | "failed" | "abandoned";
  readonly attempts: number;
  readonly nextAttemptAt?: string;
};

/** One line of the journal: all that one request changed, so that a crash keeps or loses it whole. */
export type Entry = {
  readonly payment?: Payment;
  readonly movement?: Movement;
  readonly refund?: Refund;
  readonly dispute?: Dispute;
  readonly method?: Method;
  readonly payouts?: readonly Payout[];
  readonly events?: readonly StoredEvent[];
  readonly answer?: Answer;
  readonly delivery?: DeliveryRecord;
  readonly switches?: Switches;
};

export type Undelivered = {
  readonly stored: StoredEvent;
  readonly attempts: number;
  readonly nextAttemptAt: string | undefined;
};

export class Ledger {
  readonly payments = new Map<string, Payment>();
  readonly refunds = new Map<string, Refund>();
  readonly disputes = new Map<string, Dispute>();
  readonly methods = new Map<string, Method>();
  readonly movements: Movement[] = [];
  readonly payouts: Payout[] = [];
  readonly events: StoredEvent[] = [];
  readonly #refundIdsByReference = new Map<string, string[]>();
  readonly #refundIdsByPayment = new Map<string, string[]>();
  readonly #paymentIdsByReference = new Map<string, string[]>();
  readonly #answers = new Map<string, Answer>();
  readonly #eventPositions = new Map<string, number>();
  readonly #undelivered = new Map<string, Undelivered>();
  #switches: Switches = switchedOff;
  readonly #journal: Journal;

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  static async open(directory: string, log: (line: string) => void): Promise<Ledger> {
    await mkdir(directory, { recursive: true });
    const path = join(directory, "ledger.jsonl");
    const journal = await openJournal(path, (error) => {
      log(`The ledger cannot be written any more; every request is refused from now on: ${String(error)}`);
    });
    const ledger = new Ledger(journal);
    await replayJournal(path, (line) => ledger.#apply(fromLine(line)));
    return ledger;
  }

  get switches(): Switches {
    return this.#switches;
  }

  /** Changes the state at once; the caller tells nobody before `durable()`. */
  append(entry: Entry): void {
    this.#apply(entry);
    this.#journal.append(JSON.stringify(entry));
  }

  durable(): Promise<void> {
    return this.#journal.durable();
  }

  close(): Promise<void> {
    return this.#journal.close();
  }

  /** Uses a switch up by one where it has a count; says whether it was on. */
  spendSwitch(name: TriggerName): boolean {
    const value = this.#switches[name];
    if (typeof value === "boolean") return value;
    if (value === 0) return false;
    this.append({ switches: { ...this.#switches, [name]: value - 1 } });
    return true;
  }

  findAnswer(key: string): Answer | undefined {
    return this.#answers.get(key);
  }

  listPaymentsByReference(reference: string): readonly Payment[] {
    const ids = this.#paymentIdsByReference.get(reference) ?? [];
    return ids.flatMap((id) => this.payments.get(id) ?? []);
  }

  listRefundsByReference(reference: string): readonly Refund[] {
    return this.#refundsOf(this.#refundIdsByReference.get(reference));
  }

  listRefundsOfPayment(paymentId: string): readonly Refund[] {
    return this.#refundsOf(this.#refundIdsByPayment.get(paymentId));
  }

  #refundsOf(ids: readonly string[] = []): readonly Refund[] {
    return ids.flatMap((id) => this.refunds.get(id) ?? []);
  }

  /** Where the event stands in the list; undefined when there is no such event. */
  findEventPosition(eventId: string): number | undefined {
    return this.#eventPositions.get(eventId);
  }

  listUndelivered(): readonly Undelivered[] {
    return [...this.#undelivered.values()];
  }

  #apply(entry: Entry): void {
    if (entry.payment) this.#applyPayment(entry.payment);
    if (entry.movement) this.movements.push(entry.movement);
    if (entry.refund) this.#applyRefund(entry.refund);
    if (entry.dispute) this.disputes.set(entry.dispute.id, entry.dispute);
    if (entry.method) this.methods.set(entry.method.id, entry.method);
    this.payouts.push(...(entry.payouts ?? []));
    for (const stored of entry.events ?? []) this.#applyEvent(stored);
    if (entry.answer) this.#answers.set(entry.answer.key, entry.answer);
    if (entry.delivery) this.#applyDelivery(entry.delivery);
    if (entry.switches) this.#switches = Switches.parse(entry.switches);
  }

  #applyPayment(payment: Payment): void {
    if (!this.payments.has(payment.id)) addTo(this.#paymentIdsByReference, payment.reference, payment.id);
    this.payments.set(payment.id, payment);
  }

  #applyRefund(refund: Refund): void {
    if (!this.refunds.has(refund.id)) {
      addTo(this.#refundIdsByReference, refund.reference, refund.id);
      addTo(this.#refundIdsByPayment, refund.paymentId, refund.id);
    }
    this.refunds.set(refund.id, refund);
  }

  #applyEvent(stored: StoredEvent): void {
    this.#eventPositions.set(stored.event.id, this.events.length);
    this.events.push(stored);
    if (stored.plan.delivery === "pending") {
      this.#undelivered.set(stored.event.id, { stored, attempts: 0, nextAttemptAt: undefined });
    }
  }

  #applyDelivery(delivery: DeliveryRecord): void {
    const { eventId, outcome, attempts, nextAttemptAt } = delivery;
    const waiting = this.#undelivered.get(eventId);
    if (waiting && outcome === "failed")
      this.#undelivered.set(eventId, { stored: waiting.stored, attempts, nextAttemptAt });
    else this.#undelivered.delete(eventId);
  }
}

/** Payments of an older journal had nothing to let go of in parts, and no refunds that took their time. */
function fromLine(line: string): Entry {
  const entry = JSON.parse(line) as Entry;
  return entry.payment ? { ...entry, payment: { ...olderPayment, ...entry.payment } } : entry;
}
const olderPayment = { amountReleased: 0, amountRefunding: 0 };

function addTo<T>(index: Map<string, T[]>, key: string, value: T): void {
  const list = index.get(key);
  if (list) list.push(value);
  else index.set(key, [value]);
}
