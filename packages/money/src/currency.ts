// The currencies of ISO 4217 that can be paid with, and how many decimal digits each has.
// Not taken from Intl: its digits are those of CLDR, made for display (no decimals for Icelandic króna, but also none for
// Iraqi dinar or Albanian lek, which have 3 and 2), and a payment provider that expects fils would be sent dinars.
import { Refusal } from "@souk/errors";

/** An ISO 4217 code, such as `EUR`; `isCurrency` tells whether a text is one. */
export type Currency = string;

// ISO 4217 list one of 1 January 2026, without funds (CLF, CHW, …), metals, units of account and test codes.
const codesByDigits: ReadonlyMap<number, string> = new Map([
  [0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"],
  [
    2,
    `AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE
     CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR
     KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB
     PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY
     TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG`,
  ],
  [3, "BHD IQD JOD KWD LYD OMR TND"],
]);

const digitsByCode: ReadonlyMap<string, number> = new Map(
  [...codesByDigits].flatMap(([digits, codes]) =>
    codes.split(/\s+/).map((code): [string, number] => [code, digits]),
  ),
);

/** All currencies Souk knows, in the order of the alphabet. */
export const currencies: readonly Currency[] = [...digitsByCode.keys()].sort();

/** Whether the value is the code of a currency that can be paid with; `eur` is not, `EUR` is. */
export function isCurrency(value: unknown): value is Currency {
  return typeof value === "string" && digitsByCode.has(value);
}

/** How many decimals the currency has: 0, 2 or 3. Refuses an unknown code. */
export function currencyDigits(currency: Currency): number {
  const digits = digitsByCode.get(currency);
  if (digits === undefined)
    throw new Refusal("invalid", "currency_unknown", "This is not a currency of ISO 4217.");
  return digits;
}
