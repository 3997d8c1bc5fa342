// The results of a search, or, before one, a field and the rooms.
import { useLocation, useRouteLoaderData } from "react-router";
import { childrenOf } from "../features/catalogue/category-tree.ts";
import {
  filterCount,
  readChosen,
  SEARCH_SORTS,
  toFilter,
  withFields,
  withoutFilters,
} from "../features/catalogue/filter-query.ts";
import { findProducts } from "../features/catalogue/find-products.server.ts";
import { NoFit } from "../features/catalogue/no-fit.tsx";
import { ProductBrowser } from "../features/catalogue/product-browser.tsx";
import { RoomLinks } from "../features/catalogue/room-links.tsx";
import { NoResults } from "../features/search/no-results.tsx";
import { SearchField } from "../features/search/search-field.tsx";
import { SearchedText } from "../features/search/searched-text.tsx";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import { toTiles } from "../lib/tile.ts";
import { messagesFor, useMessages } from "../messages/use-messages.ts";
import type { loader as rootLoader } from "../root.tsx";
import type { Route } from "./+types/search";

const QUERY_LENGTH_MAX = 200;
const HELP_PRODUCTS = 4;
const SLUG = /^[a-z0-9-]{1,120}$/;

const roomOf = (params: URLSearchParams): string => {
  const slug = params.get("category") ?? "";
  return SLUG.test(slug) ? slug : "";
};

export async function loader({ url, context }: Route.LoaderArgs) {
  const shop = shopOf(context);
  const text = (url.searchParams.get("q") ?? "").trim().slice(0, QUERY_LENGTH_MAX);
  const chosen = readChosen(url.searchParams, SEARCH_SORTS);
  const asked = { text, chosen, currency: shop.currency };
  if (text === "") return { ...asked, room: "", page: null, query: null, help: null };
  const room = roomOf(url.searchParams);
  const { page, query, help } = await findProducts(shop, url, {
    ...toFilter(chosen, url.searchParams, shop.currency),
    q: text,
    ...(room === "" ? {} : { category: room }),
  });
  const products = toTiles(help?.products.slice(0, HELP_PRODUCTS) ?? []);
  return { ...asked, room, page, query, help: { categories: help?.categories ?? [], products } };
}

export const meta: Route.MetaFunction = ({ loaderData }) => {
  const { search, common } = messagesFor("en");
  return pageMeta({
    title: common.pageTitle(loaderData?.text ? search.titleFor(loaderData.text) : search.title),
    publicUrl: "",
  });
};

type Found = Extract<Route.ComponentProps["loaderData"], { page: object }>;

/** The list with its filters; without anything to filter, ways to go on. */
function Results({ text, room, chosen, currency, page, query, help }: Found) {
  const { pathname, search } = useLocation();
  const categories = useRouteLoaderData<typeof rootLoader>("root")?.categories ?? [];
  const isNarrowed = filterCount(chosen) > 0 || room !== "";
  const roomName = categories.find(({ slug }) => slug === room)?.name ?? room;
  const isNothing = page.items.length === 0 && !isNarrowed;
  return (
    <>
      <SearchedText {...query} leftOut={isNothing ? [] : query.leftOut} />
      {isNothing ? (
        <NoResults query={text} help={help} />
      ) : (
        <div className="mt-8 lg:mt-12">
          <ProductBrowser
            key={text}
            list={page}
            chosen={chosen}
            sorts={SEARCH_SORTS}
            currency={currency}
            kept={{ q: text }}
            withRooms
            alsoActive={
              room === "" ? [] : [{ label: roomName, search: withFields(search, { category: "" }) }]
            }
            empty={<NoFit href={pathname + withoutFilters(search)} />}
          />
        </div>
      )}
    </>
  );
}

export default function SearchPage({ loaderData }: Route.ComponentProps) {
  const { text } = loaderData;
  const { search, catalogue } = useMessages();
  const categories = useRouteLoaderData<typeof rootLoader>("root")?.categories ?? [];
  const rooms = childrenOf(categories, null).flatMap(({ id }) => childrenOf(categories, id));
  return (
    <div className="shell py-10 lg:py-16">
      <h1 className={text === "" ? "display-type mb-6 text-3xl" : "sr-only"}>
        {text === "" ? search.start : search.titleFor(text)}
      </h1>
      <SearchField query={text} />
      {loaderData.page === null ? (
        <div className="mt-10">
          <RoomLinks label={catalogue.rooms} rooms={rooms} />
        </div>
      ) : (
        <Results {...loaderData} />
      )}
    </div>
  );
}
