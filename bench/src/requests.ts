// Repeats one kind of request as fast as the shop answers and counts what is not a success.
import autocannon from "autocannon";
import { median } from "./figures.ts";

export type Load = {
  readonly url: string;
  readonly requests?: autocannon.Request[];
  readonly connections: number;
  readonly seconds: number;
  readonly rounds: number;
};
export type LoadResult = { readonly perSecond: number; readonly p99Ms: number };

/** The median of some rounds; a single failed request fails the measurement. */
export async function measure({ url, requests, connections, seconds, rounds }: Load): Promise<LoadResult> {
  const results: autocannon.Result[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const result = await autocannon({ url, connections, duration: seconds, ...(requests && { requests }) });
    if (result.non2xx + result.errors > 0)
      throw new Error(`${url}: ${result.non2xx} refused, ${result.errors} failed`);
    results.push(result);
  }
  return {
    perSecond: median(results.map(({ requests: { average } }) => average)),
    p99Ms: median(results.map(({ latency }) => latency.p99)),
  };
}
