// Ranges of prices as links: in the words of whoever reads them, and as the fields that stand in the address.
import type { SearchFacets } from "@souk/contracts";
import { moneyToDecimal } from "@souk/money";
import { moneyText } from "../../lib/currency.ts";
import type { CatalogueMessages } from "../../messages/en-catalogue.ts";

type Range = SearchFacets["priceRanges"][number];
type InLocale = { readonly currency: string; readonly locale: string };
export type RangeFields = { readonly minPrice: string; readonly maxPrice: string };

const CENTS = /[.,]00(?!\d)/;
const EMPTY_DECIMALS = /\.0+$/;

/** A round amount without its empty decimals. */
export const shortMoneyText = (amount: number, { currency, locale }: InLocale): string =>
  moneyText({ amount, currency }, locale).replace(CENTS, "");

/** A range ends just below the next one: people read "€10 – €25" and mean €24.99. */
export function rangeText(
  { min, max }: Range,
  currency: string,
  { words, locale }: { readonly words: CatalogueMessages["filters"]; readonly locale: string },
): string {
  const text = (amount: number) => shortMoneyText(amount, { currency, locale });
  if (max === null) return words.priceFrom(text(min));
  if (min === 0) return words.priceTo(text(max + 1));
  return words.priceBetween(text(min), text(max + 1));
}

export function rangeFields({ min, max }: Range, currency: string): RangeFields {
  const field = (amount: number) => moneyToDecimal({ amount, currency }).replace(EMPTY_DECIMALS, "");
  return { minPrice: min === 0 ? "" : field(min), maxPrice: max === null ? "" : field(max) };
}
