// What a customer can be told, and what makes one piece of news the same as another.
import type { Money } from "@souk/money";

export type News =
  | { readonly template: "order.confirmed" }
  | { readonly template: "order.shipped"; readonly trackingCode: string | null }
  | { readonly template: "order.delivered" }
  | { readonly template: "order.cancelled"; readonly wasPaid: boolean }
  | { readonly template: "order.refunded"; readonly refundId: string; readonly amount: Money };

/** An order is confirmed, shipped, delivered and cancelled once; it may be refunded in parts. */
export function dedupeKeyOf(orderId: string, news: News): string {
  return `${news.template}/${news.template === "order.refunded" ? news.refundId : orderId}`;
}
