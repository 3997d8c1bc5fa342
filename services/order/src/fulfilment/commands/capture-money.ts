// The job behind an order's first shipment: takes the money that was only held until then. Where it was taken before, nothing happens.
import { isRefusal } from "@souk/errors";
import type { JobOutcome } from "@souk/jobs";
import { OutcomeUnknown } from "@souk/rpc";
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
    const isAnswer = isRefusal(error) && !(error instanceof OutcomeUnknown) && error.kind !== "unavailable";
    if (isAnswer) return "failed";
    throw error;
  }
}
