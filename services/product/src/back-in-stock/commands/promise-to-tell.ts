// Hears that a variant is back: a job tells those who wait, if anybody does.
import { runBatch } from "@souk/db";
import { claimQuery } from "@souk/events";
import { enqueueQuery } from "@souk/jobs";
import type { Deps } from "../../deps.ts";
import { TellBackInStock } from "../job-definitions.ts";
import { isAnybodyInLine } from "../store/waiting-line.ts";

const CONSUMER = "product.promise-to-tell";

export type PromiseToTell = { readonly variantId: string; readonly eventId: string };

export async function promiseToTell(deps: Deps, { variantId, eventId }: PromiseToTell): Promise<void> {
  if (!(await isAnybodyInLine(deps.db, variantId))) return;
  await runBatch(deps.db, [
    claimQuery(CONSUMER, eventId),
    enqueueQuery(TellBackInStock, { key: variantId, data: { variantId }, replace: true }),
  ]);
}
