// Every text of the mails, in English. A second language is a second object of this type.
import { formatMoney, type Money } from "@souk/money";

export type Copy = {
  readonly subject: string;
  /** What a mailbox shows behind the subject. */
  readonly preview: string;
  readonly headline: string;
  readonly paragraphs: readonly string[];
};
type Addressed = { readonly number: string; readonly firstName: string };

const LOCALE = "en";
const countries = new Intl.DisplayNames([LOCALE], { type: "region", fallback: "code" });

export const english = {
  locale: LOCALE,
  money: (amount: Money): string => formatMoney(amount, LOCALE),
  /** The order service takes no address without a code of two letters; one that is no country's stays a code. */
  country: (code: string): string => String(countries.of(code)),

  confirmed: ({ number, firstName }: Addressed): Copy => ({
    subject: `Your order ${number} is confirmed`,
    preview: "Thank you. We have your payment and are getting everything ready.",
    headline: `Thank you, ${firstName}`,
    paragraphs: [
      "Your payment has arrived and your order is confirmed. We are getting it ready and will write again when it leaves us.",
    ],
  }),
  shipped: ({ number, firstName }: Addressed): Copy => ({
    subject: `Your order ${number} is on its way`,
    preview: "It has left us and is travelling to you.",
    headline: "On its way to you",
    paragraphs: [`Good news, ${firstName}: your order was packed with care and has just left us.`],
  }),
  delivered: ({ number, firstName }: Addressed): Copy => ({
    subject: `Your order ${number} has arrived`,
    preview: "It was delivered. We hope it feels at home.",
    headline: "Delivered",
    paragraphs: [
      `${firstName}, your order was delivered. We hope it feels at home with you.`,
      "If anything is missing or broken, answer this mail and we will put it right.",
    ],
  }),
  cancelled: ({ number, firstName }: Addressed, wasPaid: boolean): Copy => ({
    subject: `Your order ${number} was cancelled`,
    preview: wasPaid
      ? "What you paid is on its way back to you."
      : "It was not paid in time. Nothing was charged.",
    headline: "Your order was cancelled",
    paragraphs: wasPaid
      ? [
          `${firstName}, your order was cancelled and will not be sent.`,
          "What you paid goes back the way it came; we will write again when we have sent it.",
        ]
      : [
          `${firstName}, we kept your order for you, but no payment arrived in time, so we have cancelled it. Nothing was charged.`,
          "You are welcome to order again whenever you like.",
        ],
  }),
  refunded: ({ number, firstName }: Addressed, amount: string): Copy => ({
    subject: `${amount} refunded for your order ${number}`,
    preview: `We have sent ${amount} back to you.`,
    headline: `${amount} is on its way back`,
    paragraphs: [
      `${firstName}, we have refunded ${amount} for your order. It goes back the way you paid.`,
      "Depending on your bank it can take a few days until you see it.",
    ],
  }),

  order: (number: string): string => `Order ${number}`,
  steps: ["Confirmed", "Shipped", "Delivered"],
  stepDone: "done",
  viewOrder: "View your order",
  trackingCode: "Tracking code",
  yourOrder: "Your order",
  quantity: (quantity: number, unitPrice: string): string => `${quantity} × ${unitPrice}`,
  subtotal: "Subtotal",
  discount: "Discount",
  shipping: "Shipping",
  free: "Free",
  tax: "Tax",
  total: "Total",
  shippingTo: "Shipping to",
  shippingBy: "Shipping by",
  help: "Questions? Just answer this mail; a person reads it.",
  linkWarning: "The link above opens your order without a password. Please do not pass this mail on.",
} as const;

export type Messages = typeof english;
