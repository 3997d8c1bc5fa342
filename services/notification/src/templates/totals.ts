// The rows of a sum as a customer reads them: nothing that is nothing, except shipping, which is "Free".
import type { MailTotals } from "./mail-order.ts";
import type { Messages } from "./messages.ts";

export type TotalRow = { readonly label: string; readonly value: string };

export function totalRows(
  { subtotal, discount, shipping, tax }: MailTotals,
  messages: Messages,
): readonly TotalRow[] {
  const { money } = messages;
  return [
    { label: messages.subtotal, value: money(subtotal) },
    ...(discount.amount === 0 ? [] : [{ label: messages.discount, value: `−${money(discount)}` }]),
    { label: messages.shipping, value: shipping.amount === 0 ? messages.free : money(shipping) },
    ...(tax.amount === 0 ? [] : [{ label: messages.tax, value: money(tax) }]),
  ];
}
