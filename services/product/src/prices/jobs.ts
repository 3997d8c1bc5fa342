// Jobs of prices.
import { onJob, type JobHandler } from "@souk/jobs";
import type { Deps } from "../deps.ts";
import { turnPriceList } from "./commands/turn-price-list.ts";
import { TurnPriceList } from "./job-definitions.ts";

export const priceJobs = (deps: Deps): readonly JobHandler[] => [
  onJob(TurnPriceList, async ({ priceListId }) => {
    await turnPriceList(deps, { priceListId });
    return "done";
  }),
];
