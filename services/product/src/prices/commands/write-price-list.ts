// Staff make a price list or replace what it says. Documents of the products that everybody then pays something else for follow by a job.
import { StaffActed, type PriceListBody } from "@souk/contracts";
import { inTransaction, type AnyDb } from "@souk/db";
import { publish } from "@souk/events";
import { enqueueRefresh } from "../../catalogue/job-definitions.ts";
import { markProductsOfVariants } from "../../catalogue/store/stale-products.ts";
import type { Deps } from "../../deps.ts";
import { checkPriceList, priceListNotFound } from "../domain/price-list.ts";
import { scheduleTurns } from "../job-definitions.ts";
import { toPriceListBody } from "../price-list-views.ts";
import {
  listKnownVariants,
  lockPriceList,
  savePriceList,
  type PriceListContent,
  type StoredPriceList,
} from "../store/price-lists.ts";

export type WritePriceList = {
  readonly id: string;
  readonly body: PriceListBody;
  readonly actorId: string;
  /** Of the list that is there; undefined makes a new one, and a repeated id (a retry after a crash) changes nothing. */
  readonly requireVersion: ((current: number) => void) | undefined;
};

export async function writePriceList(deps: Deps, command: WritePriceList): Promise<void> {
  const { id, body, actorId, requireVersion } = command;
  await inTransaction(deps.db, async (db) => {
    const before = await lockPriceList(db, id);
    if (requireVersion === undefined && before !== undefined) return;
    if (requireVersion !== undefined && before === undefined) throw priceListNotFound();
    if (before !== undefined) requireVersion?.(before.version);
    const variantIds = body.entries.map(({ variantId }) => variantId);
    checkPriceList(body, await listKnownVariants(db, variantIds));
    const at = deps.now();
    const after = toContent(id, body, { createdAt: before?.createdAt ?? at, updatedAt: at });
    await savePriceList(db, after);
    await scheduleTurns(db, after);
    await markPublic(db, before, after);
    await publish(db, StaffActed, {
      actorId,
      action: before === undefined ? "price_list.create" : "price_list.update",
      subjectType: "price_list",
      subjectId: id,
      before: before === undefined ? null : toPriceListBody(before),
      after: toPriceListBody(after),
      at: at.toISOString(),
    });
  });
  deps.documents.expireAll();
}

function toContent(
  id: string,
  body: PriceListBody,
  times: Pick<PriceListContent, "createdAt" | "updatedAt">,
): PriceListContent {
  const { startsAt, endsAt, ...rest } = body;
  return {
    ...rest,
    ...times,
    id,
    startsAt: startsAt === null ? null : new Date(startsAt),
    endsAt: endsAt === null ? null : new Date(endsAt),
  };
}

/** Only what everybody pays stands in documents; a group's prices are asked for when they are wanted. */
async function markPublic(
  db: AnyDb,
  before: StoredPriceList | undefined,
  after: PriceListContent,
): Promise<void> {
  const told = [before, after].flatMap((list) => (list?.customerGroup === null ? list.entries : []));
  if (told.length === 0) return;
  await markProductsOfVariants(
    db,
    told.map(({ variantId }) => variantId),
  );
  await enqueueRefresh(db);
}
