// The currencies a visitor may choose from, and how amounts are written.
import { formatMoney, type Money } from "@souk/money";

export const CURRENCIES = ["EUR", "USD"] as const;
export const CURRENCY_DEFAULT = "EUR";

export const isOfferedCurrency = (value: unknown): value is (typeof CURRENCIES)[number] =>
  CURRENCIES.some((currency) => currency === value);

/** Money as a visitor reads it; with a minus sign, which is as wide as a figure, where `Intl` writes a hyphen. */
export const moneyText = (value: Money, locale = "en"): string =>
  formatMoney(value, locale).replace("-", "\u2212");

/** Money as one text for a hidden field, such as `8400 EUR`; compared by the API, never used as a price. */
export const moneyToField = (value: Money): string => `${value.amount} ${value.currency}`;

export function moneyFromField(text: string): Money | undefined {
  const { amount, currency } = /^(?<amount>\d{1,15}) (?<currency>[A-Z]{3})$/.exec(text)?.groups ?? {};
  return amount === undefined || currency === undefined ? undefined : { amount: Number(amount), currency };
}
