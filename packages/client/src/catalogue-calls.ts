// The catalogue: lists, search, suggestions while typing, one product, what goes with it, what is wanted now.
import type {
  Category,
  CategoryDetails,
  Product,
  ProductPage,
  ProductSearchPage,
  Recommendations,
  Suggestions,
} from "@souk/contracts";
import { segment, type Caller } from "./caller.ts";
import type {
  InCurrency,
  ProductListFilter,
  ProductSearchFilter,
  RecommendationsFilter,
  SuggestionsFilter,
} from "./requests.ts";
import type { CallOptions } from "./transport.ts";

export const productCalls = (call: Caller) => ({
  list: (filter: ProductListFilter = {}, options?: CallOptions) =>
    call<ProductPage>({ method: "GET", path: "/products", query: filter, options }),
  search: (filter: ProductSearchFilter, options?: CallOptions) =>
    call<ProductSearchPage>({ method: "GET", path: "/products/search", query: filter, options }),
  suggestions: (filter: SuggestionsFilter, options?: CallOptions) =>
    call<Suggestions>({ method: "GET", path: "/products/suggestions", query: filter, options }),
  /** By id or by slug. */
  get: (idOrSlug: string, query: InCurrency = {}, options?: CallOptions) =>
    call<Product>({ method: "GET", path: `/products/${segment(idOrSlug)}`, query, options }),
  /** What to show beside a product. */
  recommendations: (idOrSlug: string, filter: RecommendationsFilter = {}, options?: CallOptions) =>
    call<Recommendations>({
      method: "GET",
      path: `/products/${segment(idOrSlug)}/recommendations`,
      query: filter,
      options,
    }),
  trending: (filter: Omit<RecommendationsFilter, "kind"> = {}, options?: CallOptions) =>
    call<Recommendations>({ method: "GET", path: "/recommendations/trending", query: filter, options }),
});

export const categoryCalls = (call: Caller) => ({
  list: (options?: CallOptions) =>
    call<{ items: Category[] }>({ method: "GET", path: "/categories", options }),
  /** By id or by slug; a former slug answers with the present one. */
  get: (idOrSlug: string, options?: CallOptions) =>
    call<CategoryDetails>({ method: "GET", path: `/categories/${segment(idOrSlug)}`, options }),
});
