// What a refund of some lines comes to: each line's own total, shared evenly over its pieces.
import { Refusal } from "@souk/errors";
import { shareOfMoney } from "@souk/money";
import type { Deps } from "../../deps.ts";
import type { Payment } from "../domain/payment.ts";

export type LineToRefund = { readonly lineId: string; readonly quantity: number };

/** Minor units of the payment's currency. */
export async function refundLines(
  deps: Deps,
  payment: Payment,
  lines: readonly LineToRefund[],
): Promise<number> {
  const unnamed = new Map((await deps.orders.lines(payment.orderId)).map((line) => [line.lineId, line]));
  let sum = 0;
  for (const [index, { lineId, quantity }] of lines.entries()) {
    const line = unnamed.get(lineId);
    if (!line || quantity > line.quantity) throw unknownLine(index);
    unnamed.delete(lineId);
    sum += shareOfMoney(line.total, { numerator: quantity, denominator: line.quantity }).amount;
  }
  return sum;
}

function unknownLine(index: number): Refusal {
  const message = "must be a line of the order, named once, and at most its quantity";
  return new Refusal(
    "unprocessable",
    "refund_line_unknown",
    "The order has no such line, or not as many pieces.",
    { fields: [{ pointer: `/lines/${index}`, code: "unknown", message }] },
  );
}
