// The shop of the trade day: what shoppers, staff, the provider's dashboard and clumsy hands do to it, and what is left of it in the evening.
import { randomUUID } from "node:crypto";
import { FindingKind } from "@souk/contracts";
import { type AnyDb, statement } from "@souk/db";
import type { TestShop } from "@souk/testing";
import { z } from "zod";
import * as payments from "../../services/payment/test/payments.ts";
import { plants } from "../../services/payment/test/plants.ts";
import type { Random } from "./random.ts";
import type { Balance, BookLine, Expected, FoundFinding, TradeDay } from "./trade-day-verdict.ts";

const PAGE_LIMIT = 100;
const REFUND_MINOR_MAX = 2_000;
/** The provider shares this process with the shop, and what is not known is planted, not met by chance. */
const PROVIDER_TIMEOUT_MS = "10000";

export type Market = {
  readonly kinds: readonly FindingKind[];
  /** Sells something, well or badly; says what it was. */
  trade(random: Random): Promise<string>;
  payOut(): Promise<void>;
  plant(kind: FindingKind): Promise<Expected>;
  pass(milliseconds: number): void;
  reconcile(): Promise<void>;
  /** Staff repair all that waits for them. */
  repairOpen(): Promise<void>;
  /** What the services do from time to time. */
  doChores(): Promise<void>;
  outcome(planted: readonly Expected[]): Promise<Omit<TradeDay, "planted">>;
  close(): Promise<void>;
};

export async function openMarket(): Promise<Market> {
  const shop = await payments.startPaymentShop(
    { PAYMENT_DECLINES_SHOP_MAX: "100000", PAYMENT_PROVIDER_TIMEOUT_MS: PROVIDER_TIMEOUT_MS },
    { sharesClock: true },
  );
  return {
    kinds: FindingKind.options,
    trade: (random) => trade(shop, random),
    async payOut() {
      await payments.askProvider(shop, "POST", "/v1/payouts", {});
    },
    async plant(kind) {
      const subject = await plants[kind](shop);
      await shop.settled();
      return { kind, subject };
    },
    pass: (milliseconds) => shop.clock.advance(milliseconds),
    async reconcile() {
      await shop.settled();
      const as = await shop.staff(["payments:write"]);
      const { status, text } = await shop.call("POST", "/reconciliation/runs", { as });
      if (status !== 201) throw new Error(text);
    },
    repairOpen: () => repairOpen(shop),
    async doChores() {
      await shop.runJobs("order");
      await shop.runJobs("payment");
      await shop.settled();
    },
    outcome: (planted) => outcomeOf(shop, planted),
    close: () => shop.close(),
  };
}

const deals = [
  ...Array.from({ length: 12 }, () => "paid"),
  "paid",
  "paid on the page",
  "declined",
  "declined",
  "left unpaid",
  "refunded in part",
  "refunded in part",
  "refunded",
  "disputed",
  "cancelled",
] as const;

async function trade(shop: TestShop, random: Random): Promise<string> {
  const deal = random.pick(["paid", ...deals]);
  const order = await payments.anOrder(shop);
  if (deal === "left unpaid") return deal;
  if (deal === "declined") {
    await payments.pay(shop, order, { token: "tok_declined" });
    return deal;
  }
  if (deal === "paid on the page") {
    const { body } = await payments.pay(shop, order, { returnUrl: "https://shop.example/back" });
    await payments.payOnPage(body.redirectUrl);
    await payments.webhookHandled(shop, body.id, "payment.captured");
    return deal;
  }
  const { body } = await payments.pay(shop, order, {
    token: deal === "disputed" ? "tok_dispute" : "tok_visa",
  });
  if (deal === "disputed") await payments.webhookHandled(shop, body.id, "dispute.opened");
  await shop.settled();
  if (deal === "refunded" || deal === "refunded in part") {
    const amount = deal === "refunded" ? order.total.amount : random.integer(1, REFUND_MINOR_MAX);
    const asked = { amount, reason: "the customer asked" };
    await act(shop, { method: "POST", path: `/payments/${body.id}/refund`, body: asked });
  }
  if (deal === "cancelled") {
    await act(shop, { method: "DELETE", path: `/orders/${order.orderId}` });
    await shop.settled();
  }
  return deal;
}

type Act = { readonly method: "POST" | "DELETE"; readonly path: string; readonly body?: unknown };

async function act(shop: TestShop, { method, path, body }: Act): Promise<void> {
  const as = await shop.administrator();
  const { status, text } = await shop.call(method, path, { as, key: randomUUID(), body });
  if (status >= 300) throw new Error(text);
}

const Findings = z.object({
  items: z.array(z.object({ id: z.string(), kind: z.string(), subject: z.string(), status: z.string() })),
  nextCursor: z.string().nullable(),
});

async function listFindings(
  shop: TestShop,
  query = "",
): Promise<readonly (FoundFinding & { readonly id: string })[]> {
  const as = await shop.staff(["payments:read"]);
  const found: z.infer<typeof Findings>["items"] = [];
  for (let cursor: string | null = "", isFirst = true; cursor !== null; isFirst = false) {
    const place: string = isFirst ? "" : `&cursor=${cursor}`;
    const path = `/reconciliation/findings?limit=${PAGE_LIMIT}${query}${place}`;
    const page = Findings.parse((await shop.call("GET", path, { as })).body);
    found.push(...page.items);
    cursor = page.nextCursor;
  }
  return found;
}

async function repairOpen(shop: TestShop): Promise<void> {
  const as = await shop.staff(["payments:read", "payments:write"]);
  for (const { id } of await listFindings(shop, "&status=open")) {
    const path = `/reconciliation/findings/${id}`;
    const tag = String((await shop.call("GET", path, { as })).headers["etag"]);
    const { status, text } = await shop.call("POST", `${path}/repair`, { as, headers: { "if-match": tag } });
    if (status !== 200) throw new Error(text);
  }
  await shop.settled();
}

const orderOfPayment = statement<{ readonly subject: string }, [string]>(
  "proof_order_of_payment",
  "select order_id as subject from payments where id = $1",
);
const owedByProvider = statement<Balance>(
  "proof_owed_by_provider",
  `select currency, sum(amount_minor)::bigint as amount from ledger_entries where account = 'provider' group by currency`,
);
const unbalancedBookings = statement<{ readonly id: string }>(
  "proof_unbalanced_bookings",
  `select transaction_id as id from ledger_entries group by transaction_id, currency having sum(amount_minor) <> 0`,
);
const Books = z.object({
  items: z.array(z.object({ kind: z.string(), amount: z.number(), currency: z.string() })),
  hasMore: z.boolean(),
});
const BOOKS_PAGE = 1_000;

async function outcomeOf(shop: TestShop, planted: readonly Expected[]): Promise<Omit<TradeDay, "planted">> {
  const db: AnyDb = shop.db("payment");
  const neverPaid = planted.filter(({ kind }) => kind === "capture_missing");
  const orders = await Promise.all(neverPaid.map(({ subject }) => orderOfPayment.rows(db, [subject])));
  const books: BookLine[] = [];
  for (let hasMore = true; hasMore;) {
    const path = `/v1/books?after=${books.length}&limit=${BOOKS_PAGE}`;
    const page = Books.parse(await payments.askProvider(shop, "GET", path));
    books.push(...page.items);
    hasMore = page.hasMore;
  }
  return {
    books,
    found: await listFindings(shop),
    // When the money that never was is taken out of our books, its order turns out to be unpaid.
    consequences: orders.flat().map(({ subject }) => ({ kind: "order_without_capture", subject })),
    owed: await owedByProvider.rows(db, []),
    unbalanced: (await unbalancedBookings.rows(db, [])).length,
  };
}
