// Money as text: exact decimals for machines, the local way of writing for people.
import { Refusal } from "@souk/errors";
import { currencyDigits, type Currency } from "./currency.ts";
import { money, type Money } from "./money.ts";

// A number holds 16 digits at most; longer texts are not worth looking at.
const decimalText = /^(?<sign>-?)(?<units>0|[1-9]\d{0,15})(?:\.(?<fraction>\d{1,3}))?$/u;

// Making an Intl.NumberFormat costs some 30 µs and formatting 1 µs; locales come from requests, so the cache is bounded.
const formatsMax = 200;
const formats = new Map<string, Intl.NumberFormat>();

/**
 * Reads decimal text, such as `12.34` or `-5`, into minor units without rounding. Refuses grouping, exponents, signs of a currency, and more decimals
 * than the currency has, even zeros: `1.000` EUR was more likely meant as a thousand.
 */
export function parseMoney(text: string, currency: Currency): Money {
  const digits = currencyDigits(currency);
  const { sign, units, fraction = "" } = decimalText.exec(text)?.groups ?? {};
  if (units === undefined || fraction.length > digits) {
    throw new Refusal(
      "invalid",
      "money_text_invalid",
      `An amount in ${currency} is written with at most ${digits} decimals, and a point before them.`,
    );
  }
  return money(Number(`${sign}${units}${fraction.padEnd(digits, "0")}`), currency);
}

/** Plain decimal text with all decimals of the currency, such as `12.30`; what `parseMoney` reads. */
export function moneyToDecimal(value: Money): `${number}` {
  const digits = currencyDigits(value.currency);
  const figures = String(Math.abs(value.amount)).padStart(digits + 1, "0");
  const units = figures.slice(0, figures.length - digits);
  const fraction = figures.slice(figures.length - digits);
  const text = `${value.amount < 0 ? "-" : ""}${units}${digits === 0 ? "" : `.${fraction}`}`;
  // oxlint-disable-next-line typescript/consistent-type-assertions, typescript/no-unsafe-type-assertion -- digits around one point
  return text as `${number}`;
}

/** Money as people of that locale write it, always with all decimals of the currency. */
export function formatMoney(value: Money, locale: string): string {
  return formatFor(value.currency, locale).format(moneyToDecimal(value));
}

function formatFor(currency: Currency, locale: string): Intl.NumberFormat {
  const key = `${locale} ${currency}`;
  const known = formats.get(key);
  if (known) return known;
  const digits = currencyDigits(currency);
  const made = new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  if (formats.size >= formatsMax) formats.clear();
  formats.set(key, made);
  return made;
}
