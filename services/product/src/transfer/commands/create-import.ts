// Takes a product file in: its header is checked, it is kept in pieces, and a job is promised that will bring its products in.
import { StaffActed } from "@souk/contracts";
import { inTransaction } from "@souk/db";
import { publish } from "@souk/events";
import { enqueue } from "@souk/jobs";
import type { Deps } from "../../deps.ts";
import { parseHeader } from "../domain/columns.ts";
import { type FileHead, readHead, readPieces } from "../file-head.ts";
import { ImportProducts } from "../job-definitions.ts";
import { findImport, insertImport, insertImportPiece, type ProductImport } from "../store/imports.ts";
import { importNotFound } from "./load-import.ts";

export type CreateImport = {
  readonly importId: string;
  readonly path: string;
  readonly sizeBytes: number;
  readonly dryRun: boolean;
  readonly actorId: string;
};

/** Asked for twice under one id, the file is taken in once. */
export async function createImport(deps: Deps, command: CreateImport): Promise<ProductImport> {
  const { importId, actorId, dryRun } = command;
  return inTransaction(deps.db, async (db) => {
    const earlier = await findImport(db, importId);
    if (earlier) return earlier;
    let position = 0;
    for await (const content of readPieces(command.path)) {
      if (position === 0) await insertHead(deps, { db, command, head: readHead(content) });
      await insertImportPiece(db, { importId, position, content });
      position += 1;
    }
    await enqueue(db, ImportProducts, { key: importId, data: { importId } });
    await publish(db, StaffActed, {
      actorId,
      action: "product_import.create",
      subjectType: "product_import",
      subjectId: importId,
      before: null,
      after: { dryRun, bytes: command.sizeBytes },
      at: deps.now().toISOString(),
    });
    const made = await findImport(db, importId);
    if (!made) throw importNotFound();
    return made;
  });
}

type Beginning = {
  readonly db: Parameters<typeof insertImport>[0];
  readonly command: CreateImport;
  readonly head: FileHead;
};

async function insertHead(deps: Deps, { db, command, head }: Beginning): Promise<void> {
  parseHeader(head.columns);
  await insertImport(db, {
    id: command.importId,
    dryRun: command.dryRun,
    delimiter: head.delimiter,
    columns: head.columns,
    bytesTotal: command.sizeBytes,
    bytesRead: head.bodyStartBytes,
    createdBy: command.actorId,
    createdAt: deps.now(),
  });
}
