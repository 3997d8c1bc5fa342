// A product: pictures, price, options, stock, story, what goes with it, and what others say of it.
import type { Variant } from "@souk/contracts";
import { Breadcrumbs } from "@souk/ui";
import {
  data,
  useLocation,
  useRouteLoaderData,
  useSearchParams,
  type ShouldRevalidateFunctionArgs,
} from "react-router";
import { TileRow } from "../components/tile-row.tsx";
import { AddToBag } from "../features/cart/add-to-bag.tsx";
import { trailTo } from "../features/catalogue/category-tree.ts";
import { loadBeside } from "../features/product/beside.server.ts";
import { BuyBox } from "../features/product/buy-box.tsx";
import { Gallery } from "../features/product/gallery.tsx";
import { loadProduct } from "../features/product/load-product.server.ts";
import { ProductFacts, Story } from "../features/product/product-facts.tsx";
import { SoldOut } from "../features/product/sold-out.tsx";
import { galleryOf, pickVariant } from "../features/product/variants.ts";
import { WaitingForm } from "../features/product/waiting-form.tsx";
import { loadFirstReviews } from "../features/reviews/load-reviews.server.ts";
import { ReviewSection } from "../features/reviews/review-section.tsx";
import { WishButton } from "../features/wishlist/wish-button.tsx";
import { loadWished } from "../features/wishlist/wished.server.ts";
import { breadcrumbData, pageMeta, productData } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import { useCatalogueMessages } from "../messages/use-catalogue-messages.ts";
import { messagesFor, useMessages } from "../messages/use-messages.ts";
import type { loader as rootLoader } from "../root.tsx";
import type { Route } from "./+types/product";

const REVIEWS_SHOWN = 3;
const ROW_SPACE = "mt-24 lg:mt-36";

export async function loader({ params, context }: Route.LoaderArgs) {
  const shop = shopOf(context);
  const product = await loadProduct(shop, params.slug);
  const [beside, reviews, wished] = await Promise.all([
    loadBeside(shop, product.id),
    loadFirstReviews(shop, product.id, REVIEWS_SHOWN),
    loadWished(shop),
  ]);
  const wishedHere = product.variants.map(({ id }) => id).filter((id) => wished.includes(id));
  const { hasSession: isSignedIn } = shop;
  return { product, beside, reviews, wishedHere, isSignedIn, publicUrl: shop.parts.publicUrl };
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

type ProductData = Route.ComponentProps["loaderData"];

/** What can be done with the chosen version: buy it, or wait for it. */
function Buying({ loaderData, variant }: { loaderData: ProductData; variant: Variant }) {
  const { product, isSignedIn, wishedHere } = loaderData;
  const { pathname, search } = useLocation();
  const categories = useRouteLoaderData<typeof rootLoader>("root")?.categories ?? [];
  const { id, available } = variant;
  const wish = (
    <WishButton key={id} variantId={id} isSignedIn={isSignedIn} isWished={wishedHere.includes(id)} />
  );
  return (
    <BuyBox product={product} variant={variant} wish={wish}>
      {available > 0 ? (
        <AddToBag key={id} variant={variant} productName={product.name} />
      ) : (
        <SoldOut room={trailTo(categories, product.categorySlug).at(-1)}>
          <WaitingForm key={id} variantId={id} isSignedIn={isSignedIn} from={pathname + search} />
        </SoldOut>
      )}
    </BuyBox>
  );
}

export default function ProductPage({ loaderData }: Route.ComponentProps) {
  const { product, beside, reviews } = loaderData;
  const [params] = useSearchParams();
  const { product: words, shop } = useMessages();
  const { product: more } = useCatalogueMessages();
  const categories = useRouteLoaderData<typeof rootLoader>("root")?.categories ?? [];
  const variant = pickVariant(product, params.get("variant"));
  if (!variant) throw data(null, { status: 404 });
  return (
    <div className="shell pt-3">
      <Breadcrumbs
        label={words.breadcrumbs}
        crumbs={[{ label: shop.name, href: "/" }, ...trailTo(categories, product.categorySlug)]}
        current={product.name}
      />
      <div className="mt-3 grid gap-x-14 gap-y-8 lg:grid-cols-12">
        <div className="min-w-0 lg:col-span-7">
          <Gallery key={variant.pictureId} pictures={galleryOf(product, variant)} />
        </div>
        <div className="lg:col-span-5">
          <div className="lg:sticky lg:top-28">
            <Buying loaderData={loaderData} variant={variant} />
            <div className="mt-10 mb-10">
              <Story text={product.description} />
            </div>
            <ProductFacts attributes={product.attributes} options={product.options} sku={variant.sku} />
          </div>
        </div>
      </div>
      <TileRow
        id="together"
        title={more.boughtTogether}
        items={beside.together}
        className={ROW_SPACE}
        travels={false}
      />
      {reviews === null ? null : <ReviewSection slug={product.slug} {...reviews} />}
      <TileRow
        id="similar"
        title={more.similar}
        items={beside.similar}
        className={ROW_SPACE}
        travels={false}
      />
    </div>
  );
}
