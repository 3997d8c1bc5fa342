// All SQL of invoices and credit notes. Their numbers are given by the database when they are inserted.
import type { InvoiceKind } from "@souk/contracts";
import { type AnyDb, type BatchQuery, statement } from "@souk/db";
import type { InvoiceDocument } from "../domain/invoice-document.ts";

export type StoredInvoice = {
  readonly id: string;
  readonly kind: InvoiceKind;
  readonly year: number;
  readonly position: number;
  readonly orderId: string;
  readonly reference: string;
  readonly document: InvoiceDocument;
  readonly issuedAt: Date;
};
export type NewInvoice = Omit<StoredInvoice, "year" | "position">;

const columns = `id, kind, year, position, order_id as "orderId", reference, document, issued_at as "issuedAt"`;

const insertStatement = statement<never, readonly unknown[]>(
  "insert_invoice",
  `insert into invoices (id, kind, order_id, reference, currency, total_minor, document, issued_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8)`,
);

export function insertInvoiceQuery(invoice: NewInvoice): BatchQuery {
  return insertStatement.query(parametersOf(invoice));
}

const insertOnceStatement = statement<never, readonly unknown[]>(
  "insert_invoice_once",
  `insert into invoices (id, kind, order_id, reference, currency, total_minor, document, issued_at)
   select $1, $2, $3, $4, $5, $6, $7, $8 where not exists (select from invoices where order_id = $3::uuid and reference = $4::text)`,
);

/** Does nothing, and takes no number, where one was issued for the same. */
export function insertInvoiceOnceQuery(invoice: NewInvoice): BatchQuery {
  return insertOnceStatement.query(parametersOf(invoice));
}

function parametersOf(invoice: NewInvoice): readonly unknown[] {
  const { id, kind, orderId, reference, document, issuedAt } = invoice;
  const { amount, currency } = document.total;
  return [id, kind, orderId, reference, currency, amount, JSON.stringify(document), issuedAt];
}

const listOfOrderStatement = statement<StoredInvoice, [string]>(
  "list_invoices_of_order",
  `select ${columns} from invoices where order_id = $1 order by issued_at, id`,
);

/** Oldest first. */
export async function listInvoicesOfOrder(db: AnyDb, orderId: string): Promise<readonly StoredInvoice[]> {
  return listOfOrderStatement.rows(db, [orderId]);
}

export type InvoiceFilter = {
  readonly kind: InvoiceKind | undefined;
  /** Issued at or after, and before; ISO 8601. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly before: readonly [issuedAt: string, id: string] | undefined;
  readonly limit: number;
};
const listStatement = statement<StoredInvoice, readonly unknown[]>(
  "list_invoices",
  `select ${columns} from invoices
   where ($1::text is null or kind = $1) and ($2::timestamptz is null or issued_at >= $2)
     and ($3::timestamptz is null or issued_at < $3)
     and ($4::timestamptz is null or (issued_at, id) < ($4, $5::uuid))
   order by issued_at desc, id desc limit $6::integer`,
);

/** Newest first; one more than `limit` tells that there is another page. */
export async function listInvoices(db: AnyDb, filter: InvoiceFilter): Promise<readonly StoredInvoice[]> {
  const { kind, from, to, before, limit } = filter;
  const place = [before?.[0] ?? null, before?.[1] ?? null];
  return listStatement.rows(db, [kind ?? null, from ?? null, to ?? null, ...place, limit + 1]);
}
