// The words of codes, gift cards, store credit, the steps of a total and what changed meanwhile, in English.
import type { Widened } from "./widened.ts";

// Looked up by codes that come from the API, so that some have no words here.
const couponReasons: Readonly<Record<string, string>> = {
  unknown: "We do not know this code. Please check how it is written.",
  not_yet: "This code cannot be used yet.",
  expired: "This code has ended.",
  used_up: "This code has been used up.",
  customer_used_up: "You have used this code already.",
  not_in_this_currency: "This code does not work in this currency.",
  not_for_this_destination: "This code does not work where your things go.",
  not_for_this_customer: "This code is meant for other customers.",
  not_for_these_goods: "This code is not for what is in your bag.",
  minimum_not_reached: "Your bag does not reach the amount that this code asks for.",
  not_combinable: "This code cannot be combined with the reduction that saves you more.",
};
const giftCardReasons: Readonly<Record<string, string>> = {
  unknown: "This is not the code of a gift card of ours. Please check how it is written.",
  expired: "This gift card has expired.",
  other_currency: "This gift card is in another currency.",
  empty: "Nothing is left on this gift card.",
};
const steps: Readonly<Record<string, string>> = {
  subtotal: "Your things",
  total: "Total",
};

export const enPaying = {
  codes: {
    title: "Codes and credit",
    coupon: "Discount code",
    couponAsk: "Have a discount code?",
    couponRemove: (code: string) => `Remove code ${code}`,
    couponWrong: "We do not know this code, or it has ended.",
    couponIdle: (reason: string) => `Gives nothing now: ${reason}`,
    giftCard: "Gift card code",
    giftCardAsk: "Have a gift card?",
    giftCardHint: "16 letters and digits. Hyphens and spaces do not matter.",
    giftCardName: (last4: string) => `Gift card ···· ${last4}`,
    giftCardPays: (amount: string) => `pays ${amount}`,
    giftCardPaysNothing: "pays nothing now",
    giftCardRemove: (last4: string) => `Remove gift card ending in ${last4}`,
    giftCardBalance: "Check the balance",
    giftCardLeft: (last4: string, amount: string) => `On gift card ···· ${last4} is ${amount}.`,
    giftCardLeftUntil: (last4: string, amount: string, date: string) =>
      `On gift card ···· ${last4} is ${amount}, until ${date}.`,
    giftCardWrong: "This gift card cannot be used.",
    tooMany: "There are as many codes in your bag as fit. Remove one first.",
    tooManyTries: "That were many codes. Please wait a minute and try again.",
    apply: "Apply",
    credit: (available: string) => `Use store credit, you have ${available}`,
    couponReasons,
    giftCardReasons,
  },
  totals: {
    how: "How this adds up",
    steps,
    storeCredit: "Store credit",
    due: "Left to pay",
    paid: "Paid by you",
    nothingDue: "Nothing",
  },
  changes: {
    title: "Something changed since you filled your bag",
    priceChanged: (name: string, { before, now }: { readonly before: string; readonly now: string }) =>
      `${name} now costs ${now} each. It was ${before}.`,
    fewerLeft: (name: string, number: number) =>
      `Of ${name} ${number === 1 ? "one is" : `${number} are`} left.`,
    soldOut: (name: string) => `${name} is sold out.`,
    gone: "Something that is no longer sold is in your bag.",
    effect: "Accepting takes what is left and leaves out what is gone.",
    accept: "Accept the changes",
    again: "The total changed once more. Please look it over and accept again.",
  },
  elsewhere: {
    changed: "Your bag changed in another window. This is what is in it now.",
    mergedTitle: "We added what was in your bag",
    merged: "What you chose before, when you were signed in, is here as well.",
  },
  quote: {
    title: "What changed",
    goods: "Other things in your bag",
    discount: "Discount",
    shipping: "Delivery",
    tax: "Tax",
    giftCard: "Gift cards",
    storeCredit: "Store credit",
    due: "Left to pay",
    step: (before: string, now: string) => `${before} → ${now}`,
    stepRead: (before: string, now: string) => `${before} before, ${now} now`,
  },
  ways: {
    nothingTitle: "Nothing left to pay",
    nothing: "Codes and credit cover everything. Your order is placed as soon as you press the button.",
    place: "Place the order",
    saved: (brand: string, last4: string) => `${brand} ···· ${last4}`,
    savedExpires: (date: string) => `Kept in your account, valid until ${date}`,
    savedPlain: "Kept in your account",
    keep: "Keep this card for the next time",
    keepHint: "Only what our payment provider needs to recognise it. You can remove it in your account.",
    none: "No way to pay is open just now. Please try again later.",
    tooManyTitle: "Let’s take a short break",
    tooMany:
      "Several payments were declined, and to protect cards we stop for a while. Nothing was charged, and your bag is as it was. Try again later or write to us.",
    tooManyWait: (minutes: number) =>
      `Several payments were declined, and to protect cards we stop for a while. Nothing was charged, and your bag is as it was. Try again in ${minutes === 1 ? "a minute" : `about ${minutes} minutes`}, or write to us.`,
    tooManyOrder:
      "Several payments were declined, and to protect cards we stop for a while. Nothing was charged, and your things stay reserved a little longer. Try again later or write to us.",
    tooManyOrderWait: (minutes: number) =>
      `Several payments were declined, and to protect cards we stop for a while. Nothing was charged. Try again in ${minutes === 1 ? "a minute" : `about ${minutes} minutes`}, or write to us.`,
  },
  byHand: {
    text: (number: string) =>
      `Order ${number} is placed, and your things are reserved. It is confirmed as soon as your money has arrived.`,
    other: "Pay another way",
    view: "View your order",
  },
} as const;

export type PayingMessages = Widened<typeof enPaying>;
