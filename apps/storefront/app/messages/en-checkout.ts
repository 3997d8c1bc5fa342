// The words of checkout, payment and orders in English, and of the fields that other forms have too.
import { enCardPayment } from "./en-card-payment.ts";
import type { Widened } from "./widened.ts";

// Looked up by names that come from outside, so that some have no words here.
const missing: Readonly<Record<string, string>> = {
  email: "Enter your e-mail address",
  firstName: "Enter your first name",
  lastName: "Enter your last name",
  street: "Enter your street and number",
  zipCode: "Enter your postcode",
  city: "Enter your town or city",
  country: "Choose a country",
  password: "Enter your password",
  shippingMethodId: "Choose a way of delivery",
};

const providers: Readonly<Record<string, { readonly label: string; readonly description: string }>> = {
  sandbox: { label: "Card", description: "You enter your card on the payment provider’s own page." },
  stripe: { label: "Card", description: "You enter your card in the payment provider’s own fields." },
  paypal: { label: "PayPal", description: "You sign in at PayPal and come back." },
  bank_transfer: {
    label: "Bank transfer",
    description: "You see our account next, and we reserve your things meanwhile.",
  },
  cash_on_delivery: { label: "Cash on delivery", description: "You pay the courier at your door." },
};

const reasons: Readonly<Record<string, string>> = {
  card_declined: "The bank declined the card.",
  declined: "The bank declined the card.",
  insufficient_funds: "There is not enough money on the card.",
  authentication_failed: "The bank could not confirm that it was you.",
  expired: "The time for paying ran out.",
};

export const enCheckout = {
  checkout: {
    title: "Checkout",
    secure: "Secure checkout",
    steps: "Steps",
    step: { details: "Your details", payment: "Payment", done: "Done" },
    contact: "Contact",
    address: "Delivery address",
    delivery: "Delivery",
    orderSummary: "Your order",
    showSummary: (total: string) => `Show your order, ${total}`,
    signInHint: "Have an account?",
    emailHint: "For your receipt and news of this order. Nothing else.",
    phoneHint: "Only for the courier.",
    continueToPayment: "Continue to payment",
    continueToDelivery: "Continue to delivery",
    deliveryBelow: "Chosen below",
    deliveryAfterAddress: "Ways of delivery appear once we know the address.",
    errorTitle: "Please look at these fields again",
    backToBag: "Back to your bag",
    notSaved: "This could not be saved. Please check the fields and try again.",
    blocked: "Something in your bag changed. Please look at it before you go on.",
  },
  fields: {
    email: "E-mail",
    firstName: "First name",
    lastName: "Last name",
    street: "Street and number",
    street2: "Apartment, floor",
    zipCode: "Postcode",
    city: "Town or city",
    state: "Region",
    country: "Country",
    phone: "Phone",
    password: "Password",
    shippingMethodId: "Way of delivery",
    missing,
    emailWrong: "Enter an e-mail address like name@example.com",
    tooLong: "This is too long; please shorten it",
    passwordShort: (min: number) => `Use at least ${min} characters`,
    wrong: "Please check this field",
  },
  payment: {
    title: "Payment",
    how: "How would you like to pay?",
    providers,
    card: enCardPayment,
    pay: (total: string) => `Pay ${total}`,
    paying: "One moment…",
    terms: "By paying you accept our",
    termsLink: "terms of sale",
    reviewContact: "Contact",
    reviewAddress: "Deliver to",
    reviewInvoice: "Invoice to",
    reviewDelivery: "Delivery",
    priceChanged: (before: string, now: string) =>
      `The total changed from ${before} to ${now} while you were here. Nothing was charged. Please look it over and pay again if you agree.`,
    priceChangedTitle: "The total changed",
    unknown: "We did not hear back in time. Press the button again: it is safe, you will not pay twice.",
    unknownTitle: "We are not sure that it worked",
    refusedTitle: "That did not work",
    refusedAgain:
      "This payment could not be started. Nothing was charged. Please try again, or choose another way to pay.",
    refused: "The order could not be placed. Nothing was charged.",
    forwardTitle: "Taking you to the payment page",
    forward: "If nothing happens in a moment, use the button.",
    forwardButton: "Go to the payment page",
    openTitle: "Your order waits for its payment",
    open: "Your order is placed, and we keep your things for a little while. It is confirmed as soon as it is paid.",
    openLooking:
      "You came back before paying, or the payment has not reached us yet. If you have paid, this page goes on by itself in a moment.",
    openLong:
      "No payment has reached us. If you have paid, you need not pay again: we will write to you as soon as we know. If not, we keep your things for a little while.",
    continue: "Continue to payment page",
    failedTitle: "The payment did not go through",
    failed:
      "Nothing was charged. You can try again or choose another way to pay; your things are still reserved.",
    reasons,
    cancelledTitle: "The payment was cancelled",
    cancelled:
      "Nothing was charged. You can try again whenever you like; your things are reserved a little longer.",
    tryAgain: (total: string) => `Try again: pay ${total}`,
    settlingTitle: "We are checking your payment",
    settling: "This takes a few seconds. You may close this page; we will write to you.",
    orderGoneTitle: "This order was cancelled",
    orderGone:
      "It was not paid in time, or you cancelled it. If anything was charged, it is on its way back to you.",
    restore: "Put everything back into the bag",
  },
  order: {
    title: (number: string) => `Order ${number}`,
    thanks: (name: string) => `Thank you, ${name}`,
    confirmedTitle: "Thank you",
    confirmed: (number: string, email: string) =>
      `Order ${number} is confirmed. A receipt is on its way to ${email}.`,
    settlingTitle: "Nearly there",
    settling:
      "Your payment is being confirmed. This page looks again by itself; you may also close it, we will write to you.",
    settlingLong:
      "This takes longer than usual. You need not wait or pay again: we will write to you as soon as we know.",
    checkAgain: "Look again",
    view: "View your order",
    placedOn: (date: string) => `Placed on ${date}`,
    statuses: {
      pending: "Waiting for payment",
      confirmed: "Confirmed",
      processing: "Being packed",
      shipped: "On its way",
      delivered: "Delivered",
      completed: "Completed",
      cancelled: "Cancelled",
      refunded: "Refunded",
    },
    progress: "Progress",
    placed: "Placed",
    items: "What you ordered",
    deliverTo: { ahead: "Goes to", delivered: "Delivered to", ended: "Delivery address" },
    contact: "Contact",
    delivery: "Delivery",
    tracking: "Tracking number",
    pay: "Go to payment",
    cancel: "Cancel this order",
    cancelQuestion: "The order is cancelled at once and anything paid is sent back to you.",
    cancelConfirm: (number: string) => `Yes, cancel order ${number}`,
    cancelled: "The order is cancelled.",
    cancelFailed: "This order can no longer be cancelled. Write to us and we will find a way.",
    noAccessTitle: "This order is not open here",
    noAccess: "Use the link in the mail we sent you, or sign in with the account you ordered with.",
    next: "What happens next",
    nextSteps: [
      "We pack your things by hand, usually within two working days.",
      "You get a mail with a tracking number as soon as they leave.",
      "If something is not right, you have 30 days to send it back.",
    ],
  },
  account: {
    signIn: "Sign in",
  },
} as const;

export type CheckoutMessages = Widened<typeof enCheckout>;
