// The jobs of the product service.
import type { JobHandler } from "@souk/jobs";
import type { Deps } from "./deps.ts";
import { stockJobs } from "./stock/jobs.ts";

export const jobs = (deps: Deps): readonly JobHandler[] => stockJobs(deps);
