// What a notification says at this moment, and to whom: asked of the service that knows, and not kept.
import type { Deps } from "../deps.ts";
import { isAccountNews, isBackInStockNews, type News } from "../domain/news.ts";
import type { Notification } from "../domain/notification.ts";
import type { MailContent } from "../mail/mailer.ts";
import { renderAccountMail } from "../templates/account-mail.ts";
import { renderBackInStockMail } from "../templates/back-in-stock-mail.ts";
import { renderMail } from "../templates/render-mail.ts";

export type ComposedMail = {
  readonly template: News["template"];
  readonly recipient: string;
  readonly content: MailContent;
};

/** Undefined where there is nothing to say any more. */
export async function composeMail(
  deps: Deps,
  { news, subjectId }: Notification,
): Promise<ComposedMail | undefined> {
  const shop = deps.shop();
  if (isBackInStockNews(news)) {
    const waiting = await deps.waiting.findMail(news);
    if (!waiting) return undefined;
    const content = renderBackInStockMail(news.template, { waiting, shop });
    return { template: news.template, recipient: waiting.email, content };
  }
  if (!isAccountNews(news)) {
    const order = await deps.orders.load(subjectId);
    return { template: news.template, recipient: order.email, content: renderMail(news, { order, shop }) };
  }
  const account = await deps.accounts.findMail(news.mailId);
  if (!account) return undefined;
  const { template, email } = account;
  return { template, recipient: email, content: renderAccountMail(template, { account, shop }) };
}
