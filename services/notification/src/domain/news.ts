// What a customer can be told, and what makes one piece of news the same as another.
import { z } from "zod";

const amount = z.object({ amount: z.int(), currency: z.string() });
const newsSchema = z.discriminatedUnion("template", [
  z.object({ template: z.literal("order.confirmed") }),
  z.object({ template: z.literal("order.shipped"), trackingCode: z.string().nullable() }),
  z.object({ template: z.literal("order.delivered") }),
  z.object({ template: z.literal("order.cancelled"), wasPaid: z.boolean() }),
  z.object({ template: z.literal("order.refunded"), refundId: z.string(), amount }),
]);

export type News = z.infer<typeof newsSchema>;
export type TemplateName = News["template"];

export const parseNews = (value: unknown): News => newsSchema.parse(value);

/** An order is confirmed, shipped, delivered and cancelled once; it may be refunded in parts. */
export function dedupeKeyOf(orderId: string, news: News): string {
  return `${news.template}/${news.template === "order.refunded" ? news.refundId : orderId}`;
}
