// What a customer can be told, and what makes one piece of news the same as another.
import type { Money } from "@souk/money";

export type OrderNews =
  | { readonly template: "order.confirmed" }
  | OrderShippedNews
  | { readonly template: "order.delivered"; readonly shipmentId?: string; readonly isPart?: boolean }
  | { readonly template: "order.cancelled"; readonly wasPaid: boolean }
  | {
      readonly template: "order.refunded";
      readonly refundId: string;
      readonly amount: Money;
      readonly isStoreCredit?: boolean;
    }
  | { readonly template: ReturnTemplate; readonly returnId: string }
  | { readonly template: "order.return_rejected"; readonly returnId: string; readonly reason: string };

export type ReturnTemplate = "order.return_requested" | "order.return_approved" | "order.return_received";

/** What is promised to be told is stored: what older promises do not say was an order that shipped whole. */
export type OrderShippedNews = {
  readonly template: "order.shipped";
  readonly trackingCode: string | null;
  readonly shipmentId?: string;
  /** Whether more is to follow. */
  readonly isPart?: boolean;
  readonly lines?: readonly { readonly lineId: string; readonly quantity: number }[];
};

export const accountTemplates = [
  "account.verify_email",
  "account.account_exists",
  "account.reset_password",
  "account.password_changed",
  "account.change_email",
  "account.email_changed",
  "account.invitation",
  "account.sign_in_method_added",
  "account.sign_in_method_removed",
] as const;
export type AccountTemplate = (typeof accountTemplates)[number];

/** Which of the mails about an account it is, the user service says when it is sent; until then only that there is one. */
export type AccountNews = { readonly template: "account.mail" | AccountTemplate; readonly mailId: string };

export const backInStockTemplates = ["back_in_stock.confirm", "back_in_stock.available"] as const;
export type BackInStockTemplate = (typeof backInStockTemplates)[number];

/** To whom and about what, the product service says when it is sent. */
export type BackInStockNews = { readonly template: BackInStockTemplate; readonly subscriptionId: string };

export type News = OrderNews | AccountNews | BackInStockNews;

export function isAccountNews(news: News): news is AccountNews {
  return "mailId" in news;
}

export function isBackInStockNews(news: News): news is BackInStockNews {
  return "subscriptionId" in news;
}

/** An order is confirmed and cancelled once; it may be shipped, returned and refunded in parts. A mail about an account is one by its id. */
export function dedupeKeyOf(subjectId: string, news: News): string {
  if (isAccountNews(news)) return `account.mail/${news.mailId}`;
  return `${news.template}/${partOf(news) ?? subjectId}`;
}

function partOf(news: Exclude<News, AccountNews>): string | undefined {
  if ("returnId" in news) return news.returnId;
  if ("refundId" in news) return news.refundId;
  return "shipmentId" in news ? news.shipmentId : undefined;
}
