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
  shipped: ({ number, firstName }: Addressed, isPart: boolean): Copy => ({
    subject: `${isPart ? "A part of your order" : "Your order"} ${number} is on its way`,
    preview: "It has left us and is travelling to you.",
    headline: "On its way to you",
    paragraphs: isPart
      ? [
          `Good news, ${firstName}: a part of your order was packed with care and has just left us.`,
          "The rest follows; we will write again when it leaves us.",
        ]
      : [`Good news, ${firstName}: your order was packed with care and has just left us.`],
  }),
  delivered: ({ number, firstName }: Addressed, isPart: boolean): Copy => ({
    subject: `${isPart ? "A part of your order" : "Your order"} ${number} has arrived`,
    preview: "It was delivered. We hope it feels at home.",
    headline: "Delivered",
    paragraphs: [
      `${firstName}, ${isPart ? "a part of your order" : "your order"} was delivered. We hope it feels at home with you.`,
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
  refunded: ({ number, firstName }: Addressed, amount: string, isStoreCredit: boolean): Copy => ({
    subject: `${amount} refunded for your order ${number}`,
    preview: isStoreCredit ? `${amount} is yours to spend.` : `We have sent ${amount} back to you.`,
    headline: isStoreCredit ? `${amount} is yours to spend` : `${amount} is on its way back`,
    paragraphs: isStoreCredit
      ? [
          `${firstName}, we have refunded ${amount} for your order as store credit.`,
          "Sign in, and it can pay for your next order.",
        ]
      : [
          `${firstName}, we have refunded ${amount} for your order. It goes back the way you paid.`,
          "Depending on your bank it can take a few days until you see it.",
        ],
  }),
  returnRequested: ({ number, firstName }: Addressed): Copy => ({
    subject: `Your return for order ${number}`,
    preview: "We have your request and will look at it.",
    headline: "We have your request",
    paragraphs: [
      `${firstName}, you would like to send something of your order back. We will look at it and write again.`,
      "Please keep the goods until then.",
    ],
  }),
  returnApproved: ({ number, firstName }: Addressed): Copy => ({
    subject: `Please send your return for order ${number}`,
    preview: "Your return is approved: you can send it now.",
    headline: "Your return is approved",
    paragraphs: [
      `${firstName}, you can send the goods back now. Put your order's number into the parcel, so that we know whose it is.`,
    ],
  }),
  returnRejected: ({ number, firstName }: Addressed, reason: string): Copy => ({
    subject: `About your return for order ${number}`,
    preview: "We cannot take it back.",
    headline: "We cannot take it back",
    paragraphs: [
      `${firstName}, we have looked at your request, and we are sorry: we cannot take these goods back.`,
      reason,
    ],
  }),
  returnReceived: ({ number, firstName }: Addressed): Copy => ({
    subject: `Your return for order ${number} has arrived`,
    preview: "We have your parcel and will refund it.",
    headline: "Your parcel is back with us",
    paragraphs: [
      `${firstName}, what you sent back has arrived. We will write again when we have refunded it.`,
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
