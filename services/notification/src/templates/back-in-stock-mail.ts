// The two mails to somebody who waits for a variant, as HTML and as text, with their words. A second language is a second `write`.
import type { BackInStockTemplate } from "../domain/news.ts";
import type { MailContent } from "../mail/mailer.ts";
import { htmlFrame } from "./html-frame.ts";
import { type Html, markup } from "./html.ts";
import type { Shop } from "./mail-order.ts";
import { english, type Copy } from "./messages.ts";
import { colour, font } from "./style.ts";

/** No text in it has a line end. */
export type MailWaiting = {
  readonly productName: string;
  /** Empty for a product without options. */
  readonly variantName: string;
  /** Where the button leads. */
  readonly url: string;
  readonly unsubscribeUrl: string;
};
export type BackInStockFacts = { readonly waiting: MailWaiting; readonly shop: Shop };

type BackInStockCopy = Copy & {
  readonly button: string;
  readonly unsubscribe: string;
  readonly warning: string;
};
type Write = (goods: string, shopName: string) => BackInStockCopy;

const confirm: Write = (goods, shopName) => ({
  subject: `Shall we tell you when ${goods} is back?`,
  preview: "One click, and we write once when it is here.",
  headline: "One click more",
  paragraphs: [
    `Somebody, probably you, asked ${shopName} to write to this address when ${goods} is back in stock.`,
    "Please confirm that you want this mail. We write once, and then forget your address.",
    "If this was not you, you need not do anything: no other mail will follow.",
  ],
  button: "Yes, tell me",
  unsubscribe: "No, I did not ask for this",
  warning: "The links above are for you alone. Please do not pass this mail on.",
});

const available: Write = (goods) => ({
  subject: `${goods} is back`,
  preview: "You asked us to tell you. It may not be there for long.",
  headline: "It is back",
  paragraphs: [
    `You asked us to tell you when ${goods} is back in stock. Now it is.`,
    "Others wait for it too: whoever orders first has it.",
  ],
  button: "Have a look",
  unsubscribe: "Do not write to me about it",
  warning: "You get this mail once, because you asked for it.",
});

const write: Record<BackInStockTemplate, Write> = {
  "back_in_stock.confirm": confirm,
  "back_in_stock.available": available,
};

export function renderBackInStockMail(
  template: BackInStockTemplate,
  { waiting, shop }: BackInStockFacts,
): MailContent {
  const { productName, variantName, url, unsubscribeUrl } = waiting;
  const goods = variantName === "" ? productName : `${productName} (${variantName})`;
  const copy = write[template](goods, shop.name);
  const { subject, headline, paragraphs, warning, unsubscribe } = copy;
  const button = { label: copy.button, url };
  const { locale, help } = english;
  const sections = [unsubscribeRow(unsubscribe, unsubscribeUrl)];
  const frame = { locale, shop, copy, note: "", highlight: undefined, button, sections, help, warning };
  const blocks = [
    shop.name,
    headline,
    ...paragraphs,
    `${button.label}:\n${url}`,
    `${unsubscribe}:\n${unsubscribeUrl}`,
    help,
    warning,
  ];
  return { subject, html: htmlFrame(frame).source, text: `${blocks.join("\n\n")}\n` };
}

function unsubscribeRow(label: string, url: string): Html {
  return markup`<tr><td class="side" style="padding:0 48px 32px;"><p style="margin:0;font-family:${font.sans};font-size:14px;line-height:22px;"><a class="soft" href="${url}" style="color:${colour.inkSoft};text-decoration:underline;">${label}</a></p></td></tr>`;
}
