// The mail as HTML: tables and style attributes, which is what mail programs agree on.
import { addressLines } from "./address-lines.ts";
import { Html, markup } from "./html.ts";
import type { MailOrder, Shop } from "./mail-order.ts";
import type { MailPlan } from "./mail-plan.ts";
import type { Messages } from "./messages.ts";
import { linesTable, totalsTable } from "./order-tables.ts";
import { colour, font, styleSheet, WIDTH_PX } from "./style.ts";

export type MailParts = {
  readonly plan: MailPlan;
  readonly order: MailOrder;
  readonly shop: Shop;
  readonly messages: Messages;
};

/** Keeps what follows in the mail out of the mailbox's list. */
const PREVIEW_FILLER = new Html("&#847;&zwnj;&nbsp;".repeat(60));
const label = `font-family:${font.sans};font-size:12px;line-height:16px;letter-spacing:0.08em;text-transform:uppercase;color:${colour.inkFaint};`;
const body = `font-family:${font.sans};font-size:16px;line-height:26px;color:${colour.inkSoft};`;

export function htmlMail(parts: MailParts): Html {
  return markup`<!doctype html>
<html lang="${parts.messages.locale}" dir="ltr">
${head(parts)}
${page(parts)}
</html>
`;
}

function head({ plan }: MailParts): Html {
  return markup`<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<title>${plan.copy.subject}</title>
<style>${new Html(styleSheet)}</style>
</head>`;
}

function page(parts: MailParts): Html {
  const { plan, order, messages } = parts;
  return markup`<body class="paper" style="margin:0;padding:0;background-color:${colour.paper};">
<div style="display:none;max-height:0;overflow:hidden;opacity:0;">${plan.copy.preview}${PREVIEW_FILLER}</div>
<table role="presentation" class="paper" width="100%" cellpadding="0" cellspacing="0" style="background-color:${colour.paper};"><tr><td class="page" align="center" style="padding:32px 16px;">
<table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" style="max-width:${WIDTH_PX}px;background-color:${colour.raised};border:1px solid ${colour.line};">
<tr><td class="saffron" style="height:4px;line-height:4px;font-size:0;background-color:${colour.saffron};">&nbsp;</td></tr>
${masthead(parts)}
${opening(parts)}
${plan.stepsDone === undefined ? undefined : steps(plan.stepsDone, messages)}
${section(linesTable(order.lines, messages))}
${plan.shows.totals ? section(totalsTable(order.totals, messages)) : undefined}
${plan.shows.address && order.address ? addressSection(parts, addressLines(order.address, messages)) : undefined}
${footer(parts)}
</table>
</td></tr></table>
</body>`;
}

function section(content: Html): Html {
  return markup`<tr><td class="side" style="padding:0 48px 8px;">${content}</td></tr>`;
}

function masthead({ shop, order, messages }: MailParts): Html {
  return markup`<tr><td class="side" style="padding:28px 48px 0;">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr>
<td style="font-family:${font.display};font-size:26px;line-height:32px;letter-spacing:-0.01em;"><a class="ink" href="${shop.url}" style="color:${colour.ink};text-decoration:none;">${shop.name}</a></td>
<td class="faint" align="right" style="font-family:${font.sans};font-size:14px;line-height:32px;color:${colour.inkFaint};">${messages.order(order.number)}</td>
</tr></table></td></tr>`;
}

function opening({ plan, order, messages }: MailParts): Html {
  const { headline, paragraphs } = plan.copy;
  const tracking = plan.trackingCode;
  return markup`<tr><td class="side" style="padding:44px 48px 40px;">
<h1 class="headline ink" style="margin:0 0 16px;font-family:${font.display};font-size:40px;line-height:1.1;font-weight:400;letter-spacing:-0.015em;color:${colour.ink};word-break:break-word;">${headline}</h1>
${paragraphs.map((paragraph) => markup`<p class="soft" style="margin:0 0 12px;${body}">${paragraph}</p>`)}
${tracking === null ? undefined : markup`<p class="sunken soft" style="margin:20px 0 0;padding:14px 18px;background-color:${colour.sunken};${body}">${messages.trackingCode}<br><strong class="ink" style="color:${colour.ink};font-weight:600;word-break:break-all;">${tracking}</strong></p>`}
<p style="margin:28px 0 0;"><a class="button saffron" href="${order.orderUrl}" style="display:inline-block;padding:14px 26px;border-radius:2px;background-color:${colour.saffron};font-family:${font.sans};font-size:16px;line-height:20px;font-weight:600;color:${colour.saffronInk};text-decoration:none;">${messages.viewOrder}</a></p>
</td></tr>`;
}

function steps(done: number, messages: Messages): Html {
  const cells = messages.steps.map((name, index) => {
    const isDone = index < done;
    const bar = isDone ? colour.saffron : colour.line;
    const text = isDone ? `color:${colour.ink};font-weight:600;` : `color:${colour.inkFaint};`;
    return markup`<td class="${isDone ? "ink" : "todo faint"}" width="33%" style="padding:10px 8px 0 0;border-top:3px solid ${bar};font-family:${font.sans};font-size:13px;line-height:18px;${text}">${name}${isDone ? markup`<span style="display:none;"> (${messages.stepDone})</span>` : undefined}</td>`;
  });
  return markup`<tr><td class="side" style="padding:0 48px 40px;"><table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr>${cells}</tr></table></td></tr>`;
}

function addressSection({ order, messages }: MailParts, address: readonly string[]): Html {
  const half = "vertical-align:top;padding:0 16px 0 0;";
  const edge = `border-collapse:separate;border-top:1px solid ${colour.line};padding-top:24px;`;
  const value = `margin:8px 0 0;font-family:${font.sans};font-size:15px;line-height:24px;color:${colour.ink};word-break:break-word;`;
  const lines = address.map((line, index) => markup`${index === 0 ? undefined : markup`<br>`}${line}`);
  return markup`<tr><td class="side" style="padding:0 48px 20px;"><table role="presentation" class="line" width="100%" cellpadding="0" cellspacing="0" style="${edge}"><tr>
<td class="half" width="55%" style="${half}"><p class="faint" style="margin:0;${label}">${messages.shippingTo}</p><p class="ink" style="${value}">${lines}</p></td>
<td class="half" width="45%" style="${half}"><p class="faint" style="margin:0;${label}">${messages.shippingBy}</p><p class="ink" style="${value}">${order.shippingMethodName}</p></td>
</tr></table></td></tr>`;
}

function footer({ messages }: MailParts): Html {
  const small = `margin:0 0 6px;font-family:${font.sans};font-size:14px;line-height:22px;`;
  return markup`<tr><td class="side sunken line" style="padding:24px 48px 22px;background-color:${colour.sunken};border-top:1px solid ${colour.line};">
<p class="soft" style="${small}color:${colour.inkSoft};">${messages.help}</p>
<p class="faint" style="${small}color:${colour.inkFaint};">${messages.linkWarning}</p>
</td></tr>`;
}
