// The order service's jobs.
import { type JobHandler, onJob } from "@souk/jobs";
import { finishCheckout } from "./checkout/commands/finish-checkout.ts";
import { returnMoney } from "./checkout/commands/return-money.ts";
import type { Deps } from "./deps.ts";
import { FinishCheckout, ReturnMoney } from "./job-definitions.ts";

export function jobs(deps: Deps): readonly JobHandler[] {
  return [
    onJob(FinishCheckout, (checkout) => finishCheckout(deps, checkout)),
    onJob(ReturnMoney, (order) => returnMoney(deps, order)),
  ];
}
