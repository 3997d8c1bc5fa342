// Invoices on paper, read back: what stands there, over how many pages, and that it is the same each time.
import { buffer } from "node:stream/consumers";
import { money } from "@souk/money";
import { extractText, getDocumentProxy } from "unpdf";
import { expect, test } from "vitest";
import { creditNoteOf, everythingLeft } from "../src/invoices/domain/crediting.ts";
import { invoiceDocumentOf } from "../src/invoices/domain/invoice-document.ts";
import { printInvoice } from "../src/invoices/pdf/print-invoice.ts";
import type { PrintedInvoice } from "../src/invoices/pdf/printed-invoice.ts";
import { aConfirmedOrder, type OrderShape } from "./order-builders.ts";

const nobody = { name: "Souk", address: "", taxNumber: "", bank: "", invoiceFooter: "" };
const seller = {
  name: "Souk GmbH",
  address: "Marktstraße 1\n20095 Hamburg",
  taxNumber: "DE123456789",
  bank: "IBAN DE02 1203 0000 0000 2020 51",
  invoiceFooter: "Registered in Hamburg",
};
const issuedAt = new Date("2026-11-20T23:30:00Z");

const invoiceOf = (shape: OrderShape = {}): PrintedInvoice => ({
  kind: "invoice",
  number: "INV-2026-000001",
  issuedAt,
  document: invoiceDocumentOf(aConfirmedOrder(shape), nobody),
});

async function read(invoice: PrintedInvoice): Promise<{ pages: readonly string[]; text: string }> {
  const pdf = await getDocumentProxy(new Uint8Array(await buffer(printInvoice(invoice))));
  const { text: pages } = await extractText(pdf);
  return { pages, text: pages.join(" ").replaceAll(/\s+/g, " ") };
}

test("an invoice is the same bytes whenever it is printed", async () => {
  const invoice = invoiceOf();
  const [first, second] = [await buffer(printInvoice(invoice)), await buffer(printInvoice(invoice))];
  expect(first.equals(second)).toBe(true);
  expect(first.subarray(0, 8).toString()).toBe("%PDF-1.7");
});

test("says who sells, their number, the days, and where the goods go", async () => {
  const invoice = invoiceOf();
  const { document } = invoice;
  const shipTo = { ...document.buyer, firstName: "Ünal", lastName: "Şahin", city: "Αθήνα", country: "GR" };
  const { text } = await read({ ...invoice, document: { ...document, seller, shipTo } });
  for (const words of [
    "Souk GmbH",
    "Marktstraße 1",
    "Tax number DE123456789",
    "IBAN DE02 1203 0000 0000 2020 51",
    "Registered in Hamburg",
    "Issued on 20 November 2026",
    "Order SK-1",
    "Supplied on dispatch",
    "Ünal Şahin",
    "Αθήνα",
    "Greece",
    "Page 1 of 1",
  ])
    expect(text).toContain(words);
  expect((await read(invoice)).text).toContain("The same address");
});

test.each([
  ["JPY", "¥1,000"],
  ["EUR", "€10.00"],
  ["KWD", "KWD 1.000"],
])("writes amounts in %s with its decimals", async (currency, total) => {
  const { text } = await read(invoiceOf({ currency }));
  expect(text.replaceAll("\u00a0", " ")).toContain(`Total ${total}`);
});

test("a long order goes over several pages, each with the head of the table and its number", async () => {
  const lines = Array.from({ length: 60 }, () => [1000, 1] as const);
  const { pages } = await read(invoiceOf({ lines }));
  expect(pages.length).toBeGreaterThan(2);
  pages.forEach((page, index) => {
    expect(page).toContain(`Page ${index + 1} of ${pages.length}`);
    expect(page).toMatch(/Article|Tax rate/);
  });
  const rows = pages.join(" ").match(/SKU-\d+/g) ?? [];
  expect(rows).toEqual(lines.map((_, index) => `SKU-${index}`));
});

test("shows discounts, tax by rate, and what gift cards and store credit paid", async () => {
  const order = aConfirmedOrder({
    credits: [
      { creditId: "one", kind: "gift_card", last4: "7K2M", amount: money(300, "EUR") },
      { creditId: "two", kind: "store_credit", last4: null, amount: money(100, "EUR") },
    ],
  });
  const [first, second] = order.lines;
  if (!first || !second) throw new Error("The order has two lines.");
  const taxed = {
    ...order,
    lines: [
      { ...first, discount: money(50, "EUR"), tax: money(112, "EUR"), taxRateBasisPoints: 1900 },
      {
        ...second,
        tax: money(13, "EUR"),
        taxRateBasisPoints: 700,
        taxIncluded: false,
        variantName: "Indigo",
      },
    ],
    totals: { ...order.totals, discount: money(50, "EUR"), tax: money(13, "EUR") },
  };
  const { text } = await read({ ...invoiceOf(), document: invoiceDocumentOf(taxed, nobody) });
  for (const words of [
    "Discount −€0.50",
    "Indigo · SKU-1",
    "Tax €0.13",
    "19 % €5.88 €1.12 €7.00",
    "7 % €1.87 €0.13 €2.00",
    "0 % €1.00 €0.00 €1.00",
    "Paid by gift card ending in 7K2M −€3.00",
    "Paid by store credit −€1.00",
    "Paid −€6.00",
  ])
    expect(text).toContain(words);
});

test("a credit note turns every sign round and names the invoice that it corrects", async () => {
  const order = aConfirmedOrder();
  const note = creditNoteOf(order, nobody, {
    credited: everythingLeft(order, []),
    earlier: [],
    corrects: { number: "INV-2026-000001", issuedAt: issuedAt.toISOString() },
    reason: "damaged",
  });
  const printed = { kind: "credit_note", number: "CN-2026-000001", issuedAt, document: note } as const;
  const { text } = await read(printed);
  for (const words of [
    "Credit note CN-2026-000001",
    "Corrects INV-2026-000001 of 20 November 2026",
    "Reason: damaged",
    "Total credited −€10.00",
    "0 % −€10.00 €0.00 −€10.00",
  ])
    expect(text).toContain(words);
  expect(text).not.toContain("Unit price");
  const old = await read({ ...printed, document: { ...note, corrects: null } });
  expect(old.text).not.toContain("Corrects");
});

test("an order that cost nothing has an invoice without tax and payment", async () => {
  const { text } = await read(invoiceOf({ lines: [[0, 1]], shippingMinor: 0 }));
  expect(text).toContain("Total €0.00");
  expect(text).not.toMatch(/Paid|Tax rate/);
});

test("letters with their marks apart are written as one, and a foot that is too long is cut", async () => {
  const invoice = invoiceOf();
  const { document } = invoice;
  const footer = Array.from({ length: 9 }, (_, index) => `line ${index + 1}`).join("\n");
  const buyer = { ...document.buyer, lastName: "Cafe\u0301" };
  const { pages, text } = await read({
    ...invoice,
    document: { ...document, buyer, seller: { ...seller, invoiceFooter: footer } },
  });
  expect(text).toContain("Café");
  expect(text).toContain("line 6");
  expect(text).not.toContain("line 7");
  expect(pages).toHaveLength(1);
});
