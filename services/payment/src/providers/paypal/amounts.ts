// Money as PayPal writes it: decimal text, in the currencies that PayPal takes.
// https://developer.paypal.com/api/rest/reference/currency-codes/
import { Refusal } from "@souk/errors";
import { currencyDigits, isCurrency, type Money, moneyToDecimal, parseMoney } from "@souk/money";
import { z } from "zod";

const currencies: ReadonlySet<string> = new Set(
  "AUD BRL CAD CHF CNY CZK DKK EUR GBP HKD HUF ILS JPY MXN MYR NOK NZD PHP PLN SEK SGD THB TWD USD".split(
    " ",
  ),
);
/** Of these PayPal takes whole units only, whatever ISO 4217 says. */
const wholeUnits: ReadonlySet<string> = new Set(["HUF", "JPY", "TWD"]);
const NO_FRACTION = /\.0+$/;
const DECIMAL = /^-?(?:0|[1-9]\d{0,11})(?:\.\d{1,3})?$/;

export type Amount = { readonly currencyCode: string; readonly value: string };

/** Refuses what PayPal could not be asked for: another currency, or a fraction where it takes none. */
export function toAmount(value: Money): Amount {
  if (!currencies.has(value.currency)) {
    throw new Refusal("unprocessable", "currency_unsupported", "PayPal does not take this currency.");
  }
  const decimal: string = moneyToDecimal(value);
  if (!wholeUnits.has(value.currency)) return { currencyCode: value.currency, value: decimal };
  const whole = decimal.replace(NO_FRACTION, "");
  if (!whole.includes(".")) return { currencyCode: value.currency, value: whole };
  throw new Refusal("unprocessable", "amount_unsupported", "PayPal takes whole units of this currency only.");
}

/** An amount in PayPal's answers; 1000 and 1000.00 are the same. */
export const amountBody = z
  .object({ currency_code: z.string().refine(isCurrency), value: z.string().regex(DECIMAL) })
  .transform(({ currency_code: currency, value }) => ({ currency, text: value.replace(NO_FRACTION, "") }))
  .refine(({ currency, text }) => text.replace(/^[^.]*\.?/, "").length <= currencyDigits(currency))
  .transform(({ currency, text }) => parseMoney(text, currency));
