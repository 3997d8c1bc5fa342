// All documents as a file for the accountant, one row for each and rate of tax, page by page so that memory holds one page of any number.
import { moneyToDecimal, negateMoney } from "@souk/money";
import type { Deps } from "../deps.ts";
import { csvLine } from "./domain/csv.ts";
import { invoiceNumber } from "./domain/invoice-number.ts";
import { type InvoiceFilter, listInvoices, type StoredInvoice } from "./store/invoices.ts";

const PAGE_INVOICES = 500;
const header = [
  "number",
  "kind",
  "issued_at",
  "order_number",
  "corrects",
  "customer",
  "country",
  "currency",
  "tax_percent",
  "net",
  "tax",
  "gross",
];

export async function* exportInvoices(
  { db }: Pick<Deps, "db">,
  filter: Pick<InvoiceFilter, "kind" | "from" | "to">,
): AsyncGenerator<string> {
  yield csvLine(header);
  let before: InvoiceFilter["before"];
  for (;;) {
    const page = (await listInvoices(db, { ...filter, before, limit: PAGE_INVOICES })).slice(
      0,
      PAGE_INVOICES,
    );
    const last = page.at(-1);
    if (last === undefined) return;
    yield page.flatMap(rowsOf).map(csvLine).join("");
    before = [last.issuedAt.toISOString(), last.id];
  }
}

function rowsOf(invoice: StoredInvoice): readonly (readonly string[])[] {
  const { kind, document, issuedAt } = invoice;
  const { taxes, buyer, orderNumber, corrects, total } = document;
  const sign = kind === "invoice" ? (amount: typeof total) => amount : negateMoney;
  return taxes.map(({ rateBasisPoints, net, tax, gross }) => [
    invoiceNumber(invoice),
    kind,
    issuedAt.toISOString(),
    orderNumber,
    corrects?.number ?? "",
    `${buyer.firstName} ${buyer.lastName}`,
    buyer.country,
    total.currency,
    String(rateBasisPoints / 100),
    ...[net, tax, gross].map((amount) => moneyToDecimal(sign(amount))),
  ]);
}
