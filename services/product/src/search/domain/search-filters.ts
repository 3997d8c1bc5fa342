// The filters of a search as its address has them, and as engines take them.
import { Refusal } from "@souk/errors";

export type PropertyFilter = { readonly key: string; readonly values: readonly string[] };

/** `colour:indigo,madder;material:wool`; a key that stands there twice has the values of both. */
export function parsePropertyFilters(filter: string | undefined): readonly PropertyFilter[] {
  const valuesByKey = new Map<string, readonly string[]>();
  for (const part of filter?.split(";") ?? []) {
    const colon = part.indexOf(":");
    const [key, values] = [part.slice(0, colon), part.slice(colon + 1).split(",")];
    valuesByKey.set(key, [...new Set([...(valuesByKey.get(key) ?? []), ...values])]);
  }
  return [...valuesByKey].map(([key, values]) => ({ key, values }));
}

/** Refuses a key that the catalogue has no facet for. A value that no product has is no fault: it finds nothing. */
export function requireKnownKeys(filters: readonly PropertyFilter[], keys: ReadonlySet<string>): void {
  const unknown = filters.filter(({ key }) => !keys.has(key));
  if (unknown.length === 0) return;
  throw new Refusal("invalid", "filter_unknown", "Nothing can be filtered by that.", {
    fields: unknown.map(({ key }) => ({
      pointer: "/filter",
      code: "filter_unknown",
      message: `${key} is none of ${[...keys].toSorted().join(", ")}`,
    })),
  });
}
