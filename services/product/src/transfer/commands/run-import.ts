// Brings the products of a file in, step by step from where it stands. Each step says in its own transaction how far it came, so that
// a crash loses no step and repeats none; a file that is brought in a second time changes nothing.
import { StaffActed } from "@souk/contracts";
import { inTransaction, runBatch } from "@souk/db";
import { isRefusal } from "@souk/errors";
import { outboxQuery } from "@souk/events";
import type { JobOutcome } from "@souk/jobs";
import type { Deps } from "../../deps.ts";
import { parseHeader } from "../domain/columns.ts";
import type { RowGroup } from "../domain/file-row.ts";
import { prepareStep } from "../prepare-step.ts";
import { readGroups } from "../row-reader.ts";
import {
  beginImport,
  deleteImportPiecesQuery,
  endImport,
  findImportPiece,
  type ProductImport,
} from "../store/imports.ts";
import { importProducts } from "./import-products.ts";

/** How long it goes on before the job gives others a turn. */
const STRETCH_MS = 15_000;
/** Each publishes an event, and a batch holds so many queries. */
const STEP_PRODUCTS_MAX = 100;
const STEP_ROWS_MAX = 1_000;
const PIECE_BYTES = 1024 * 1024;

export async function runImport(
  deps: Deps,
  { importId }: { readonly importId: string },
): Promise<JobOutcome> {
  const running = await beginImport(deps.db, importId);
  if (!running) return "done";
  try {
    return (await goOn(deps, running)) ? await finish(deps, running, null) : { retryAfterMs: 0 };
  } catch (error) {
    if (!isRefusal(error) || error.kind === "unavailable") throw error;
    return finish(deps, running, error.code);
  }
}

/** True at the end of the file. */
async function goOn(deps: Deps, running: ProductImport): Promise<boolean> {
  const columns = parseHeader(running.columns);
  const stopAtMs = performance.now() + STRETCH_MS;
  let fromBytes = running.bytesRead;
  const groups = readGroups({
    content: contentFrom(deps, running),
    delimiter: running.delimiter,
    columns: running.columns,
    fromBytes,
    fromRow: running.rowsRead,
  });
  const prepare = async (step: readonly RowGroup[]) => ({
    step,
    prepared: await prepareStep(deps, { columns, groups: step }),
  });
  for await (const { step, prepared } of oneAhead(stepsOf(groups), prepare)) {
    const moved = await importProducts(deps, { running, columns, groups: step, fromBytes, prepared });
    deps.documents.expireAll();
    if (!moved || performance.now() > stopAtMs) return false;
    fromBytes = step.at(-1)?.bytesRead ?? fromBytes;
  }
  return true;
}

/** While one is being dealt with, the next is prepared. */
async function* oneAhead<Item, Prepared>(
  items: AsyncGenerator<Item>,
  prepare: (item: Item) => Promise<Prepared>,
): AsyncGenerator<Prepared> {
  const begin = async (): Promise<Prepared | undefined> => {
    const { done, value } = await items.next();
    return done === true ? undefined : prepare(value);
  };
  const next = (): Promise<Prepared | undefined> => {
    const begun = begin();
    void Promise.allSettled([begun]); // A failure is told when its turn comes; until then nobody waits for it.
    return begun;
  };
  let ahead = next();
  try {
    for (;;) {
      const prepared = await ahead;
      if (prepared === undefined) return;
      ahead = next();
      yield prepared;
    }
  } finally {
    // Also where whoever deals with them gave up: then nobody asks for what became of the next one.
    await Promise.allSettled([ahead]);
    await items.return(undefined);
  }
}

/** The file from where the import stands. */
async function* contentFrom(deps: Deps, { id: importId, bytesRead }: ProductImport): AsyncGenerator<Buffer> {
  let position = Math.floor(bytesRead / PIECE_BYTES);
  let skipped = bytesRead % PIECE_BYTES;
  for (;;) {
    const content = await findImportPiece(deps.db, { importId, position });
    if (content === undefined) return;
    if (skipped < content.length) yield content.subarray(skipped);
    skipped = 0;
    position += 1;
  }
}

/** As many products as one transaction takes, none of them twice. */
async function* stepsOf(groups: AsyncIterable<RowGroup>): AsyncGenerator<readonly RowGroup[]> {
  let step: RowGroup[] = [];
  let rows = 0;
  for await (const group of groups) {
    const isFull = step.length === STEP_PRODUCTS_MAX || rows + group.rows.length > STEP_ROWS_MAX;
    if (step.length > 0 && (isFull || step.some(({ handle }) => handle === group.handle))) {
      yield step;
      [step, rows] = [[], 0];
    }
    step.push(group);
    rows += group.rows.length;
  }
  if (step.length > 0) yield step;
}

async function finish(
  deps: Deps,
  { id: importId, createdBy }: ProductImport,
  failure: string | null,
): Promise<JobOutcome> {
  const at = deps.now();
  await inTransaction(deps.db, async (db) => {
    const status = failure === null ? "finished" : "failed";
    const ended = await endImport(db, { importId, status, failure, at });
    if (!ended) return;
    const { productsCreated, productsUpdated, rowsFailed, dryRun } = ended;
    await runBatch(db, [
      deleteImportPiecesQuery(importId),
      outboxQuery(StaffActed, {
        actorId: createdBy,
        action: "product_import.end",
        subjectType: "product_import",
        subjectId: importId,
        before: null,
        after: { status, failure, dryRun, productsCreated, productsUpdated, rowsFailed },
        at: at.toISOString(),
      }),
    ]);
  });
  return "done";
}
