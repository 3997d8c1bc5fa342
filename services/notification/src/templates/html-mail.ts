// The mail about an order as HTML.
import { addressLines } from "./address-lines.ts";
import { type Html, markup } from "./html.ts";
import { bodyStyle, htmlFrame } from "./html-frame.ts";
import type { MailOrder, Shop } from "./mail-order.ts";
import type { MailPlan } from "./mail-plan.ts";
import type { Messages } from "./messages.ts";
import { linesTable, totalsTable } from "./order-tables.ts";
import { colour, font } from "./style.ts";

export type MailParts = {
  readonly plan: MailPlan;
  readonly order: MailOrder;
  readonly shop: Shop;
  readonly messages: Messages;
};

const label = `font-family:${font.sans};font-size:12px;line-height:16px;letter-spacing:0.08em;text-transform:uppercase;color:${colour.inkFaint};`;

export function htmlMail(parts: MailParts): Html {
  const { plan, order, shop, messages } = parts;
  return htmlFrame({
    locale: messages.locale,
    shop,
    copy: plan.copy,
    note: messages.order(order.number),
    highlight: plan.trackingCode === null ? undefined : tracking(plan.trackingCode, messages),
    button: { label: messages.viewOrder, url: order.orderUrl },
    sections: [
      plan.stepsDone === undefined ? undefined : steps(plan.stepsDone, messages),
      section(linesTable(plan.lines, messages)),
      plan.shows.totals ? section(totalsTable(order.totals, messages)) : undefined,
      plan.shows.address && order.address
        ? addressSection(parts, addressLines(order.address, messages))
        : undefined,
    ],
    help: messages.help,
    warning: messages.linkWarning,
  });
}

function tracking(code: string, messages: Messages): Html {
  return markup`<p class="sunken soft" style="margin:20px 0 0;padding:14px 18px;background-color:${colour.sunken};${bodyStyle}">${messages.trackingCode}<br><strong class="ink" style="color:${colour.ink};font-weight:600;word-break:break-all;">${code}</strong></p>`;
}

function section(content: Html): Html {
  return markup`<tr><td class="side" style="padding:0 48px 8px;">${content}</td></tr>`;
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
