// How an invoice's number is written: INV-2026-000001. The figures are counted by the database, for each series and year without a gap.
import type { InvoiceKind } from "@souk/contracts";

const seriesOf: Record<InvoiceKind, string> = { invoice: "INV", credit_note: "CN" };
const DIGITS = 6;

export function invoiceNumber({
  kind,
  year,
  position,
}: {
  readonly kind: InvoiceKind;
  readonly year: number;
  readonly position: number;
}): string {
  return `${seriesOf[kind]}-${year}-${String(position).padStart(DIGITS, "0")}`;
}
