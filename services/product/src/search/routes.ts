// REST of search.
import { ProductSearchPage, ProductSearchQuery } from "@souk/contracts";
import { anyone, route, type Route } from "@souk/http";
import type { Deps } from "../deps.ts";
import { answerWith } from "../documents.ts";
import { searchDocument } from "./search.ts";

const SEARCH_COST = 2;

export const searchRoutes = (deps: Deps): readonly Route[] => [
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
];
