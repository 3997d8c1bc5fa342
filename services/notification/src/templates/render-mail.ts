// Turns news about an order into a mail: subject, HTML and text.
import type { OrderNews } from "../domain/news.ts";
import type { MailContent } from "../mail/mailer.ts";
import { htmlMail } from "./html-mail.ts";
import type { MailOrder, Shop } from "./mail-order.ts";
import { planMail } from "./mail-plan.ts";
import { english } from "./messages.ts";
import { textMail } from "./text-mail.ts";

export type MailFacts = { readonly order: MailOrder; readonly shop: Shop };

export function renderMail(news: OrderNews, { order, shop }: MailFacts): MailContent {
  const plan = planMail(news, order, english);
  const parts = { plan, order, shop, messages: english };
  return { subject: plan.copy.subject, html: htmlMail(parts).source, text: textMail(parts) };
}
