// What each mail consists of, before it becomes HTML and text.
import { assertNever } from "@souk/errors";
import { multiplyMoney } from "@souk/money";
import type { OrderNews, OrderShippedNews } from "../domain/news.ts";
import type { MailLine, MailOrder } from "./mail-order.ts";
import type { Copy, Messages } from "./messages.ts";
import { oneLine } from "./one-line.ts";

export type MailPlan = {
  readonly copy: Copy;
  /** How many of the steps from confirmed to delivered are done; undefined where the order left that road. */
  readonly stepsDone: number | undefined;
  readonly trackingCode: string | null;
  /** All of the order's, or those that the mail is about. */
  readonly lines: readonly MailLine[];
  /** Totals and address: where the customer wants to check them. */
  readonly shows: { readonly totals: boolean; readonly address: boolean };
};

const everything = { totals: true, address: true };
const parcel = { totals: false, address: true };
const goods = { totals: false, address: false };
const money = { totals: true, address: false };

export function planMail(news: OrderNews, order: MailOrder, messages: Messages): MailPlan {
  const common = { trackingCode: null, stepsDone: undefined, lines: order.lines };
  switch (news.template) {
    case "order.confirmed":
      return { ...common, copy: messages.confirmed(order), stepsDone: 1, shows: everything };
    case "order.shipped":
      return {
        copy: messages.shipped(order, news.isPart === true),
        stepsDone: news.isPart ? 1 : 2,
        trackingCode: news.trackingCode && oneLine(news.trackingCode),
        lines: linesIn(news, order),
        shows: parcel,
      };
    case "order.delivered": {
      const copy = messages.delivered(order, news.isPart === true);
      return { ...common, copy, stepsDone: news.isPart ? undefined : 3, shows: goods };
    }
    case "order.cancelled":
      return { ...common, copy: messages.cancelled(order, news.wasPaid), shows: money };
    case "order.refunded": {
      const copy = messages.refunded(order, messages.money(news.amount), news.isStoreCredit === true);
      return { ...common, copy, shows: money };
    }
    case "order.return_requested":
      return { ...common, copy: messages.returnRequested(order), shows: goods };
    case "order.return_approved":
      return { ...common, copy: messages.returnApproved(order), shows: goods };
    case "order.return_rejected":
      return { ...common, copy: messages.returnRejected(order, oneLine(news.reason)), shows: goods };
    case "order.return_received":
      return { ...common, copy: messages.returnReceived(order), shows: goods };
    default:
      return assertNever(news);
  }
}

/** What is in the parcel. */
function linesIn({ lines }: OrderShippedNews, order: MailOrder): readonly MailLine[] {
  if (!lines) return order.lines;
  return order.lines.flatMap((line) =>
    lines
      .filter(({ lineId }) => lineId === line.id)
      .map(({ quantity }) => ({ ...line, quantity, total: multiplyMoney(line.unitPrice, quantity) })),
  );
}
