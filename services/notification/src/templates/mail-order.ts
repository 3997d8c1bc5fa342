// What the templates are fed with: an order as its customer may see it, and the shop that writes. No text in it has a line end.
import type { Money } from "@souk/money";

export type MailLine = {
  readonly id: string;
  readonly productName: string;
  readonly variantName: string;
  readonly quantity: number;
  readonly unitPrice: Money;
  readonly total: Money;
  readonly imageUrl: string | null;
};
export type MailTotals = Readonly<Record<"subtotal" | "discount" | "shipping" | "tax" | "total", Money>>;
/** Empty text where a part is missing. */
export type MailAddress = {
  readonly firstName: string;
  readonly lastName: string;
  readonly street: string;
  readonly street2: string;
  readonly city: string;
  readonly state: string;
  readonly zipCode: string;
  readonly country: string;
};
export type MailOrder = {
  readonly number: string;
  readonly firstName: string;
  readonly lines: readonly MailLine[];
  readonly totals: MailTotals;
  readonly shippingMethodName: string;
  readonly address: MailAddress | null;
  /** Opens the order for whoever holds the mail. */
  readonly orderUrl: string;
};
export type Shop = { readonly name: string; readonly url: string };
