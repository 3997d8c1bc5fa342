// What each mail consists of, before it becomes HTML and text.
import { assertNever } from "@souk/errors";
import type { OrderNews } from "../domain/news.ts";
import type { MailOrder } from "./mail-order.ts";
import type { Copy, Messages } from "./messages.ts";
import { oneLine } from "./one-line.ts";

export type MailPlan = {
  readonly copy: Copy;
  /** How many of the steps from confirmed to delivered are done; undefined where the order left that road. */
  readonly stepsDone: number | undefined;
  readonly trackingCode: string | null;
  /** Lines, totals and address: where the customer wants to check them. */
  readonly shows: { readonly lines: boolean; readonly totals: boolean; readonly address: boolean };
};

const everything = { lines: true, totals: true, address: true };
const parcel = { lines: true, totals: false, address: true };
const goods = { lines: true, totals: false, address: false };

export function planMail(news: OrderNews, order: MailOrder, messages: Messages): MailPlan {
  const common = { trackingCode: null, stepsDone: undefined };
  switch (news.template) {
    case "order.confirmed":
      return { ...common, copy: messages.confirmed(order), stepsDone: 1, shows: everything };
    case "order.shipped":
      return {
        copy: messages.shipped(order),
        stepsDone: 2,
        trackingCode: news.trackingCode && oneLine(news.trackingCode),
        shows: parcel,
      };
    case "order.delivered":
      return { ...common, copy: messages.delivered(order), stepsDone: 3, shows: goods };
    case "order.cancelled":
      return { ...common, copy: messages.cancelled(order, news.wasPaid), shows: { ...goods, totals: true } };
    case "order.refunded":
      return {
        ...common,
        copy: messages.refunded(order, messages.money(news.amount)),
        shows: { ...goods, totals: true },
      };
    default:
      return assertNever(news);
  }
}
