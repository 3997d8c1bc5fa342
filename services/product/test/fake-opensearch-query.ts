// The part of OpenSearch's query language that the driver uses, over documents in memory. Word forms are known just well enough for the
// tests' own products.

export type Source = Readonly<Record<string, unknown>>;
type Query = Readonly<Record<string, any>>; // oxlint-disable-line typescript/no-explicit-any -- a stand-in reads what it is sent
export type Hit = { readonly id: string; readonly source: Source; readonly score: number };

const stems: Readonly<Record<string, (word: string) => string>> = {
  en: (word) => (/(^the|^a|^of|^for)$/.test(word) ? "" : word.replace(/(?:es|s)$/, "")),
  de: (word) => word.replace(/(?:en|e|n)$/, ""),
  ar: (word) => word.replace(/^ال/, "").replace(/ة$/, ""),
};

const valuesAt = (source: Source, path: string): unknown[] => {
  const found = path.split(".").reduce<unknown>((value, key) => (value as Source | undefined)?.[key], source);
  return found === undefined || found === null ? [] : [found].flat();
};

function tokens(source: Source, field: string): string[] {
  const [base = "", language] = field.split(".");
  const [text] = valuesAt(source, base) as readonly string[];
  const words = text?.match(/[\p{L}\p{N}]+/gu) ?? [];
  const stem = language === undefined ? undefined : stems[language];
  return stem === undefined ? words : words.map((word) => stem(word)).filter((word) => word !== "");
}

const isText = (field: string): boolean => /^[abcd](?:\.|$)/.test(field);

/** The score where the document matches; undefined where it does not. */
export function scoreOf(query: Query, source: Source): number | undefined {
  const [kind = "", body] = Object.entries(query)[0] ?? [];
  const matches = matchers[kind];
  if (matches === undefined) throw new Error(`The stand-in does not know the query ${kind}.`);
  return matches(body, source);
}

type Matcher = (body: any, source: Source) => number | undefined; // oxlint-disable-line typescript/no-explicit-any -- see above
const when = (isMatch: boolean, score = 1): number | undefined => (isMatch ? score : undefined);

const matchers: Readonly<Record<string, Matcher>> = {
  bool: (
    { filter = [], must = [], should = [], must_not: mustNot = [], minimum_should_match, boost = 1 },
    source,
  ) => {
    const scores = (list: readonly Query[]) => list.map((each) => scoreOf(each, source));
    if ([...scores(filter), ...scores(must)].some((score) => score === undefined)) return undefined;
    if (scores(mustNot).some((score) => score !== undefined)) return undefined;
    const optional = scores(should).filter((score) => score !== undefined);
    if (optional.length < (minimum_should_match ?? 0)) return undefined;
    return [...scores(must), ...optional].reduce<number>((sum, score) => sum + (score ?? 0), 0) * boost;
  },
  constant_score: ({ filter, boost }, source) => when(scoreOf(filter, source) !== undefined, boost),
  exists: ({ field }, source) => when(valuesAt(source, field).length > 0),
  term: (body, source) => {
    const [field = "", value] = Object.entries(body)[0] ?? [];
    return when(valuesAt(source, field).includes(value));
  },
  terms: (body, source) => {
    const [field = "", values] = Object.entries(body)[0] ?? [];
    return when(valuesAt(source, field).some((value) => (values as unknown[]).includes(value)));
  },
  range: (body, source) => {
    const [field = "", bounds] = Object.entries(body)[0] ?? [];
    const { gte = -Infinity, lte = Infinity } = bounds as { gte?: number; lte?: number };
    return when(valuesAt(source, field).some((value) => Number(value) >= gte && Number(value) <= lte));
  },
  prefix: (body, source) => {
    const [field, { value, boost = 1 }] = Object.entries(body)[0] as [
      string,
      { value: string; boost?: number },
    ];
    const terms = isText(field) ? tokens(source, field) : valuesAt(source, field).map(String);
    return when(
      terms.some((term) => term.startsWith(value)),
      boost,
    );
  },
  multi_match: ({ query, fields }, source) => {
    const scores = (fields as string[]).map((each) => {
      const [field = "", boost = "1"] = each.split("^");
      const [word = ""] = tokens({ [field.split(".")[0] ?? ""]: query }, field);
      const own = tokens(source, field);
      return word !== "" && own.includes(word) ? Number(boost) / Math.sqrt(own.length) : 0;
    });
    const sum = scores.reduce((total, score) => total + score, 0);
    return when(sum > 0, sum);
  },
  more_like_this: (_, source) => when(tokens(source, "a").length > 0, 0.1),
};

export function aggregate(requests: Query, sources: readonly Source[]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(requests).map(([name, request]) => [name, aggregateOne(request as Query, sources)]),
  );
}

function aggregateOne(request: Query, sources: readonly Source[]): unknown {
  const values = (field: string): number[] =>
    sources.flatMap((source) => valuesAt(source, field)).map(Number);
  if (request["filter"] !== undefined) {
    const kept = sources.filter((source) => scoreOf(request["filter"], source) !== undefined);
    return { doc_count: kept.length, ...aggregate(request["aggs"] ?? {}, kept) };
  }
  if (request["terms"] !== undefined) return termsOf(request["terms"], sources);
  if (request["range"] !== undefined) {
    const { field, ranges } = request["range"] as { field: string; ranges: { from?: number; to?: number }[] };
    const buckets = ranges.map(({ from = -Infinity, to = Infinity }) => ({
      doc_count: values(field).filter((value) => value >= from && value < to).length,
    }));
    return { buckets };
  }
  const isMin = request["min"] !== undefined;
  const numbers = values((request["min"] ?? request["max"]).field);
  return { value: numbers.length === 0 ? null : isMin ? Math.min(...numbers) : Math.max(...numbers) };
}

function termsOf(
  { field, include }: { field: string; include?: string },
  sources: readonly Source[],
): unknown {
  const pattern = new RegExp(`^(?:${include ?? ".*"})$`, "su");
  const counts = new Map<string, number>();
  for (const source of sources) {
    for (const value of valuesAt(source, field).map(String)) {
      if (pattern.test(value)) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  return { buckets: [...counts].map(([key, doc_count]) => ({ key, doc_count })) };
}
