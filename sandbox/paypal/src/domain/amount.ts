// Amounts as the API writes them: decimal text, reckoned in hundredths here.
import { refusal } from "./refusal.ts";

export type Amount = { readonly currency_code: string; readonly value: string };

const wholeUnits: ReadonlySet<string> = new Set(["HUF", "JPY", "TWD"]);
const currencies: ReadonlySet<string> = new Set(
  "AUD BRL CAD CHF CNY CZK DKK EUR GBP HKD HUF ILS JPY MXN MYR NOK NZD PHP PLN SEK SGD THB TWD USD".split(
    " ",
  ),
);
const DECIMAL = /^(?<units>\d{1,10})(?:\.(?<fraction>\d{1,2}))?$/u;
const HUNDREDTHS = 100;

export function hundredthsOf({ value, currency_code: currency }: Amount): number {
  const { units, fraction = "" } = DECIMAL.exec(value)?.groups ?? {};
  if (units === undefined) throw refusal(400, "INVALID_PARAMETER_VALUE");
  if (!currencies.has(currency)) throw refusal(422, "CURRENCY_NOT_SUPPORTED");
  const hundredths = Number(units) * HUNDREDTHS + Number(fraction.padEnd(2, "0"));
  if (wholeUnits.has(currency) && hundredths % HUNDREDTHS !== 0) throw refusal(422, "DECIMALS_NOT_SUPPORTED");
  if (hundredths === 0) throw refusal(422, "CANNOT_BE_ZERO_OR_NEGATIVE");
  return hundredths;
}

export function toAmount(currency: string, hundredths: number): Amount {
  const whole = wholeUnits.has(currency);
  return { currency_code: currency, value: (hundredths / HUNDREDTHS).toFixed(whole ? 0 : 2) };
}

export function sumOf(list: readonly { readonly amount: Amount }[]): number {
  return list.reduce((sum, { amount }) => sum + hundredthsOf(amount), 0);
}
