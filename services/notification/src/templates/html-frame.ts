// What every mail looks like around what it has to say: tables and style attributes, which is what mail programs agree on.
import { Html, markup } from "./html.ts";
import type { Shop } from "./mail-order.ts";
import type { Copy } from "./messages.ts";
import { colour, font, styleSheet, WIDTH_PX } from "./style.ts";

export type Frame = {
  readonly locale: string;
  readonly shop: Shop;
  readonly copy: Copy;
  /** Beside the shop's name, such as the number of an order. */
  readonly note: string;
  /** Under the paragraphs. */
  readonly highlight: Html | undefined;
  readonly button: { readonly label: string; readonly url: string };
  /** Rows of the mail's table, below the opening. */
  readonly sections: readonly (Html | undefined)[];
  readonly help: string;
  readonly warning: string;
};

/** Keeps what follows in the mail out of the mailbox's list. */
const PREVIEW_FILLER = new Html("&#847;&zwnj;&nbsp;".repeat(60));
export const bodyStyle = `font-family:${font.sans};font-size:16px;line-height:26px;color:${colour.inkSoft};`;

export function htmlFrame(frame: Frame): Html {
  return markup`<!doctype html>
<html lang="${frame.locale}" dir="ltr">
${head(frame)}
${page(frame)}
</html>
`;
}

function head({ copy }: Frame): Html {
  return markup`<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<title>${copy.subject}</title>
<style>${new Html(styleSheet)}</style>
</head>`;
}

function page(frame: Frame): Html {
  return markup`<body class="paper" style="margin:0;padding:0;background-color:${colour.paper};">
<div style="display:none;max-height:0;overflow:hidden;opacity:0;">${frame.copy.preview}${PREVIEW_FILLER}</div>
<table role="presentation" class="paper" width="100%" cellpadding="0" cellspacing="0" style="background-color:${colour.paper};"><tr><td class="page" align="center" style="padding:32px 16px;">
<table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" style="max-width:${WIDTH_PX}px;background-color:${colour.raised};border:1px solid ${colour.line};">
<tr><td class="saffron" style="height:4px;line-height:4px;font-size:0;background-color:${colour.saffron};">&nbsp;</td></tr>
${masthead(frame)}
${opening(frame)}
${frame.sections.flatMap((section) => (section ? [section] : []))}
${footer(frame)}
</table>
</td></tr></table>
</body>`;
}

function masthead({ shop, note }: Frame): Html {
  return markup`<tr><td class="side" style="padding:28px 48px 0;">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr>
<td style="font-family:${font.display};font-size:26px;line-height:32px;letter-spacing:-0.01em;"><a class="ink" href="${shop.url}" style="color:${colour.ink};text-decoration:none;">${shop.name}</a></td>
<td class="faint" align="right" style="font-family:${font.sans};font-size:14px;line-height:32px;color:${colour.inkFaint};">${note}</td>
</tr></table></td></tr>`;
}

function opening({ copy, highlight, button }: Frame): Html {
  return markup`<tr><td class="side" style="padding:44px 48px 40px;">
<h1 class="headline ink" style="margin:0 0 16px;font-family:${font.display};font-size:40px;line-height:1.1;font-weight:400;letter-spacing:-0.015em;color:${colour.ink};word-break:break-word;">${copy.headline}</h1>
${copy.paragraphs.map((paragraph) => markup`<p class="soft" style="margin:0 0 12px;${bodyStyle}">${paragraph}</p>`)}
${highlight}
<p style="margin:28px 0 0;"><a class="button saffron" href="${button.url}" style="display:inline-block;padding:14px 26px;border-radius:2px;background-color:${colour.saffron};font-family:${font.sans};font-size:16px;line-height:20px;font-weight:600;color:${colour.saffronInk};text-decoration:none;">${button.label}</a></p>
</td></tr>`;
}

function footer({ help, warning }: Frame): Html {
  const small = `margin:0 0 6px;font-family:${font.sans};font-size:14px;line-height:22px;`;
  return markup`<tr><td class="side sunken line" style="padding:24px 48px 22px;background-color:${colour.sunken};border-top:1px solid ${colour.line};">
<p class="soft" style="${small}color:${colour.inkSoft};">${help}</p>
<p class="faint" style="${small}color:${colour.inkFaint};">${warning}</p>
</td></tr>`;
}
