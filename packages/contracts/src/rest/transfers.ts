// REST contract of bringing products in and out as CSV.
import { z } from "zod";
import { Id, pageOf, pageQuery, Timestamp } from "./common.ts";

/** A file of 300,000 variants has about 60 MB. */
export const IMPORT_BYTES_MAX = 200 * 1024 * 1024;

export const CreateProductImportQuery = z.strictObject({
  /** "true": everything is checked and nothing is kept. */
  dryRun: z.enum(["true", "false"]).default("false"),
});
export const ProductImport = z
  .object({
    id: Id,
    status: z.enum(["waiting", "running", "finished", "failed", "cancelled"]),
    dryRun: z.boolean(),
    bytesTotal: z.int(),
    /** How far it has come. */
    bytesRead: z.int(),
    rowsRead: z.int(),
    rowsFailed: z.int(),
    productsCreated: z.int(),
    productsUpdated: z.int(),
    productsUnchanged: z.int(),
    /** Why it failed as a whole, as a code; its rows' errors are in `errors.csv`. */
    failure: z.string().nullable(),
    createdBy: Id,
    createdAt: Timestamp,
    finishedAt: Timestamp.nullable(),
  })
  .meta({ id: "ProductImport" });
export type ProductImport = z.infer<typeof ProductImport>;
export const ProductImportListQuery = z.strictObject(pageQuery);
export const ProductImportPage = pageOf(ProductImport).meta({ id: "ProductImportPage" });
export const ProductExportQuery = z.strictObject({
  status: z.enum(["draft", "active", "archived"]).optional(),
});
