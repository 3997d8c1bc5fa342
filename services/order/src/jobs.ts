// The order service's jobs.
import { enqueue, type JobHandler, onJob } from "@souk/jobs";
import { tendCarts } from "./carts/commands/tend-carts.ts";
import { finishCheckout } from "./checkout/commands/finish-checkout.ts";
import { returnMoney } from "./checkout/commands/return-money.ts";
import type { Deps } from "./deps.ts";
import { captureMoney } from "./fulfilment/commands/capture-money.ts";
import { completeOrder } from "./fulfilment/commands/complete-order.ts";
import {
  CaptureMoney,
  CompleteOrder,
  ExecuteRefund,
  FinishCheckout,
  ReturnMoney,
  TendCarts,
} from "./job-definitions.ts";
import { executeRefundJob } from "./orders/commands/execute-refund.ts";

const HOUR_MS = 3_600_000;
/** Between two runs of which the first could not do everything. */
const BREATH_MS = 1_000;
const ONLY = "only";

export function jobs(deps: Deps): readonly JobHandler[] {
  return [
    onJob(FinishCheckout, (checkout) => finishCheckout(deps, checkout)),
    onJob(ReturnMoney, (order) => returnMoney(deps, order)),
    onJob(ExecuteRefund, (refund) => executeRefundJob(deps, refund)),
    onJob(CaptureMoney, (money) => captureMoney(deps, money)),
    onJob(CompleteOrder, (order) => completeOrder(deps, order)),
    onJob(TendCarts, async () => ({ retryAfterMs: (await tendCarts(deps)) ? BREATH_MS : HOUR_MS })),
  ];
}

/** What runs from time to time. */
export async function startJobs({ db }: Pick<Deps, "db">): Promise<void> {
  await enqueue(db, TendCarts, { key: ONLY, data: {} });
}
