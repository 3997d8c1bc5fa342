// A room of the shop, or everything: heading, rooms below, filters, products. Serves `/products` and `/categories/:slug`.
import type { Category } from "@souk/contracts";
import { Breadcrumbs, ButtonLink, EmptyState } from "@souk/ui";
import { data, useRouteLoaderData } from "react-router";
import { childrenOf, trailTo } from "../features/catalogue/category-tree.ts";
import { FilterBar } from "../features/catalogue/filter-bar.tsx";
import { filterCount, LIST_SORTS, readChosen, toFilter } from "../features/catalogue/filter-query.ts";
import { ProductGrid } from "../features/catalogue/product-grid.tsx";
import { RoomLinks } from "../features/catalogue/room-links.tsx";
import { breadcrumbData, pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import { toTiles } from "../lib/tile.ts";
import { messagesFor, useMessages } from "../messages/use-messages.ts";
import type { loader as rootLoader } from "../root.tsx";
import type { Route } from "./+types/category";

export async function loader({ params, url, context }: Route.LoaderArgs) {
  const shop = shopOf(context);
  const slug = params.slug ?? null;
  const chosen = readChosen(url.searchParams, LIST_SORTS);
  const filter = {
    ...toFilter(chosen, url.searchParams, shop.currency),
    sort: chosen.sort,
    ...(slug === null ? {} : { category: slug }),
  };
  const [categories, products] = await Promise.all([
    shop.api.categories.list(),
    shop.api.products.list(filter),
  ]);
  const category = categories.data.items.find((candidate) => candidate.slug === slug) ?? null;
  if (slug !== null && category === null) throw data(null, { status: 404 });
  const isFirstPage = !url.searchParams.has("cursor") && filterCount(chosen) === 0;
  const page = { items: toTiles(products.data.items), nextCursor: products.data.nextCursor };
  return { category, page, chosen, isFirstPage, currency: shop.currency, publicUrl: shop.parts.publicUrl };
}

export const meta: Route.MetaFunction = ({ loaderData, matches }) => {
  if (!loaderData) return [];
  const { category, publicUrl, isFirstPage } = loaderData;
  const { catalogue, common } = messagesFor("en");
  const path = category ? `/categories/${category.slug}` : "/products";
  return [
    ...pageMeta({
      title: common.pageTitle(category?.name ?? catalogue.all),
      description: category?.description ?? catalogue.allDescription,
      path: isFirstPage ? path : undefined,
      publicUrl,
      image: category?.image ?? undefined,
    }),
    breadcrumbData(publicUrl, trailTo(matches[0].loaderData?.categories ?? [], category?.slug ?? null)),
  ];
};

/** Where one is, what it is called, and the rooms below or beside it. */
function RoomHeader({ category }: { category: Category | null }) {
  const { catalogue, shop, product } = useMessages();
  const categories = useRouteLoaderData<typeof rootLoader>("root")?.categories ?? [];
  const below = childrenOf(categories, category?.id ?? null);
  const rooms = below.length > 0 ? below : childrenOf(categories, category?.parentId ?? null);
  const title = category?.name ?? catalogue.all;
  return (
    <>
      <Breadcrumbs
        label={product.breadcrumbs}
        crumbs={[
          { label: shop.name, href: "/" },
          ...trailTo(categories, category?.slug ?? null).slice(0, -1),
        ]}
        current={title}
      />
      <header className="grid gap-x-6 gap-y-4 pt-6 pb-8 lg:grid-cols-12 lg:pt-12 lg:pb-12">
        <h1 className="display-type text-display lg:col-span-7">{title}</h1>
        <p className="max-w-[52ch] text-lg text-ink-soft lg:col-span-5 lg:self-end">
          {category?.description ?? catalogue.allDescription}
        </p>
      </header>
      <RoomLinks label={catalogue.subcategories} rooms={rooms} current={category?.slug} />
    </>
  );
}

export default function CategoryPage({ loaderData }: Route.ComponentProps) {
  const { category, page, chosen, currency } = loaderData;
  const { catalogue } = useMessages();
  const isWhole = category !== null && filterCount(chosen) === 0;
  return (
    <div className="shell pt-3 pb-12">
      <RoomHeader category={category} />
      <div className="mt-6 mb-8">
        <FilterBar
          chosen={chosen}
          sorts={LIST_SORTS}
          currency={currency}
          countText={isWhole ? catalogue.count(category.productCount) : ""}
        />
      </div>
      {page.items.length > 0 ? (
        <ProductGrid
          key={`${currency} ${page.items[0]?.id} ${JSON.stringify(chosen)} ${page.nextCursor}`}
          first={page}
        />
      ) : (
        <EmptyState
          title={catalogue.empty}
          action={
            <ButtonLink href={category ? `/categories/${category.slug}` : "/products"}>
              {catalogue.reset}
            </ButtonLink>
          }
        >
          {catalogue.emptyHint}
        </EmptyState>
      )}
    </div>
  );
}
