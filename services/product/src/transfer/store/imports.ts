// All SQL of imports: their state, the pieces of their file, the errors of their rows.
import { type AnyDb, type BatchQuery, statement } from "@souk/db";
import type { RowError } from "../domain/file-row.ts";

export type ImportStatus = "waiting" | "running" | "finished" | "failed" | "cancelled";
export type ProductImport = {
  readonly id: string;
  readonly status: ImportStatus;
  readonly dryRun: boolean;
  readonly delimiter: string;
  readonly columns: readonly string[];
  readonly bytesTotal: number;
  readonly bytesRead: number;
  readonly rowsRead: number;
  readonly rowsFailed: number;
  readonly productsCreated: number;
  readonly productsUpdated: number;
  readonly productsUnchanged: number;
  readonly failure: string | null;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
};
/** What a step of an import adds to it. */
export type ImportStep = {
  readonly importId: string;
  readonly fromBytes: number;
  readonly toBytes: number;
  readonly rows: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly errors: readonly RowError[];
};

const columns = `id, status, dry_run as "dryRun", delimiter, columns, bytes_total as "bytesTotal", bytes_read as "bytesRead",
  rows_read as "rowsRead", rows_failed as "rowsFailed", products_created as "productsCreated", products_updated as "productsUpdated",
  products_unchanged as "productsUnchanged", failure, created_by as "createdBy", created_at as "createdAt", finished_at as "finishedAt"`;

const insert = statement<never, readonly unknown[]>(
  "insert_product_import",
  `insert into product_imports (id, dry_run, delimiter, columns, bytes_total, bytes_read, created_by, created_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8)`,
);
const insertPiece = statement<never, readonly [string, number, Buffer]>(
  "insert_product_import_piece",
  "insert into product_import_pieces (import_id, position, content) values ($1, $2, $3)",
);
const find = statement<ProductImport, readonly [string]>(
  "find_product_import",
  `select ${columns} from product_imports where id = $1`,
);
const list = statement<ProductImport, readonly [Date | null, string | null, number]>(
  "list_product_imports",
  `select ${columns} from product_imports where ($1::timestamptz is null or (created_at, id) < ($1, $2::uuid))
   order by created_at desc, id desc limit $3`,
);
const begin = statement<ProductImport, readonly [string]>(
  "begin_product_import",
  `update product_imports set status = 'running' where id = $1 and status in ('waiting', 'running') returning ${columns}`,
);
const findPiece = statement<{ content: Buffer }, readonly [string, number]>(
  "find_product_import_piece",
  "select content from product_import_pieces where import_id = $1 and position = $2",
);
// Only from where this worker took it up, and only while nobody stopped it: a twin that lost its lease undoes its step.
const advance = statement<{ id: string }, readonly unknown[]>(
  "advance_product_import",
  `update product_imports set bytes_read = $3, rows_read = rows_read + $4, rows_failed = rows_failed + $5,
     products_created = products_created + $6, products_updated = products_updated + $7, products_unchanged = products_unchanged + $8
   where id = $1 and bytes_read = $2 and status = 'running' returning id`,
);
const insertErrors = statement<never, readonly [string, string]>(
  "insert_product_import_errors",
  `insert into product_import_errors (import_id, row_number, handle, sku, column_name, code, message)
   select $1, row_number, handle, sku, column_name, code, message
   from jsonb_to_recordset($2::jsonb) as r (row_number int, handle text, sku text, column_name text, code text, message text)`,
);
const end = statement<ProductImport, readonly [string, ImportStatus, string | null, Date]>(
  "end_product_import",
  `update product_imports set status = $2, failure = $3, finished_at = $4,
     bytes_read = case $2 when 'finished' then bytes_total else bytes_read end
   where id = $1 and status in ('waiting', 'running') returning ${columns}`,
);
const deletePieces = statement<never, readonly [string]>(
  "delete_product_import_pieces",
  "delete from product_import_pieces where import_id = $1",
);

export type ImportErrorRow = {
  readonly id: string;
  readonly rowNumber: number;
  readonly handle: string;
  readonly sku: string;
  readonly columnName: string;
  readonly code: string;
  readonly message: string;
};
const listErrors = statement<ImportErrorRow, readonly [string, string, number]>(
  "list_product_import_errors",
  `select id::text, row_number as "rowNumber", handle, sku, column_name as "columnName", code, message
   from product_import_errors where import_id = $1 and id > $2::bigint order by product_import_errors.id limit $3`,
);

export type NewImport = Pick<
  ProductImport,
  "id" | "dryRun" | "delimiter" | "columns" | "bytesTotal" | "bytesRead" | "createdBy" | "createdAt"
>;

export async function insertImport(db: AnyDb, made: NewImport): Promise<void> {
  const { id, dryRun, delimiter, bytesTotal, bytesRead, createdBy, createdAt } = made;
  await insert.rows(db, [id, dryRun, delimiter, made.columns, bytesTotal, bytesRead, createdBy, createdAt]);
}

export type Piece = { readonly importId: string; readonly position: number; readonly content: Buffer };

export async function insertImportPiece(db: AnyDb, { importId, position, content }: Piece): Promise<void> {
  await insertPiece.rows(db, [importId, position, content]);
}

export async function findImportPiece(
  db: AnyDb,
  { importId, position }: Omit<Piece, "content">,
): Promise<Buffer | undefined> {
  return (await findPiece.first(db, [importId, position]))?.content;
}

export async function findImport(db: AnyDb, importId: string): Promise<ProductImport | undefined> {
  return find.first(db, [importId]);
}

export type ImportPage = {
  readonly before: readonly [createdAt: string, id: string] | undefined;
  readonly limit: number;
};

/** Newest first; one more than `limit` tells that there is another page. */
export async function listImports(
  db: AnyDb,
  { before, limit }: ImportPage,
): Promise<readonly ProductImport[]> {
  return list.rows(db, [before ? new Date(before[0]) : null, before?.[1] ?? null, limit + 1]);
}

/** The import, running; undefined where it is over. */
export async function beginImport(db: AnyDb, importId: string): Promise<ProductImport | undefined> {
  return begin.first(db, [importId]);
}

/** False where somebody else has gone on with the import, or stopped it: then nothing of the step may stay. */
export async function advanceImport(db: AnyDb, step: ImportStep): Promise<boolean> {
  const failed = new Set(step.errors.map(({ row }) => row.number)).size;
  const { importId, fromBytes, toBytes, rows, created, updated, unchanged } = step;
  const advanced = await advance.rows(db, [
    importId,
    fromBytes,
    toBytes,
    rows,
    failed,
    created,
    updated,
    unchanged,
  ]);
  if (advanced.length === 0) return false;
  if (step.errors.length > 0)
    await insertErrors.rows(db, [importId, JSON.stringify(step.errors.map(toErrorRow))]);
  return true;
}

function toErrorRow({ row, column, code, message }: RowError) {
  const { number, cells } = row;
  return {
    row_number: number,
    handle: cells.get("handle") ?? "",
    sku: cells.get("sku") ?? "",
    column_name: column,
    code,
    message,
  };
}

export type ImportEnd = {
  readonly importId: string;
  readonly status: ImportStatus;
  readonly failure: string | null;
  readonly at: Date;
};

/** The import as it ended; undefined where it was over already. */
export async function endImport(db: AnyDb, { importId, status, failure, at }: ImportEnd) {
  return end.first(db, [importId, status, failure, at]);
}

export function deleteImportPiecesQuery(importId: string): BatchQuery {
  return deletePieces.query([importId]);
}

/** In the order in which they were found, `limit` at most. */
export async function listImportErrors(
  db: AnyDb,
  {
    importId,
    afterId,
    limit,
  }: { readonly importId: string; readonly afterId: string; readonly limit: number },
): Promise<readonly ImportErrorRow[]> {
  return listErrors.rows(db, [importId, afterId, limit]);
}
