// REST of search: shoppers find, staff say what means the same and have the index rebuilt.
import {
  ProductSearchPage,
  ProductSearchQuery,
  SearchRebuild,
  Suggestions,
  SuggestionsQuery,
  Synonyms,
  SynonymsBody,
  SynonymsQuery,
} from "@souk/contracts";
import { anyone, etagOf, json, requireIfMatch, route, staff, type Route } from "@souk/http";
import type { Deps } from "../deps.ts";
import { answerWith } from "../documents.ts";
import { putSynonyms } from "./commands/put-synonyms.ts";
import { rebuildIndex } from "./commands/rebuild-index.ts";
import { searchDocument } from "./search.ts";
import { loadIndexState } from "./store/index-state.ts";
import { findSynonyms } from "./store/synonyms.ts";
import { suggestionsDocument } from "./suggest.ts";
import { toRebuildView, toSynonymsView } from "./views.ts";

const SEARCH_COST = 2;

export const searchRoutes = (deps: Deps): readonly Route[] => [
  ...shopperRoutes(deps),
  ...synonymRoutes(deps),
  ...rebuildRoutes(deps),
];

const shopperRoutes = (deps: Deps): readonly Route[] => [
  route(
    "GET /products/search",
    {
      summary: "Search products by text, with facets; mistyped words find their nearest known ones",
      tags: ["products"],
      access: anyone(),
      ownership: "none",
      query: ProductSearchQuery,
      response: ProductSearchPage,
      cost: SEARCH_COST,
    },
    ({ query }) => {
      const load = async () => searchDocument(deps, { catalogue: await deps.shopCatalogue(), query });
      return answerWith(deps.documents.read(`search ${JSON.stringify(query)}`, load));
    },
  ),
  route(
    "GET /products/suggestions",
    {
      summary: "Products, categories and texts that what is being typed may become",
      tags: ["products"],
      access: anyone(),
      ownership: "none",
      query: SuggestionsQuery,
      response: Suggestions,
    },
    ({ query }) => {
      const load = async () => suggestionsDocument(deps, { catalogue: await deps.shopCatalogue(), query });
      return answerWith(deps.documents.read(`suggestions ${JSON.stringify(query)}`, load));
    },
  ),
];

const synonymRoutes = (deps: Deps): readonly Route[] => [
  route(
    "GET /search/synonyms",
    {
      summary: "The synonyms of a language",
      tags: ["search"],
      access: staff("products:read"),
      ownership: "staff with products:read",
      query: SynonymsQuery,
      response: Synonyms,
    },
    async ({ query: { language } }) => {
      const stored = await findSynonyms(deps.db, language);
      return json(toSynonymsView(language, stored), { etag: etagOf(stored.version) });
    },
  ),
  route(
    "PUT /search/synonyms",
    {
      summary: "Replace the synonyms of a language; If-Match with the ETag of GET",
      tags: ["search"],
      access: staff("products:write"),
      ownership: "staff with products:write",
      query: SynonymsQuery,
      body: SynonymsBody,
      response: Synonyms,
    },
    async ({ query: { language }, body, caller, headers }) => {
      const stored = await putSynonyms(deps, {
        language,
        groups: body.groups,
        actorId: caller.userId,
        requireVersion: (version) => requireIfMatch(headers, etagOf(version)),
      });
      return json(toSynonymsView(language, stored), { etag: etagOf(stored.version) });
    },
  ),
];

const rebuildRoutes = (deps: Deps): readonly Route[] => [
  route(
    "GET /search/rebuild",
    {
      summary: "How far the latest rebuild of the search index is",
      tags: ["search"],
      access: staff("operations:read"),
      ownership: "staff with operations:read",
      response: SearchRebuild,
    },
    async () => toRebuildView(await loadIndexState(deps.db), deps.search.engine.name),
  ),
  route(
    "POST /search/rebuild",
    {
      summary: "Rebuild the search index beside the present one, then change them over; searches go on",
      tags: ["search"],
      access: staff("operations:write"),
      ownership: "staff with operations:write",
      response: SearchRebuild,
      status: 202,
    },
    async ({ caller }) => {
      await rebuildIndex(deps, { actorId: caller.userId });
      return toRebuildView(await loadIndexState(deps.db), deps.search.engine.name);
    },
  ),
];
