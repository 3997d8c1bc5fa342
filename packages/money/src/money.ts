// Amounts of money and their arithmetic: integers in minor units, never mixed between currencies, never past what a number holds exactly.
import { Refusal } from "@souk/errors";
import { currencyDigits, type Currency } from "./currency.ts";

/** An amount in minor units (cents, yen, fils) of a currency. */
export type Money = { readonly amount: number; readonly currency: Currency };

/** Makes money of minor units; refuses a broken number, one too large to be exact, and an unknown currency. */
export function money(amount: number, currency: Currency): Money {
  currencyDigits(currency);
  return { amount: exact(amount), currency };
}

/** Nothing, in that currency. */
export function zeroMoney(currency: Currency): Money {
  return money(0, currency);
}

/** The sum of two amounts of one currency. */
export function addMoney(left: Money, right: Money): Money {
  refuseMixed(left.currency, right.currency);
  return { amount: exact(left.amount + right.amount), currency: left.currency };
}

/** `left` less `right`; may be negative. */
export function subtractMoney(left: Money, right: Money): Money {
  refuseMixed(left.currency, right.currency);
  return { amount: exact(left.amount - right.amount), currency: left.currency };
}

/** The price of so many; the quantity is a whole number. */
export function multiplyMoney(price: Money, quantity: number): Money {
  if (!Number.isSafeInteger(quantity))
    throw new Refusal("invalid", "quantity_not_whole", "A quantity is a whole number.");
  return { amount: exact(price.amount * quantity), currency: price.currency };
}

/** The sum of a list, which may be empty: that is why the currency is asked for. */
export function sumMoney(list: readonly Money[], currency: Currency): Money {
  return list.reduce(addMoney, zeroMoney(currency));
}

/** Negative, zero or positive as `left` is less than, equal to or more than `right`; fit for `sort`. */
export function compareMoney(left: Money, right: Money): number {
  refuseMixed(left.currency, right.currency);
  return Math.sign(left.amount - right.amount);
}

/** Whether both are the same amount of the same currency; other currencies are unequal, not refused. */
export function equalMoney(left: Money, right: Money): boolean {
  return left.amount === right.amount && left.currency === right.currency;
}

/** The same amount the other way round. */
export function negateMoney(value: Money): Money {
  return { amount: exact(-value.amount), currency: value.currency };
}

/** Gives the amount back if it is a whole number that is held exactly; turns −0 into 0, which JSON and `Object.is` tell apart. */
export function exact(amount: number): number {
  if (!Number.isSafeInteger(amount)) {
    throw new Refusal(
      "invalid",
      "money_amount_inexact",
      "An amount is a whole number of minor units below 2^53.",
    );
  }
  return amount === 0 ? 0 : amount;
}

function refuseMixed(left: Currency, right: Currency): void {
  if (left !== right) {
    throw new Refusal(
      "invalid",
      "money_currency_mismatch",
      `Amounts in ${left} and ${right} cannot be combined.`,
    );
  }
}
