// The lines of an order and their sum, as tables of a mail.
import { type Html, markup } from "./html.ts";
import type { MailLine, MailTotals } from "./mail-order.ts";
import type { Messages } from "./messages.ts";
import { colour, font } from "./style.ts";
import { totalRows } from "./totals.ts";

const PICTURE_PX = 88;
const figures = "font-variant-numeric:tabular-nums;white-space:nowrap;";

export function linesTable(lines: readonly MailLine[], messages: Messages): Html {
  return markup`<table width="100%" cellpadding="0" cellspacing="0" aria-label="${messages.yourOrder}">${lines.map((line) => lineRow(line, messages))}</table>`;
}

function lineRow(
  { productName, variantName, quantity, unitPrice, total, imageUrl }: MailLine,
  messages: Messages,
): Html {
  const edge = `border-top:1px solid ${colour.line};padding-top:18px;padding-bottom:18px;vertical-align:top;`;
  const small = `font-family:${font.sans};font-size:14px;line-height:22px;color:${colour.inkFaint};`;
  return markup`<tr>
<td class="picture line" width="${PICTURE_PX}" style="${edge}width:${PICTURE_PX}px;padding-right:20px;">${picture(imageUrl)}</td>
<td class="line" style="${edge}padding-right:12px;word-break:break-word;"><span class="ink" style="font-family:${font.display};font-size:18px;line-height:24px;color:${colour.ink};">${productName}</span>${
    variantName === "" ? undefined : markup`<br><span class="faint" style="${small}">${variantName}</span>`
  }<br><span class="faint" style="${small}${figures}">${messages.quantity(quantity, messages.money(unitPrice))}</span></td>
<td class="line ink" align="right" style="${edge}${figures}font-family:${font.sans};font-size:16px;line-height:24px;color:${colour.ink};">${messages.money(total)}</td>
</tr>`;
}

/** Beside its name a picture says nothing new to who cannot see it. */
function picture(imageUrl: string | null): Html {
  const size = markup`width="${PICTURE_PX}" height="${PICTURE_PX}"`;
  if (imageUrl === null) {
    return markup`<div class="sunken" style="height:${PICTURE_PX}px;background-color:${colour.sunken};"></div>`;
  }
  return markup`<img src="${imageUrl}" ${size} alt="" class="sunken" style="width:${PICTURE_PX}px;height:${PICTURE_PX}px;object-fit:cover;background-color:${colour.sunken};">`;
}

export function totalsTable(totals: MailTotals, messages: Messages): Html {
  const small = `font-family:${font.sans};font-size:15px;line-height:24px;color:${colour.inkSoft};padding:3px 0;`;
  const large = `font-family:${font.display};font-size:22px;line-height:28px;color:${colour.ink};padding:14px 0 20px;`;
  const rows = totalRows(totals, messages).map(
    ({ label, value }) =>
      markup`<tr><td class="soft" style="${small}">${label}</td><td class="soft" align="right" style="${small}${figures}">${value}</td></tr>`,
  );
  return markup`<table class="line" width="100%" cellpadding="0" cellspacing="0" style="border-top:1px solid ${colour.line};">
<tr><td colspan="2" style="height:12px;line-height:12px;font-size:0;">&nbsp;</td></tr>
${rows}
<tr><td class="ink" style="${large}">${messages.total}</td><td class="ink" align="right" style="${large}${figures}">${messages.money(totals.total)}</td></tr>
</table>`;
}
