// Amounts as Stripe counts them, which is not always as ISO 4217 does: https://docs.stripe.com/currencies#minor-units
import { Refusal } from "@souk/errors";
import { currencyDigits, isCurrency, type Money, money } from "@souk/money";

const ZERO_DECIMAL = new Set(
  "BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF".split(" "), // Krónur and Ugandan shillings are sent with two decimals that are always 00.
);
const THREE_DECIMAL = new Set("BHD JOD KWD OMR TND".split(" "));
/** The networks carry two of the three decimals only. */
const THREE_DECIMAL_STEP = 10;
const BASE = 10;

export type StripeAmount = { readonly amount: number; readonly currency: string };

/** Refuses what Stripe could only take rounded. */
export function toStripeAmount({ amount, currency }: Money): StripeAmount {
  const inStripe = amount * BASE ** (digitsAtStripe(currency) - currencyDigits(currency));
  const isExact =
    Number.isSafeInteger(inStripe) && (!THREE_DECIMAL.has(currency) || inStripe % THREE_DECIMAL_STEP === 0);
  if (isExact) return { amount: inStripe, currency: currency.toLowerCase() };
  throw new Refusal(
    "unprocessable",
    "amount_not_payable",
    "The payment provider cannot take this amount in its currency exactly.",
  );
}

export function fromStripeAmount(amount: number, stripeCurrency: string): Money {
  const currency = stripeCurrency.toUpperCase();
  if (!isCurrency(currency))
    throw new Refusal(
      "unprocessable",
      "currency_unknown",
      "The payment provider speaks of another currency.",
    );
  return money(amount * BASE ** (currencyDigits(currency) - digitsAtStripe(currency)), currency);
}

function digitsAtStripe(currency: string): number {
  if (ZERO_DECIMAL.has(currency)) return 0;
  return THREE_DECIMAL.has(currency) ? 3 : 2;
}
