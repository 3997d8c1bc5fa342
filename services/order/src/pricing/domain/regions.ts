// Which part of the world a destination is in, and how closely a rule names it.
import type { Region } from "@souk/contracts";

export type Destination = {
  readonly country: string;
  readonly state: string | undefined;
  readonly zipCode: string;
};

// A postal code says more than a state, a state more than a country, and a longer beginning of a postal code more than a shorter.
const COUNTRY_CLOSENESS = 1;
const STATE_CLOSENESS = 2;
const ZIP_CLOSENESS = 4;

/** How closely the nearest of the regions names the destination; undefined where none holds it. */
export function closenessOf(regions: readonly Region[], destination: Destination): number | undefined {
  let closest: number | undefined;
  for (const region of regions) {
    const closeness = closenessOfOne(region, destination);
    if (closeness !== undefined && closeness > (closest ?? -1)) closest = closeness;
  }
  return closest;
}

function closenessOfOne(region: Region, destination: Destination): number | undefined {
  const { country, state, zipPrefixes } = region;
  if (country === null) return 0;
  if (country !== destination.country) return undefined;
  if (state !== null && folded(state) !== folded(destination.state ?? "")) return undefined;
  const closeness = COUNTRY_CLOSENESS + (state === null ? 0 : STATE_CLOSENESS);
  if (zipPrefixes.length === 0) return closeness;
  const zipCode = folded(destination.zipCode);
  const held = zipPrefixes.map(folded).filter((prefix) => zipCode.startsWith(prefix));
  if (held.length === 0) return undefined;
  return closeness + ZIP_CLOSENESS * Math.max(...held.map(({ length }) => length));
}

/** People write `sw1a 1aa` and `SW1A1AA`. */
function folded(text: string): string {
  return text.replaceAll(/[\s-]/g, "").toUpperCase();
}
