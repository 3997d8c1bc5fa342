// A product: pictures, price, options, stock, story, and what else is in the room.
import { isApiProblem } from "@souk/client";
import { Breadcrumbs } from "@souk/ui";
import { data, useRouteLoaderData, useSearchParams, type ShouldRevalidateFunctionArgs } from "react-router";
import { ProductTile } from "../components/product-tile.tsx";
import { AddToBag } from "../features/cart/add-to-bag.tsx";
import { trailTo } from "../features/catalogue/category-tree.ts";
import { BuyBox } from "../features/product/buy-box.tsx";
import { Gallery } from "../features/product/gallery.tsx";
import { ProductFacts, Story } from "../features/product/product-facts.tsx";
import { SoldOut } from "../features/product/sold-out.tsx";
import { galleryOf, pickVariant } from "../features/product/variants.ts";
import { breadcrumbData, pageMeta, productData } from "../lib/seo.ts";
import { shopOf, type Shop } from "../lib/shop.server.ts";
import { toTiles, type Tile } from "../lib/tile.ts";
import { messagesFor, useMessages } from "../messages/use-messages.ts";
import type { loader as rootLoader } from "../root.tsx";
import type { Route } from "./+types/product";

const SIMILAR_MAX = 4;
const SIZES_SIMILAR = "(min-width: 66rem) 23vw, 48vw";

async function loadProduct(shop: Shop, slug: string) {
  try {
    return (await shop.api.products.get(slug, { currency: shop.currency })).data;
  } catch (error) {
    if (isApiProblem(error) && (error.status === 404 || error.status === 400))
      throw data(null, { status: 404 });
    throw error;
  }
}

export async function loader({ params, context }: Route.LoaderArgs) {
  const shop = shopOf(context);
  const product = await loadProduct(shop, params.slug);
  const filter = {
    limit: SIMILAR_MAX + 1,
    currency: shop.currency,
    ...(product.categorySlug ? { category: product.categorySlug } : {}),
  };
  const { items } = (await shop.api.products.list(filter)).data;
  const similar = toTiles(items.filter(({ id }) => id !== product.id).slice(0, SIMILAR_MAX));
  return { product, similar, publicUrl: shop.parts.publicUrl };
}

/** Another version of the same product needs nothing from the server. */
export function shouldRevalidate({
  currentUrl,
  nextUrl,
  formMethod,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs): boolean {
  const isSameProduct = currentUrl.pathname === nextUrl.pathname && !formMethod;
  return isSameProduct && currentUrl.search !== nextUrl.search ? false : defaultShouldRevalidate;
}

export const meta: Route.MetaFunction = ({ loaderData, matches }) => {
  if (!loaderData) return [];
  const { product, publicUrl } = loaderData;
  const path = `/products/${product.slug}`;
  const trail = trailTo(matches[0].loaderData?.categories ?? [], product.categorySlug);
  return [
    ...pageMeta({
      title: messagesFor("en").common.pageTitle(product.seoTitle ?? product.name),
      description: product.seoDescription ?? product.subtitle,
      path,
      publicUrl,
      image: product.image?.url,
      type: "product",
    }),
    productData(publicUrl, product),
    breadcrumbData(publicUrl, [...trail, { label: product.name, href: path }]),
  ];
};

function Similar({ items }: { items: readonly Tile[] }) {
  const { product } = useMessages();
  if (items.length === 0) return null;
  return (
    <section aria-labelledby="similar" className="mt-24 lg:mt-36">
      <h2 id="similar" className="display-type mb-8 text-2xl">
        {product.similar}
      </h2>
      <ul className="grid grid-cols-2 gap-x-4 gap-y-10 md:gap-x-6 lg:grid-cols-4">
        {items.map((item) => (
          <li key={item.id}>
            <ProductTile item={item} sizes={SIZES_SIMILAR} />
          </li>
        ))}
      </ul>
    </section>
  );
}

export default function ProductPage({ loaderData }: Route.ComponentProps) {
  const { product, similar } = loaderData;
  const [params] = useSearchParams();
  const { product: words, shop } = useMessages();
  const categories = useRouteLoaderData<typeof rootLoader>("root")?.categories ?? [];
  const trail = trailTo(categories, product.categorySlug);
  const variant = pickVariant(product, params.get("variant"));
  if (!variant) throw data(null, { status: 404 });
  return (
    <div className="shell pt-3">
      <Breadcrumbs
        label={words.breadcrumbs}
        crumbs={[{ label: shop.name, href: "/" }, ...trail]}
        current={product.name}
      />
      <div className="mt-3 grid gap-x-14 gap-y-8 lg:grid-cols-12">
        <div className="min-w-0 lg:col-span-7">
          <Gallery key={variant.pictureId} pictures={galleryOf(product, variant)} />
        </div>
        <div className="lg:col-span-5">
          <div className="lg:sticky lg:top-28">
            <BuyBox product={product} variant={variant}>
              {variant.available > 0 ? (
                <AddToBag key={variant.id} variant={variant} productName={product.name} />
              ) : (
                <SoldOut room={trail.at(-1)} />
              )}
            </BuyBox>
            <div className="mt-10 mb-10">
              <Story text={product.description} />
            </div>
            <ProductFacts attributes={product.attributes} options={product.options} sku={variant.sku} />
          </div>
        </div>
      </div>
      <Similar items={similar} />
    </div>
  );
}
