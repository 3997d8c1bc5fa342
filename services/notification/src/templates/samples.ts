// An invented order and one piece of news of each kind, for previews. Nobody in it exists.
import { money } from "@souk/money";
import type { News } from "../domain/news.ts";
import type { MailOrder } from "./mail-order.ts";

const CURRENCY = "EUR";
const euro = (amountMinor: number) => money(amountMinor, CURRENCY);

const samples: readonly News[] = [
  { template: "order.confirmed" },
  { template: "order.shipped", trackingCode: "JD014600006281230701" },
  { template: "order.delivered" },
  { template: "order.cancelled", wasPaid: true },
  { template: "order.refunded", refundId: "sample", amount: euro(3200) },
];

export function listSamples(): readonly News[] {
  return samples;
}

export function findSample(template: string): News | undefined {
  return samples.find((news) => news.template === template);
}

/** Its pictures are left out: an invented product has none. */
export function sampleOrder(publicUrl: string): MailOrder {
  return {
    number: "SK-7Q2M-4XJD",
    firstName: "Leyla",
    lines: [
      {
        productName: "Kilim “Anatolia”, hand-woven",
        variantName: "Madder red, 120 × 180 cm",
        quantity: 1,
        unitPrice: euro(24_900),
        total: euro(24_900),
        imageUrl: null,
      },
      {
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
