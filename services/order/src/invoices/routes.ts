// REST of invoices and credit notes.
import { Readable } from "node:stream";
import {
  IdParams,
  InvoiceExportQuery,
  InvoiceList,
  InvoiceListQuery,
  InvoicePage,
  InvoiceParams,
} from "@souk/contracts";
import { Refusal } from "@souk/errors";
import { anyone, decodeCursor, encodeCursor, route, type Route, staff, stream } from "@souk/http";
import { z } from "zod";
import type { Deps } from "../deps.ts";
import { loadVisible, ORDER_OWNERSHIP, visitorOf } from "../orders/visible-order.ts";
import { exportInvoices } from "./export-invoices.ts";
import { printInvoice } from "./pdf/print-invoice.ts";
import { listInvoices, listInvoicesOfOrder } from "./store/invoices.ts";
import { toInvoiceView, toPrinted } from "./views.ts";

const tags = ["invoices"];
const cursorValues = z.tuple([z.iso.datetime(), z.uuid()]);
const ofOrder = { tags, access: anyone(), ownership: ORDER_OWNERSHIP };
const ofAll = { tags, access: staff("orders:read"), ownership: "staff with orders:read" };

export function invoiceRoutes(deps: Deps): readonly Route[] {
  return [...orderRoutes(deps), ...accountantRoutes(deps)];
}

function orderRoutes(deps: Deps): readonly Route[] {
  return [
    route(
      "GET /orders/:id/invoices",
      {
        ...ofOrder,
        summary: "The invoice and the credit notes of an order, oldest first",
        params: IdParams,
        response: InvoiceList,
      },
      async ({ params, caller, headers }) => {
        const { id } = await loadVisible(deps, params.id, visitorOf({ caller, headers }));
        return { items: (await listInvoicesOfOrder(deps.db, id)).map(toInvoiceView) };
      },
    ),
    route(
      "GET /orders/:id/invoices/:invoiceId/pdf",
      {
        ...ofOrder,
        summary: "An invoice or a credit note as a PDF",
        params: InvoiceParams,
        cost: 5,
      },
      async ({ params, caller, headers }) => {
        const { id } = await loadVisible(deps, params.id, visitorOf({ caller, headers }));
        const issued = await listInvoicesOfOrder(deps.db, id);
        const invoice = issued.find((one) => one.id === params.invoiceId);
        if (!invoice) throw new Refusal("not_found", "invoice_not_found", "The order has no such invoice.");
        const printed = toPrinted(invoice);
        return stream("application/pdf", printInvoice(printed), asFile(`${printed.number}.pdf`));
      },
    ),
  ];
}

function accountantRoutes(deps: Deps): readonly Route[] {
  return [
    route(
      "GET /invoices",
      {
        ...ofAll,
        summary: "Invoices and credit notes of all orders, newest first",
        query: InvoiceListQuery,
        response: InvoicePage,
      },
      async ({ query: { cursor, limit, kind, from, to } }) => {
        const before = cursor === undefined ? undefined : decodeCursor(cursor, cursorValues);
        const found = await listInvoices(deps.db, { kind, from, to, before, limit });
        const page = found.slice(0, limit);
        const last = page.at(-1);
        return {
          items: page.map(toInvoiceView),
          nextCursor:
            last && found.length > limit ? encodeCursor([last.issuedAt.toISOString(), last.id]) : null,
        };
      },
    ),
    route(
      "GET /invoice-exports.csv",
      {
        ...ofAll,
        summary: "Invoices and credit notes as a CSV file, a row for each rate of tax",
        query: InvoiceExportQuery,
      },
      ({ query: { kind, from, to } }) =>
        stream(
          "text/csv; charset=utf-8",
          Readable.from(exportInvoices(deps, { kind, from, to })),
          asFile("invoices.csv"),
        ),
    ),
  ];
}

/** They carry names and addresses: no cache between shop and reader keeps them. */
function asFile(name: string) {
  return { "content-disposition": `attachment; filename="${name}"`, "cache-control": "no-store" };
}
