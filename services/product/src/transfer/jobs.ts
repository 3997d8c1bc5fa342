// The jobs of the transfer of products.
import { onJob, type JobHandler } from "@souk/jobs";
import type { Deps } from "../deps.ts";
import { runImport } from "./commands/run-import.ts";
import { ImportProducts } from "./job-definitions.ts";

export const transferJobs = (deps: Deps): readonly JobHandler[] => [
  onJob(ImportProducts, (data) => runImport(deps, data)),
];
