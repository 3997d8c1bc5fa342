// The mail for programs and people that prefer plain text.
import { addressLines } from "./address-lines.ts";
import type { MailParts } from "./html-mail.ts";
import { totalRows } from "./totals.ts";

export function textMail(parts: MailParts): string {
  const { plan, order, shop, messages } = parts;
  const { copy, trackingCode } = plan;
  const blocks = [
    shop.name,
    copy.headline,
    ...copy.paragraphs,
    messages.order(order.number),
    ...(trackingCode === null ? [] : [`${messages.trackingCode}: ${trackingCode}`]),
    `${messages.viewOrder}:\n${order.orderUrl}`,
    ...linesBlock(parts),
    ...addressBlock(parts),
    messages.help,
    messages.linkWarning,
  ];
  return `${blocks.join("\n\n")}\n`;
}

function linesBlock({ plan, order, messages }: MailParts): readonly string[] {
  const lines = plan.lines.map(({ productName, variantName, quantity, unitPrice, total }) => {
    const name = [productName, variantName].filter((part) => part !== "").join(", ");
    const price = `${messages.quantity(quantity, messages.money(unitPrice))} = ${messages.money(total)}`;
    return `- ${name}: ${price}`;
  });
  const rows = [
    ...totalRows(order.totals, messages),
    { label: messages.total, value: messages.money(order.totals.total) },
  ];
  const sums = rows.map(({ label, value }) => `${label}: ${value}`);
  return [`${messages.yourOrder}\n${lines.join("\n")}`, ...(plan.shows.totals ? [sums.join("\n")] : [])];
}

function addressBlock({ plan, order, messages }: MailParts): readonly string[] {
  if (!plan.shows.address || !order.address) return [];
  const address = addressLines(order.address, messages);
  return [
    [`${messages.shippingTo}:`, ...address, `${messages.shippingBy}: ${order.shippingMethodName}`].join("\n"),
  ];
}
