// A mail about an account, as HTML and as text.
import type { AccountTemplate } from "../domain/news.ts";
import type { MailContent } from "../mail/mailer.ts";
import { englishOfAccounts } from "./account-messages.ts";
import { htmlFrame } from "./html-frame.ts";
import type { MailAccount } from "./mail-account.ts";
import type { Shop } from "./mail-order.ts";
import { english } from "./messages.ts";

export type AccountMailFacts = { readonly account: MailAccount; readonly shop: Shop };

export function renderAccountMail(
  template: AccountTemplate,
  { account, shop }: AccountMailFacts,
): MailContent {
  const copy = englishOfAccounts[template](account, shop.name);
  const { subject, headline, paragraphs, warning } = copy;
  const button = { label: copy.button, url: account.url };
  const { locale, help } = english;
  const frame = { locale, shop, copy, note: "", highlight: undefined, button, sections: [], help, warning };
  const blocks = [shop.name, headline, ...paragraphs, `${button.label}:\n${button.url}`, help, warning];
  return { subject, html: htmlFrame(frame).source, text: `${blocks.join("\n\n")}\n` };
}
