// SQL of the one case in which the amount of a payment changes: another one was taken, and goes back.
import { type BatchQuery, statement } from "@souk/db";
import type { Money } from "@souk/money";

const adopt = statement<never, [string, number, string]>(
  "adopt_amount",
  `update payments set amount_minor = $2, currency = $3 where id = $1 and status = 'failed' and captured_minor = 0`,
);

export function adoptAmountQuery(paymentId: string, { amount, currency }: Money): BatchQuery {
  return adopt.query([paymentId, amount, currency]);
}
