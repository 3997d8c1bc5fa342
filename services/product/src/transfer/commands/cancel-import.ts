// Staff stop an import: what it has brought in stays, the rest of the file is forgotten.
import { StaffActed } from "@souk/contracts";
import { inTransaction, runBatch } from "@souk/db";
import { Refusal } from "@souk/errors";
import { outboxQuery } from "@souk/events";
import { cancelJobQuery } from "@souk/jobs";
import type { Deps } from "../../deps.ts";
import { ImportProducts } from "../job-definitions.ts";
import { deleteImportPiecesQuery, endImport } from "../store/imports.ts";
import { loadImport } from "./load-import.ts";

export async function cancelImport(
  deps: Deps,
  { importId, actorId }: { readonly importId: string; readonly actorId: string },
): Promise<void> {
  const at = deps.now();
  await loadImport(deps, importId);
  await inTransaction(deps.db, async (db) => {
    const ended = await endImport(db, { importId, status: "cancelled", failure: null, at });
    if (!ended) throw new Refusal("conflict", "import_over", "This import is over.");
    await runBatch(db, [
      deleteImportPiecesQuery(importId),
      cancelJobQuery(ImportProducts, importId),
      outboxQuery(StaffActed, {
        actorId,
        action: "product_import.cancel",
        subjectType: "product_import",
        subjectId: importId,
        before: null,
        after: { rowsRead: ended.rowsRead },
        at: at.toISOString(),
      }),
    ]);
  });
}
