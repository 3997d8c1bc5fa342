// How a payment stands when all its webhooks have come, and how it must: the same in whatever way they came.
import type { TestShop } from "@souk/testing";
import { sql } from "kysely";
import * as the from "./payments.ts";
import { each, type Played } from "./webhook-stories.ts";

/** All that must be the same in the end. */
const THE_END = {
  money: ["refunded", 5590, 0, 5590],
  refunds: [
    [500, "succeeded"],
    [5090, "succeeded"],
  ],
  balances: [],
  disputes: [{ status: "won", amount: 2000 }],
  order: "refunded",
  said: { refunded: 2, disputed: 2 },
  isCaptureSaid: true,
};

/** Of each payment that ended in another way: how it came to be told, and how it ended. */
export async function wrongEnds(shop: TestShop, played: readonly Played[]): Promise<readonly string[]> {
  const said = await saidOfEach(shop);
  const ends = await each(played, async (one) => ({ one, end: await endOf(shop, one, said) }));
  const expected = JSON.stringify(THE_END);
  return ends
    .map(({ one, end }) => ({ plan: one.plan, end: JSON.stringify(end) }))
    .filter(({ end }) => end !== expected)
    .map(({ plan, end }) => `${JSON.stringify(plan)} ended as ${end}, not as ${expected}`);
}

type Said = ReadonlyMap<string, readonly string[]>;

/** What the payment service said, by payment. */
async function saidOfEach(shop: TestShop): Promise<Said> {
  const said = new Map<string, string[]>();
  for (const { type, data } of await shop.published("payment")) {
    const { paymentId = "" } = data as { paymentId?: string };
    const earlier = said.get(paymentId);
    if (earlier) earlier.push(type);
    else said.set(paymentId, [type]);
  }
  return said;
}

// oxlint-disable-next-line max-params -- where, what, and what was heard of it
async function endOf(shop: TestShop, { paymentId, orderId }: Played, heard: Said) {
  const { status, captured, capturable, refunded, refunds } = await the.paymentOf(shop, { paymentId });
  const db = shop.db("payment");
  const { rows: balances } = await sql`select account, sum(amount_minor)::float8 as amount
    from ledger_entries e join ledger_transactions t on t.id = e.transaction_id
    where t.payment_id = ${paymentId} and t.kind <> 'fee' group by account having sum(amount_minor) <> 0`.execute(
    db,
  );
  const { rows: disputes } = await sql`select status, amount_minor::float8 as amount from disputes
    where payment_id = ${paymentId}`.execute(db);
  const given = refunds.map(({ amount, status: end }: { amount: { amount: number }; status: string }) => [
    amount.amount,
    end,
  ]);
  const said = heard.get(paymentId) ?? [];
  const countOf = (type: string): number => said.filter((one) => one === type).length;
  return {
    money: [status, captured.amount, capturable.amount, refunded.amount],
    refunds: given,
    balances,
    disputes,
    order: await the.statusOfOrder(shop, { orderId }),
    said: { refunded: countOf("payment.refunded.v1"), disputed: countOf("payment.disputed.v1") },
    isCaptureSaid: said.includes("payment.captured.v1"),
  };
}
