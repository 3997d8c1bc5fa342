// Value-added tax by destination: which rate, and whether the shown prices already contain it.
import { type Money, shareOfMoney, zeroMoney } from "@souk/money";

const BASIS_POINTS = 10_000;

export type TaxRule = { readonly rateBasisPoints: number; readonly isIncluded: boolean };

/** Standard rates of 2026; prices shown to these destinations contain the tax, as EU law asks of shops for consumers. */
const includedRates: Readonly<Record<string, number>> = {
  AT: 2000,
  BE: 2100,
  CZ: 2100,
  DE: 1900,
  DK: 2500,
  ES: 2100,
  FI: 2550,
  FR: 2000,
  GB: 2000,
  GR: 2400,
  IE: 2300,
  IT: 2200,
  LU: 1700,
  NL: 2100,
  PL: 2300,
  PT: 2300,
  SE: 2500,
};
/** Goods and services tax that is added to the shown price. */
const addedRates: Readonly<Record<string, number>> = { CA: 500 };

export function taxRuleFor(country: string | undefined): TaxRule {
  const added = country === undefined ? undefined : addedRates[country];
  if (added !== undefined) return { rateBasisPoints: added, isIncluded: false };
  const included = country === undefined ? undefined : includedRates[country];
  return { rateBasisPoints: included ?? 0, isIncluded: true };
}

export type Tax = { readonly added: Money; readonly included: Money };

/** The tax of a taxable amount: added on top, or the part already inside it; rounded half up once for the order. */
export function taxOf(taxable: Money, rule: TaxRule): Tax {
  const none = zeroMoney(taxable.currency);
  if (rule.rateBasisPoints === 0) return { added: none, included: none };
  if (rule.isIncluded) {
    const share = { numerator: rule.rateBasisPoints, denominator: BASIS_POINTS + rule.rateBasisPoints };
    return { added: none, included: shareOfMoney(taxable, share) };
  }
  const share = { numerator: rule.rateBasisPoints, denominator: BASIS_POINTS };
  return { added: shareOfMoney(taxable, share), included: none };
}
