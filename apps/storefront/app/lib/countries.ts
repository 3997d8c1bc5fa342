// The countries a visitor may have things sent to, by name in the visitor's language. Which of them the shop serves, the API says through its ways of delivery.
const CODES =
  "AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK US CA AU NZ JP KR SG AE QA SA MA TN TR";

export type Country = { readonly value: string; readonly label: string };
export const COUNTRY_DEFAULT = "DE";

export function countriesIn(locale: string): readonly Country[] {
  const names = new Intl.DisplayNames([locale], { type: "region" });
  return CODES.split(" ")
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .toSorted((a, b) => a.label.localeCompare(b.label, locale));
}

export const countryName = (code: string, locale: string): string =>
  new Intl.DisplayNames([locale], { type: "region" }).of(code) ?? code;
