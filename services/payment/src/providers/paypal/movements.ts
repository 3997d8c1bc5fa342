// The account's movements as PayPal's books have them, for reconciliation. PayPal lists a movement up to three hours after it happened.
// https://developer.paypal.com/docs/transaction-search/transaction-event-codes/
import { type Money, negateMoney } from "@souk/money";
import { z } from "zod";
import type { PaymentProvider, ProviderMovement } from "../payment-provider.ts";
import { amountBody } from "./amounts.ts";
import type { Call } from "./call.ts";
import { idsOf } from "./refunds.ts";

/** PayPal lists at most ten thousand movements of one window, and windows of 31 days at most. */
const WINDOW_MS = 86_400_000;
const PAGE_SIZE = 500;
const SUCCEEDED = "S";

const transactionBody = z.object({
  transaction_id: z.string(),
  transaction_event_code: z.string(),
  transaction_initiation_date: z.coerce.date(),
  transaction_amount: amountBody,
  fee_amount: amountBody.optional(),
  transaction_status: z.string(),
  custom_field: z.string().optional(),
});
type Transaction = z.infer<typeof transactionBody>;
const pageBody = z.object({
  transaction_details: z.array(z.object({ transaction_info: transactionBody })).default([]),
  total_pages: z.int().default(1),
});

const kinds: readonly (readonly [RegExp, ProviderMovement["kind"]])[] = [
  [/^T110[67]$/, "refund"],
  [/^T00/, "capture"],
  [/^T(?:1201|1110|1111|1114|1115)$/, "dispute"],
  [/^T1202$/, "dispute_won"],
  [/^T01/, "fee"],
  [/^T04/, "payout"],
];

export function movementCalls(call: Call, now: () => Date): Required<Pick<PaymentProvider, "movements">> {
  return {
    async *movements(since) {
      const until = now();
      for (let start = since; start < until; start = new Date(start.getTime() + WINDOW_MS)) {
        const end = new Date(Math.min(start.getTime() + WINDOW_MS - 1, until.getTime()));
        const found = await listWindow(call, { start, end });
        yield* found.toSorted((left, right) => left.at.getTime() - right.at.getTime());
      }
    },
  };
}

type Window = { readonly start: Date; readonly end: Date };

async function listWindow(call: Call, { start, end }: Window): Promise<readonly ProviderMovement[]> {
  const found: ProviderMovement[] = [];
  let pages = 1;
  for (let page = 1; page <= pages; page += 1) {
    const query = {
      startDate: start.toISOString(),
      endDate: end.toISOString(),
      fields: "transaction_info",
      transactionStatus: SUCCEEDED,
      pageSize: PAGE_SIZE,
      page,
    };
    const answer = await call(pageBody, ({ reports }) => reports.searchTransactions(query));
    pages = answer.total_pages;
    for (const { transaction_info: transaction } of answer.transaction_details)
      found.push(...toMovements(transaction));
  }
  return found;
}

/** What PayPal kept of a payment is a movement of its own beside it. Holds and conversions of the account are none of ours. */
function toMovements(transaction: Transaction): readonly ProviderMovement[] {
  const kind = kinds.find(([code]) => code.test(transaction.transaction_event_code))?.[1];
  if (kind === undefined) return [];
  const { transaction_id: id, transaction_amount: amount, fee_amount: fee } = transaction;
  const ids = idsOf(transaction.custom_field);
  const about = {
    paymentId: ids.paymentId ?? null,
    providerPaymentId: null,
    refundId: ids.refundId,
    at: transaction.transaction_initiation_date,
  };
  const movement = { id, kind, amount: absolute(amount), ...about };
  if (!fee || fee.amount === 0) return [movement];
  return [movement, { id: `${id}/fee`, kind: "fee", amount: absolute(fee), ...about }];
}

function absolute(amount: Money): Money {
  return amount.amount < 0 ? negateMoney(amount) : amount;
}
