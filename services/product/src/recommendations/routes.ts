// REST of recommendations.
import { Recommendations, RecommendationsParams, RecommendationsQuery, TrendingQuery } from "@souk/contracts";
import { anyone, route, type Route } from "@souk/http";
import { chooseCurrency } from "../catalogue/shop-catalogue.ts";
import type { Deps } from "../deps.ts";
import { answerWith } from "../documents.ts";
import { besideDocument, trendingDocument } from "./recommend.ts";
import { loadShownProductId } from "./store/shown-product.ts";

export const recommendationRoutes = (deps: Deps): readonly Route[] => [
  route(
    "GET /products/:id/recommendations",
    {
      summary: "Products to show beside this one: bought together with it, or similar to it",
      tags: ["products"],
      access: anyone(),
      ownership: "none",
      params: RecommendationsParams,
      query: RecommendationsQuery,
      response: Recommendations,
    },
    ({ params, query }) => {
      const { kind, limit } = query;
      const load = async () => {
        const currency = chooseCurrency(await deps.shopCatalogue(), query.currency);
        const productId = await loadShownProductId(deps.db, params.id);
        return besideDocument(deps, { productId, kind, currency, limit });
      };
      return answerWith(deps.documents.read(`beside ${params.id} ${JSON.stringify(query)}`, load));
    },
  ),
  route(
    "GET /recommendations/trending",
    {
      summary: "Products that are wanted now",
      tags: ["products"],
      access: anyone(),
      ownership: "none",
      query: TrendingQuery,
      response: Recommendations,
    },
    ({ query }) => {
      const load = async () => {
        const currency = chooseCurrency(await deps.shopCatalogue(), query.currency);
        return trendingDocument(deps, { currency, limit: query.limit });
      };
      return answerWith(deps.documents.read(`trending ${JSON.stringify(query)}`, load));
    },
  ),
];
