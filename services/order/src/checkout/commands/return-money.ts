// The job behind every cancellation: asks until nothing of the order's money is held or in doubt.
import type { JobOutcome } from "@souk/jobs";
import type { Deps } from "../../deps.ts";
import { OUTCOME_RETRY_MS } from "../../job-definitions.ts";

export async function returnMoney(
  deps: Deps,
  { orderId }: { readonly orderId: string },
): Promise<JobOutcome> {
  const isSettled = await deps.payments.cancelOfOrder(orderId, "order_cancelled");
  return isSettled ? "done" : { retryAfterMs: OUTCOME_RETRY_MS };
}
