// The results of a search, or, before one, a field and the rooms.
import { BareLink, EmptyState, Icon } from "@souk/ui";
import { Form, useRouteLoaderData } from "react-router";
import { childrenOf } from "../features/catalogue/category-tree.ts";
import { FilterBar } from "../features/catalogue/filter-bar.tsx";
import { readChosen, SEARCH_SORTS, toFilter } from "../features/catalogue/filter-query.ts";
import { ProductGrid } from "../features/catalogue/product-grid.tsx";
import { RoomLinks } from "../features/catalogue/room-links.tsx";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import { toTiles } from "../lib/tile.ts";
import { messagesFor, useMessages } from "../messages/use-messages.ts";
import type { loader as rootLoader } from "../root.tsx";
import type { Route } from "./+types/search";

const QUERY_LENGTH_MAX = 200;

export async function loader({ url, context }: Route.LoaderArgs) {
  const shop = shopOf(context);
  const query = (url.searchParams.get("q") ?? "").trim().slice(0, QUERY_LENGTH_MAX);
  const category = url.searchParams.get("category") ?? undefined;
  const chosen = readChosen(url.searchParams, SEARCH_SORTS);
  const filter = {
    ...toFilter(chosen, url.searchParams, shop.currency),
    q: query,
    sort: chosen.sort,
    ...(category ? { category } : {}),
  };
  if (query === "") return { query, category, chosen, page: null, currency: shop.currency };
  const { items, nextCursor, total, facets } = (await shop.api.products.search(filter)).data;
  return {
    query,
    category,
    chosen,
    page: { items: toTiles(items), nextCursor, total, facets },
    currency: shop.currency,
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => {
  const { search, common } = messagesFor("en");
  return pageMeta({
    title: common.pageTitle(loaderData?.query ? search.titleFor(loaderData.query) : search.title),
    publicUrl: "",
  });
};

function SearchField({ query }: { query: string }) {
  const { search } = useMessages();
  return (
    <search>
      <Form
        action="/products/search"
        className="flex max-w-3xl items-center gap-3 border-b-2 border-ink focus-within:border-focus"
      >
        <label htmlFor="page-search" className="sr-only">
          {search.label}
        </label>
        <input
          key={query}
          id="page-search"
          type="search"
          name="q"
          defaultValue={query}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- Without a query the page is this field: whoever came here wants to type.
          autoFocus={query === ""}
          placeholder={search.placeholder}
          enterKeyHint="search"
          className="display-type min-h-14 w-full bg-transparent text-2xl outline-none placeholder:text-ink-faint"
        />
        <button className="grid size-12 shrink-0 place-items-center rounded-md hover:bg-sunken">
          <Icon name="search" />
          <span className="sr-only">{search.submit}</span>
        </button>
      </Form>
    </search>
  );
}

type Facet = { readonly slug: string; readonly name: string; readonly count: number };

function Facets({
  facets,
  query,
  current,
}: {
  facets: readonly Facet[];
  query: string;
  current: string | undefined;
}) {
  const { catalogue } = useMessages();
  if (facets.length < 2 && !current) return null;
  const href = (slug: string) =>
    `/products/search?${new URLSearchParams({ q: query, ...(slug === current ? {} : { category: slug }) })}`;
  return (
    <nav aria-label={catalogue.rooms} className="mt-6">
      <ul className="flex flex-wrap gap-x-5 gap-y-0 text-sm">
        {facets.map(({ slug, name, count }) => (
          <li key={slug}>
            <BareLink
              href={href(slug)}
              aria-current={slug === current ? "true" : undefined}
              className="inline-flex min-h-11 items-center gap-1.5 underline-offset-4 hover:underline aria-current:font-medium aria-current:underline"
            >
              {name} <span className="figures text-ink-faint">{count}</span>
            </BareLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export default function SearchPage({ loaderData }: Route.ComponentProps) {
  const { query, category, chosen, page, currency } = loaderData;
  const { search, catalogue } = useMessages();
  const categories = useRouteLoaderData<typeof rootLoader>("root")?.categories ?? [];
  const rooms = childrenOf(categories, null).flatMap(({ id }) => childrenOf(categories, id));
  return (
    <div className="shell py-10 lg:py-16">
      <h1 className={query === "" ? "display-type mb-6 text-3xl" : "sr-only"}>
        {query === "" ? search.start : search.titleFor(query)}
      </h1>
      <SearchField query={query} />
      {page === null ? (
        <div className="mt-10">
          <RoomLinks label={catalogue.rooms} rooms={rooms} />
        </div>
      ) : (
        <>
          <Facets facets={page.facets.categories} query={query} current={category} />
          {page.items.length > 0 ? (
            <>
              <div className="mt-6 mb-8">
                <FilterBar
                  chosen={chosen}
                  sorts={SEARCH_SORTS}
                  currency={currency}
                  countText={search.results(page.total)}
                  kept={{ q: query, ...(category ? { category } : {}) }}
                />
              </div>
              <ProductGrid
                key={`${query} ${category} ${currency} ${page.items[0]?.id} ${JSON.stringify(chosen)}`}
                first={page}
              />
            </>
          ) : (
            <EmptyState
              title={search.nothing(query)}
              action={<RoomLinks label={catalogue.rooms} rooms={childrenOf(categories, null)} />}
            >
              {search.nothingHint}
            </EmptyState>
          )}
        </>
      )}
    </div>
  );
}
