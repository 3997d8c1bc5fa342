// Tax by destination and class of goods: which rate, whether the shown prices contain it, and how it is rounded.
import type { Region } from "@souk/contracts";
import { BASIS_POINTS, divide, type Share, shareOf } from "./division.ts";
import { closenessOf, type Destination } from "./regions.ts";

export type TaxZone = {
  readonly id: string;
  readonly regions: readonly Region[];
  readonly pricesIncludeTax: boolean;
  readonly rates: Readonly<Record<string, number>>;
};
export type TaxRules = {
  readonly zones: readonly TaxZone[];
  readonly rounding: "line" | "order";
  readonly shippingTaxClass: string;
};

/** The zone that names the destination most closely; of equals the one with the lower id, so that it is always the same. */
export function taxZoneFor(rules: TaxRules, destination: Destination | undefined): TaxZone | undefined {
  if (destination === undefined) return undefined;
  let nearest: { readonly zone: TaxZone; readonly closeness: number } | undefined;
  for (const zone of rules.zones) {
    const closeness = closenessOf(zone.regions, destination);
    if (closeness === undefined) continue;
    const isNearer = nearest === undefined || closeness > nearest.closeness;
    if (isNearer || (closeness === nearest?.closeness && zone.id < nearest.zone.id))
      nearest = { zone, closeness };
  }
  return nearest?.zone;
}

/** A class that the zone does not name is taxed as standard goods, except what is never taxed. */
export function rateOf(zone: TaxZone | undefined, taxClass: string): number {
  if (zone === undefined) return 0;
  return zone.rates[taxClass] ?? (taxClass === "zero" ? 0 : (zone.rates["standard"] ?? 0));
}

export type Taxable = { readonly amountMinor: number; readonly rateBasisPoints: number };

/** The tax of each part, added to it or contained in it. Rounded for each part, or once for each rate and then divided among its parts. */
export function taxesOf(
  parts: readonly Taxable[],
  { rounding, isIncluded }: { readonly rounding: TaxRules["rounding"]; readonly isIncluded: boolean },
): ReadonlyMap<Taxable, number> {
  const taxes = new Map<Taxable, number>();
  for (const [rate, own] of Map.groupBy(parts, ({ rateBasisPoints }) => rateBasisPoints)) {
    const share = taxShare(rate, isIncluded);
    const amounts = own.map(({ amountMinor }) => amountMinor);
    const sumMinor = amounts.reduce((sum, amountMinor) => sum + amountMinor, 0);
    const divided =
      rounding === "line"
        ? amounts.map((amountMinor) => shareOf(amountMinor, share))
        : divide(shareOf(sumMinor, share), amounts);
    own.forEach((part, index) => taxes.set(part, divided[index] ?? 0));
  }
  return taxes;
}

function taxShare(rateBasisPoints: number, isIncluded: boolean): Share {
  return {
    numerator: rateBasisPoints,
    denominator: isIncluded ? BASIS_POINTS + rateBasisPoints : BASIS_POINTS,
  };
}
