// A room of the shop, or everything: heading, rooms below, filters, products. Serves `/products` and `/categories/:slug`.
import { isApiProblem } from "@souk/client";
import type { Category } from "@souk/contracts";
import { Breadcrumbs } from "@souk/ui";
import { data, redirect, useLocation, useRouteLoaderData } from "react-router";
import { childrenOf, trailTo } from "../features/catalogue/category-tree.ts";
import {
  filterCount,
  LIST_SORTS,
  readChosen,
  toFilter,
  withoutFilters,
} from "../features/catalogue/filter-query.ts";
import { findProducts } from "../features/catalogue/find-products.server.ts";
import { NoFit } from "../features/catalogue/no-fit.tsx";
import { ProductBrowser } from "../features/catalogue/product-browser.tsx";
import { RoomLinks } from "../features/catalogue/room-links.tsx";
import { breadcrumbData, pageMeta } from "../lib/seo.ts";
import { shopOf, type Shop } from "../lib/shop.server.ts";
import { messagesFor, useMessages } from "../messages/use-messages.ts";
import type { loader as rootLoader } from "../root.tsx";
import type { Route } from "./+types/category";

/** A room that has moved is followed; one that never was is not found. */
async function followRoom(shop: Shop, slug: string): Promise<never> {
  try {
    const { data: category } = await shop.api.categories.get(slug);
    throw redirect(`/categories/${category.slug}`, 301);
  } catch (error) {
    if (isApiProblem(error) && (error.status === 404 || error.status === 400))
      throw data(null, { status: 404 });
    throw error;
  }
}

export async function loader({ params, url, context }: Route.LoaderArgs) {
  const shop = shopOf(context);
  const slug = params.slug ?? null;
  const { items } = (await shop.api.categories.list()).data;
  const category = items.find((candidate) => candidate.slug === slug) ?? null;
  if (slug !== null && category === null) return followRoom(shop, slug);
  const chosen = readChosen(url.searchParams, LIST_SORTS);
  const { page } = await findProducts(shop, url, {
    ...toFilter(chosen, url.searchParams, shop.currency),
    ...(slug === null ? {} : { category: slug }),
  });
  const isFirstPage = !url.searchParams.has("cursor") && filterCount(chosen) === 0;
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
  const { pathname, search } = useLocation();
  return (
    <div className="shell pt-3 pb-12">
      <RoomHeader category={category} />
      <div className="mt-8 lg:mt-12">
        <ProductBrowser
          key={pathname}
          list={page}
          chosen={chosen}
          sorts={LIST_SORTS}
          currency={currency}
          empty={<NoFit href={pathname + withoutFilters(search)} />}
        />
      </div>
    </div>
  );
}
