// The jobs of the product service.
import type { JobHandler } from "@souk/jobs";
import { backInStockJobs } from "./back-in-stock/jobs.ts";
import { catalogueJobs } from "./catalogue/jobs.ts";
import type { Deps } from "./deps.ts";
import { mediaJobs } from "./media/jobs.ts";
import { priceJobs } from "./prices/jobs.ts";
import { recommendationJobs } from "./recommendations/jobs.ts";
import { searchJobs } from "./search/jobs.ts";
import { stockJobs } from "./stock/jobs.ts";
import { transferJobs } from "./transfer/jobs.ts";

export const jobs = (deps: Deps): readonly JobHandler[] => [
  ...catalogueJobs(deps),
  ...stockJobs(deps),
  ...searchJobs(deps),
  ...recommendationJobs(deps),
  ...mediaJobs(deps),
  ...priceJobs(deps),
  ...transferJobs(deps),
  ...backInStockJobs(deps),
];
