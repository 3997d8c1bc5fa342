// REST of bringing products in and out as CSV.
import { Readable } from "node:stream";
import {
  CreateProductImportQuery,
  IdParams,
  IMPORT_BYTES_MAX,
  ProductExportQuery,
  ProductImport,
  ProductImportListQuery,
  ProductImportPage,
} from "@souk/contracts";
import { decodeCursor, encodeCursor, json, noContent, route, staff, stream, type Route } from "@souk/http";
import { z } from "zod";
import type { Deps } from "../deps.ts";
import { cancelImport } from "./commands/cancel-import.ts";
import { createImport } from "./commands/create-import.ts";
import { loadImport } from "./commands/load-import.ts";
import { exportErrors, exportProducts } from "./export-products.ts";
import { listImports, type ProductImport as ImportState } from "./store/imports.ts";

const cursorValues = z.tuple([z.iso.datetime(), z.uuid()]);
const CSV = "text/csv; charset=utf-8";
const asFile = (name: string) => ({
  "content-disposition": `attachment; filename="${name}"`,
  "cache-control": "no-store",
});
const writers = {
  tags: ["products"],
  access: staff("products:write"),
  ownership: "staff with products:write",
};
const readers = { tags: ["products"], access: staff("products:read"), ownership: "staff with products:read" };

export const transferRoutes = (deps: Deps): readonly Route[] => [
  route(
    "POST /product-imports",
    {
      ...writers,
      summary: "Bring products in from a CSV file; it is worked through in the background",
      query: CreateProductImportQuery,
      rawBody: "file",
      bodyLimitBytes: IMPORT_BYTES_MAX,
      response: ProductImport,
      status: 202,
    },
    async ({ query, body, caller, idempotency }) => {
      const made = await createImport(deps, {
        importId: idempotency?.resourceId ?? deps.newId(),
        path: body.path,
        sizeBytes: body.sizeBytes,
        dryRun: query.dryRun === "true",
        actorId: caller.userId,
      });
      return json(toImportView(made), { status: 202 });
    },
  ),
  ...importRoutes(deps),
  route(
    "GET /product-exports.csv",
    {
      ...readers,
      summary: "All products with their stock as a CSV file that can be brought in again",
      query: ProductExportQuery,
    },
    ({ query }) =>
      stream(CSV, Readable.from(exportProducts(deps, { status: query.status })), asFile("products.csv")),
  ),
];

const importRoutes = (deps: Deps): readonly Route[] => [
  route(
    "GET /product-imports",
    {
      ...readers,
      summary: "Imports, newest first",
      query: ProductImportListQuery,
      response: ProductImportPage,
    },
    async ({ query: { limit, cursor } }) => {
      const before = cursor === undefined ? undefined : decodeCursor(cursor, cursorValues);
      const found = await listImports(deps.db, { before, limit });
      const items = found.slice(0, limit);
      const last = items.at(-1);
      const nextCursor =
        last && found.length > limit ? encodeCursor([last.createdAt.toISOString(), last.id]) : null;
      return { items: items.map(toImportView), nextCursor };
    },
  ),
  route(
    "GET /product-imports/:id",
    { ...readers, summary: "How far an import has come", params: IdParams, response: ProductImport },
    async ({ params }) => toImportView(await loadImport(deps, params.id)),
  ),
  route(
    "GET /product-imports/:id/errors.csv",
    { ...readers, summary: "What was wrong with which row", params: IdParams },
    async ({ params }) => {
      await loadImport(deps, params.id);
      return stream(CSV, Readable.from(exportErrors(deps, params.id)), asFile("import-errors.csv"));
    },
  ),
  route(
    "DELETE /product-imports/:id",
    { ...writers, summary: "Stop an import; what it has brought in stays", params: IdParams, status: 204 },
    async ({ params, caller }) => {
      await cancelImport(deps, { importId: params.id, actorId: caller.userId });
      return noContent();
    },
  ),
];

function toImportView({
  createdAt,
  finishedAt,
  delimiter: _delimiter,
  columns: _columns,
  ...made
}: ImportState) {
  return { ...made, createdAt: createdAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null };
}
