// What OpenSearch answers, checked and in our words.
import { z } from "zod";
import { CHOICE_SHARE_MIN } from "../domain/property-values.ts";
import type { FacetCounts, PropertyFacet, SearchAnswer, SearchQuestion } from "../engine.ts";
import { FACET_VALUES_MAX } from "../memory/tally.ts";
import { PART } from "./index-document.ts";

const counted = z.object({ doc_count: z.int() });
const termsFound = z.object({ buckets: z.array(z.object({ key: z.string(), doc_count: z.int() })) });
const rangesFound = z.object({ buckets: z.array(counted) });
const termsFacet = z.object({ found: termsFound });

const searchBody = z.object({
  hits: z.object({
    total: z.object({ value: z.int() }),
    hits: z.array(
      z.object({ _id: z.string(), sort: z.tuple([z.union([z.string(), z.number()]), z.string()]) }),
    ),
  }),
  aggregations: z
    .object({
      categories: termsFacet,
      price: z.object({
        min: z.object({ value: z.number().nullable() }),
        max: z.object({ value: z.number().nullable() }),
        ranges: rangesFound,
      }),
      inStock: counted,
      onSale: counted,
      ratings: z.object({ found: rangesFound }),
      properties: termsFacet,
    })
    .catchall(z.unknown()),
});
type Aggregations = z.infer<typeof searchBody>["aggregations"];

export function readSearch(
  body: unknown,
  { limit, filters }: SearchQuestion,
  shownKeys: ReadonlySet<string>,
): SearchAnswer {
  const { hits, aggregations } = searchBody.parse(body);
  const page = hits.hits.slice(0, limit);
  const last = hits.hits.length > limit ? page.at(-1) : undefined;
  return {
    ids: page.map(({ _id }) => _id),
    next: last?.sort,
    total: hits.total.value,
    isTotalExact: true,
    facets: {
      ...readFacets(aggregations),
      properties: readProperties(aggregations, filters.properties).filter(({ key }) => shownKeys.has(key)),
    },
  };
}

function readFacets(found: Aggregations): Omit<FacetCounts, "properties"> {
  const { min, max, ranges } = found.price;
  return {
    categories: found.categories.found.buckets.map(({ key, doc_count }) => ({ id: key, count: doc_count })),
    price: min.value === null || max.value === null ? null : { min: min.value, max: max.value },
    priceRanges: ranges.buckets.map(({ doc_count }) => doc_count),
    inStock: found.inStock.doc_count,
    onSale: found.onSale.doc_count,
    ratings: found.ratings.found.buckets.map(({ doc_count }) => doc_count),
  };
}

type Value = PropertyFacet["values"][number];

function readProperties(
  found: Aggregations,
  selected: SearchQuestion["filters"]["properties"],
): PropertyFacet[] {
  const own = selected.map(({ key }) => `property ${key}`);
  const buckets = [
    ...found.properties.found.buckets.filter(({ key }) => !own.includes(`property ${keyOf(key)}`)),
    ...own.flatMap((name) => termsFacet.parse(found[name]).found.buckets),
  ];
  const facets = new Map<string, { label: string; values: Map<string, Value> }>();
  for (const { key: property, doc_count } of buckets) {
    const [key = "", valueKey = "", label = "", valueLabel = ""] = property.split(PART);
    const facet = facets.get(key) ?? { label, values: new Map<string, Value>() };
    // The same value may be written in several ways.
    const count = (facet.values.get(valueKey)?.count ?? 0) + doc_count;
    facet.values.set(valueKey, {
      key: valueKey,
      label: facet.values.get(valueKey)?.label ?? valueLabel,
      count,
    });
    facets.set(key, facet);
  }
  return [...facets].map(([key, { label, values }]) => ({
    key,
    label,
    values: [...values.values()]
      .toSorted((one, other) => other.count - one.count || (one.key < other.key ? -1 : 1))
      .slice(0, FACET_VALUES_MAX),
  }));
}

const keyOf = (property: string): string => property.slice(0, property.indexOf(PART));

export function readCount(body: unknown): number {
  return z.object({ count: z.int() }).parse(body).count;
}

const keysBody = z.object({
  aggregations: z.object({ optionKeys: termsFound, choiceKeys: termsFound, proseKeys: termsFound }),
});

/** Options and what definitions offer always; free attributes where nearly all their values look like choices. */
export function readKeys(body: unknown): ReadonlySet<string> {
  const { optionKeys, choiceKeys, proseKeys } = keysBody.parse(body).aggregations;
  const prose = new Map(proseKeys.buckets.map(({ key, doc_count }) => [key, doc_count]));
  const choices = choiceKeys.buckets.filter(
    ({ key, doc_count }) => doc_count >= CHOICE_SHARE_MIN * (doc_count + (prose.get(key) ?? 0)),
  );
  return new Set([...optionKeys.buckets, ...choices].map(({ key }) => key));
}

const idsBody = z.object({ hits: z.object({ hits: z.array(z.object({ _id: z.string() })) }) });

export function readIds(body: unknown): string[] {
  return idsBody.parse(body).hits.hits.map(({ _id }) => _id);
}

const namesBody = z.object({
  hits: z.object({
    hits: z.array(z.object({ _source: z.object({ id: z.string(), nameKey: z.string() }) })),
  }),
});
export type SuggestedName = { readonly id: string; readonly nameKey: string };

export function readNames(body: unknown): readonly SuggestedName[] {
  return namesBody.parse(body).hits.hits.map(({ _source }) => _source);
}
