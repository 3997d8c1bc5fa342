// The job behind an order's first shipment: takes the money that was only held until then. Where it was taken before, nothing happens.
import type { JobOutcome } from "@souk/jobs";
import { isFinalRefusal } from "../../clients/final-refusal.ts";
import type { Deps } from "../../deps.ts";
import { type MoneyToCapture, OUTCOME_RETRY_MS } from "../../job-definitions.ts";

export async function captureMoney(deps: Deps, { orderId, captureId }: MoneyToCapture): Promise<JobOutcome> {
  const status = await ask(deps, { orderId, captureId });
  if (status === "pending") return { retryAfterMs: OUTCOME_RETRY_MS };
  if (status === "failed")
    deps.telemetry.log.error({ orderId, captureId }, "goods were shipped and their money was not taken");
  return "done";
}

async function ask(deps: Deps, capture: MoneyToCapture) {
  try {
    return await deps.payments.capture(capture);
  } catch (error) {
    if (isFinalRefusal(error)) return "failed";
    throw error;
  }
}
