// How amounts, rates and days are written on paper.
import { formatMoney, type Money, negateMoney } from "@souk/money";

const LOCALE = "en";
const day = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

export function amountText(amount: Money): string {
  return amount.amount < 0 ? `−${formatMoney(negateMoney(amount), LOCALE)}` : formatMoney(amount, LOCALE);
}

/** 1900 basis points are 19 %. */
export function rateText(basisPoints: number): string {
  return `${basisPoints / 100} %`;
}

export function dayText(at: Date): string {
  return day.format(at);
}
