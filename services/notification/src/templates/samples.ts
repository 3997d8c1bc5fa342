// Each mail as an invented customer would get it, for previews. Nobody in it exists.
import { money } from "@souk/money";
import { accountTemplates, backInStockTemplates, type OrderNews } from "../domain/news.ts";
import type { MailContent } from "../mail/mailer.ts";
import { renderAccountMail } from "./account-mail.ts";
import { type MailWaiting, renderBackInStockMail } from "./back-in-stock-mail.ts";
import type { MailAccount } from "./mail-account.ts";
import type { MailOrder, Shop } from "./mail-order.ts";
import { renderMail } from "./render-mail.ts";

const CURRENCY = "EUR";
const euro = (amountMinor: number) => money(amountMinor, CURRENCY);

const orderNews: readonly OrderNews[] = [
  { template: "order.confirmed" },
  { template: "order.shipped", trackingCode: "JD014600006281230701" },
  { template: "order.delivered" },
  { template: "order.cancelled", wasPaid: true },
  { template: "order.refunded", refundId: "sample", amount: euro(3200) },
  { template: "order.return_requested", returnId: "sample" },
  { template: "order.return_approved", returnId: "sample" },
  { template: "order.return_rejected", returnId: "sample", reason: "The glasses were used." },
  { template: "order.return_received", returnId: "sample" },
];

export type Sample = { readonly template: string; readonly render: (shop: Shop) => MailContent };

const samples: readonly Sample[] = [
  ...orderNews.map((news) => ({
    template: news.template,
    render: (shop: Shop) => renderMail(news, { order: sampleOrder(shop.url), shop }),
  })),
  ...accountTemplates.map((template) => ({
    template,
    render: (shop: Shop) => renderAccountMail(template, { account: sampleAccount(shop.url), shop }),
  })),
  ...backInStockTemplates.map((template) => ({
    template,
    render: (shop: Shop) => renderBackInStockMail(template, { waiting: sampleWaiting(shop.url), shop }),
  })),
];

export function listSamples(): readonly Sample[] {
  return samples;
}

export function findSample(template: string): Sample | undefined {
  return samples.find((sample) => sample.template === template);
}

function sampleAccount(publicUrl: string): MailAccount {
  return {
    firstName: "Leyla",
    url: new URL("/", publicUrl).href,
    expiresAt: new Date("2026-03-01T10:00:00.000Z"),
    detail: "a passkey",
  };
}

function sampleWaiting(publicUrl: string): MailWaiting {
  const url = new URL("/", publicUrl).href;
  return {
    productName: "Kilim “Anatolia”, hand-woven",
    variantName: "Madder red, 120 × 180 cm",
    url,
    unsubscribeUrl: url,
  };
}

/** Its pictures are left out: an invented product has none. */
function sampleOrder(publicUrl: string): MailOrder {
  return {
    number: "SK-7Q2M-4XJD",
    firstName: "Leyla",
    lines: [
      {
        id: "kilim",
        productName: "Kilim “Anatolia”, hand-woven",
        variantName: "Madder red, 120 × 180 cm",
        quantity: 1,
        unitPrice: euro(24_900),
        total: euro(24_900),
        imageUrl: null,
      },
      {
        id: "glasses",
        productName: "Tea glasses with gold rim",
        variantName: "Set of six",
        quantity: 2,
        unitPrice: euro(3200),
        total: euro(6400),
        imageUrl: null,
      },
    ],
    totals: {
      subtotal: euro(31_300),
      discount: euro(1500),
      shipping: euro(0),
      tax: euro(0),
      total: euro(29_800),
    },
    shippingMethodName: "Standard, 3–5 days",
    address: {
      firstName: "Leyla",
      lastName: "Sample",
      street: "Bazaar Lane 12",
      street2: "",
      city: "Berlin",
      state: "",
      zipCode: "10999",
      country: "DE",
    },
    orderUrl: new URL("/orders/sample", publicUrl).href,
  };
}
