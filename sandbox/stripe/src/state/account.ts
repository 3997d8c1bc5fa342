// Everything this program knows: the objects in memory, and the witness of every movement of money in a file.
import { randomBytes } from "node:crypto";
import { appendFileSync } from "node:fs";
import { missing } from "../api-error.ts";
import type * as the from "./objects.ts";
import { SwitchBoard } from "./switches.ts";

const MS_PER_SECOND = 1000;
const ID_BYTES = 12;
const BASIS_POINTS = 10_000;
const FEE_BASIS_POINTS = 140;
const FEE_FIXED = 25;

export type AccountOptions = {
  readonly apiVersion: string;
  readonly logFile: string;
  readonly now: () => Date;
  /** What the account is kept in, and what one unit of each other currency is worth in it. */
  readonly exchangeRates: Readonly<Record<string, number>>;
};

type Told = (event: the.Event) => void;

export class Account {
  readonly intents = new Map<string, the.PaymentIntent>();
  readonly charges = new Map<string, the.Charge>();
  readonly refunds = new Map<string, the.Refund>();
  readonly disputes = new Map<string, the.Dispute>();
  readonly methods = new Map<string, the.PaymentMethod>();
  readonly customers = new Map<string, the.Customer>();
  readonly payouts = new Map<string, the.Payout>();
  readonly transactions = new Map<string, the.BalanceTransaction>();
  readonly events = new Map<string, the.Event>();
  readonly switches = new SwitchBoard();
  readonly #options: AccountOptions;
  #tell: Told = () => undefined;

  constructor(options: AccountOptions) {
    this.#options = options;
  }

  onEvent(tell: Told): void {
    this.#tell = tell;
  }

  now(): Date {
    return this.#options.now();
  }

  seconds(): number {
    return Math.floor(this.now().getTime() / MS_PER_SECOND);
  }

  newId(prefix: string): string {
    return `${prefix}_${randomBytes(ID_BYTES).toString("hex")}`;
  }

  intent(id: string): the.PaymentIntent {
    return required(this.intents, id, "payment_intent");
  }

  charge(id: string): the.Charge {
    return required(this.charges, id, "charge");
  }

  chargeOf(intent: the.PaymentIntent): the.Charge {
    return this.charge(intent.latest_charge ?? "");
  }

  dispute(id: string): the.Dispute {
    return required(this.disputes, id, "dispute");
  }

  method(id: string): the.PaymentMethod {
    return required(this.methods, id, "PaymentMethod");
  }

  /** Says what an object looks like now, to whoever listens. */
  publish(type: string, object: the.StripeObject): void {
    const event: the.Event = {
      id: this.newId("evt"),
      object: "event",
      api_version: this.#options.apiVersion,
      created: this.seconds(),
      livemode: false,
      type,
      data: { object: structuredClone(object) },
    };
    this.events.set(event.id, event);
    this.#tell(event);
  }

  /** Moves money of the account: the movement is in the file before anybody is told. `amount` is positive where money comes in. */
  move(
    category: string,
    source: Exclude<the.StripeObject, the.PaymentMethod | the.Customer>,
    amount: number,
  ): void {
    const rate = this.#options.exchangeRates[source.currency] ?? null;
    const inAccount = rate === null ? amount : Math.round(amount * rate);
    const fee =
      category === "charge" ? Math.round((inAccount * FEE_BASIS_POINTS) / BASIS_POINTS) + FEE_FIXED : 0;
    const transaction: the.BalanceTransaction = {
      id: this.newId("txn"),
      object: "balance_transaction",
      amount: inAccount,
      currency: rate === null ? source.currency : "eur",
      created: this.seconds(),
      exchange_rate: rate,
      fee,
      net: inAccount - fee,
      type: category.startsWith("dispute") ? "adjustment" : category,
      reporting_category: category,
      source: source.id,
    };
    appendFileSync(
      this.#options.logFile,
      `${JSON.stringify({ ...transaction, object: source.object, metadata: metadataOf(source) })}\n`,
    );
    this.transactions.set(transaction.id, transaction);
  }
}

function metadataOf(source: the.StripeObject): the.Metadata {
  return "metadata" in source ? source.metadata : {};
}

function required<Item>(items: ReadonlyMap<string, Item>, id: string, kind: string): Item {
  const item = items.get(id);
  if (item) return item;
  throw missing(kind, id);
}
