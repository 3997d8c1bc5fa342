// What to show beside a product, or to everybody. Each list goes on where the one before it knows too little: bought together, similar,
// trending in the category, trending, featured. Archived products are never shown, sold out ones after all others.
import type { Recommendations, RecommendationsQuery } from "@souk/contracts";
import { parseAvailability } from "../catalogue/domain/documents.ts";
import type { Deps } from "../deps.ts";
import type { LoadedDocument } from "../documents.ts";
import { rankPairs, SUPPORT_MIN } from "./domain/association.ts";
import type { ItemState } from "../search/store/item-rows.ts";
import { listPairs } from "./store/baskets.ts";
import { listFeatured, listHottest, listHottestBeside } from "./store/trending.ts";

type Reason = Recommendations["items"][number]["reason"];
type Candidate = { readonly id: string; readonly reason: Reason };
type Source = { readonly reason: Reason; readonly list: () => Promise<readonly string[]> };

/** More than are shown, because some will be sold out. */
const CANDIDATES_PER_SHOWN = 3;

export type BesideQuestion = {
  readonly productId: string;
  readonly kind: RecommendationsQuery["kind"];
  readonly currency: string;
  readonly limit: number;
};

/** Beside a product. */
export function besideDocument(deps: Deps, question: BesideQuestion): Promise<LoadedDocument> {
  const { productId, kind, currency, limit } = question;
  const wide = { currency, limit: limit * CANDIDATES_PER_SHOWN };
  const together: Source = {
    reason: "bought_together",
    list: async () =>
      rankPairs(await listPairs(deps.db, { productId, supportMin: SUPPORT_MIN })).map(({ id }) => id),
  };
  const sources: Source[] = [
    ...(kind === "bought_together" ? [together] : []),
    { reason: "similar", list: () => deps.search.engine.similar({ ...wide, productId }) },
    { reason: "trending", list: () => listHottestBeside(deps.db, productId, wide) },
    ...everybodysSources(deps, wide),
  ];
  return documentOf(deps, { sources, currency, limit, not: productId });
}

/** For whoever looks at nothing in particular. */
export function trendingDocument(
  deps: Deps,
  { currency, limit }: { readonly currency: string; readonly limit: number },
): Promise<LoadedDocument> {
  const sources = everybodysSources(deps, { currency, limit: limit * CANDIDATES_PER_SHOWN });
  return documentOf(deps, { sources, currency, limit, not: undefined });
}

function everybodysSources(deps: Deps, wide: { currency: string; limit: number }): Source[] {
  return [
    { reason: "trending", list: () => listHottest(deps.db, wide) },
    { reason: "featured", list: () => listFeatured(deps.db, wide) },
  ];
}

type Wanted = {
  readonly sources: readonly Source[];
  readonly currency: string;
  readonly limit: number;
  readonly not: string | undefined;
};

async function documentOf(deps: Deps, { sources, currency, limit, not }: Wanted): Promise<LoadedDocument> {
  const candidates = new Map<string, Candidate>();
  let shown: readonly ItemState[] = [];
  for (const { reason, list } of sources) {
    for (const id of await list()) {
      if (id !== not && !candidates.has(id)) candidates.set(id, { id, reason });
    }
    const found = await deps.search.items.states({ ids: [...candidates.keys()], currency });
    const states = found.filter(({ status }) => status === "active");
    shown = [...states.filter(isInStock), ...states.filter((state) => !isInStock(state))].slice(0, limit);
    if (shown.length === limit && shown.every(isInStock)) break;
  }
  const { ids, parts, digest } = await deps.search.items.fill(shown, currency);
  const reasons = ids.map((id) => candidates.get(id)?.reason ?? "featured");
  const items = parts.flatMap((part, index) => [
    Buffer.from(`${index === 0 ? "" : ","}{"reason":"${reasons[index]}","product":`),
    part,
    CLOSE_ITEM,
  ]);
  return { body: [OPEN, ...items, CLOSE], digest: `${digest} ${reasons.join(" ")}` };
}

const OPEN = Buffer.from('{"items":[');
const CLOSE_ITEM = Buffer.from("}");
const CLOSE = Buffer.from("]}");

function isInStock({ levels }: ItemState): boolean {
  return [...parseAvailability(levels).values()].some((available) => available > 0);
}
