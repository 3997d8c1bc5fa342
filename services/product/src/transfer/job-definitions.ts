// The job that brings the products of a file in.
import { defineJob } from "@souk/jobs";

/** One for each import. It comes back after every stretch, so that a stop of the shop waits for a batch and not for a file. */
export const ImportProducts = defineJob<{ readonly importId: string }>({
  name: "product.import",
  timeoutMs: 120_000,
});
