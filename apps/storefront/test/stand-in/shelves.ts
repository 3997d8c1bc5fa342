// What the stand-in answers about lists, search, recommendations, reviews, wishlists and waiting: in memory and much simplified.
import {
  ProductItem,
  ProductSearchPage,
  Suggestions,
  type OwnReview,
  type Product,
  type Review,
  type WishlistItem,
} from "@souk/contracts";
import { randomUUID } from "node:crypto";
import { problem, type Answer } from "./accounts.ts";
import { categories, demo, productsIn, toProduct } from "./catalogue.ts";

export type ShelfAsk = {
  readonly method: string;
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  readonly headers: Headers;
  readonly body: unknown;
};

const currencyOf = (text: string | null) => (text === "USD" ? "USD" : "EUR");
const isSignedIn = ({ headers }: ShelfAsk): boolean => headers.has("authorization");
const unauthorised = (): Answer => problem(401, "unauthenticated");

export function page<Item>(items: readonly Item[], query: URLSearchParams) {
  const limit = Number(query.get("limit") ?? 24);
  const from = Number(query.get("cursor") ?? 0);
  return {
    items: items.slice(from, from + limit),
    nextCursor: from + limit < items.length ? String(from + limit) : null,
  };
}

const filtersIn = (query: URLSearchParams): string[] => query.get("filter")?.split(";") ?? [];
const colourOf = (filter: string): string => filter.replace("colour:", "");
const hasColour = (product: Product, colour: string): boolean =>
  product.variants.some(({ options }) => options["Colour"]?.toLowerCase() === colour);

export function filtered(query: URLSearchParams): Product[] {
  const currency = currencyOf(query.get("currency"));
  const wanted = (query.get("q") ?? "").toLowerCase().replace("lantren", "lantern");
  const colours = filtersIn(query).map(colourOf);
  const sort = query.get("sort") ?? "featured";
  const items = productsIn(query.get("category"))
    .map((product) => toProduct(product, currency))
    .filter(({ name, subtitle, categorySlug }) =>
      `${name} ${subtitle} ${categorySlug}`.toLowerCase().includes(wanted),
    )
    .filter((product) => query.get("inStock") !== "true" || product.available > 0)
    .filter((product) => query.get("onSale") !== "true" || product.compareAtPrice !== null)
    .filter((product) => query.get("featured") !== "true" || product.featured)
    .filter((product) => colours.length === 0 || colours.some((colour) => hasColour(product, colour)))
    .filter(() => !query.has("ratingMin"))
    .filter(
      ({ price }) =>
        price.amount >= Number(query.get("minPrice") ?? 0) &&
        price.amount <= Number(query.get("maxPrice") ?? Infinity),
    );
  if (sort === "price") items.sort((a, b) => a.price.amount - b.price.amount);
  if (sort === "-price") items.sort((a, b) => b.price.amount - a.price.amount);
  if (sort === "name") items.sort((a, b) => a.name.localeCompare(b.name));
  if (sort === "newest") items.sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  if (sort === "featured") items.sort((a, b) => Number(b.featured) - Number(a.featured));
  return items;
}

function colours(items: readonly Product[], chosen: readonly string[]) {
  const names = [
    ...new Set(items.flatMap(({ variants }) => variants.map(({ options }) => options["Colour"]))),
  ];
  return names.flatMap((label) => {
    if (label === undefined) return [];
    const key = label.toLowerCase();
    const count = items.filter((item) => hasColour(item, key)).length;
    return [{ key, label, count, isSelected: chosen.includes(`colour:${key}`) }];
  });
}

function search(query: URLSearchParams): Answer {
  const chosen = filtersIn(query);
  if (chosen.some((filter) => !filter.startsWith("colour:"))) return problem(400, "filter_unknown");
  if (query.get("cursor") === "broken") return problem(400, "cursor_invalid");
  const slug = query.get("category");
  if (slug !== null && !categories.some((category) => category.slug === slug))
    return problem(404, "category_not_found");
  const items = filtered(query);
  const typed = query.get("q") ?? "";
  const body: ProductSearchPage = {
    ...page(items, query),
    total: items.length,
    isTotalExact: true,
    facets: {
      categories: categories
        .map((category) => ({
          slug: category.slug,
          name: category.name,
          parentSlug: null,
          count: items.filter((item) => item.categorySlug === category.slug).length,
        }))
        .filter(({ count }) => count > 0),
      price: items.length > 0 ? { min: 100, max: 200_000 } : null,
      priceRanges:
        items.length > 0
          ? [
              { min: 0, max: 4_999, count: 3 },
              { min: 5_000, max: null, count: 4 },
            ]
          : [],
      inStock: items.filter((item) => item.available > 0).length,
      onSale: items.filter((item) => item.compareAtPrice !== null).length,
      ratings: [],
      properties: [{ key: "colour", label: "Colour", values: colours(items, chosen) }],
    },
    query: {
      typed,
      correctedTo: typed === "lantren" ? "lantern" : null,
      didYouMean: typed === "lamp" ? "lamps" : null,
      matches: items.length > 0 ? "all" : "none",
      leftOut: [],
    },
    help:
      items.length > 0
        ? null
        : {
            categories: [{ slug: "ceramics", name: "Ceramics", count: 18 }],
            products: demo.products.slice(0, 4).map((product) => toProduct(product, "EUR")),
          },
  };
  // Of an item the schema leaves what the shop tells in lists, and no more.
  return { body: ProductSearchPage.parse(body) };
}

function suggestions(query: URLSearchParams): Answer {
  const products = filtered(query).slice(0, Number(query.get("limit") ?? 5));
  const categories = [{ slug: "ceramics", name: "Ceramics", count: 18 }];
  return { body: Suggestions.parse({ products, categories, queries: [`${query.get("q")} blue`] }) };
}

const written = new Map<string, OwnReview>();
/** Forgets what visitors have written and wished: each test begins with empty shelves. */
export function clearShelves(): void {
  written.clear();
  wishes.clear();
}

const FIRST: Review = {
  id: "0199c000-0000-7000-8000-000000000001",
  rating: 4,
  title: "Softer than it looks",
  text: "With <b>tassels</b>.",
  displayName: "Otto",
  isVerifiedPurchase: true,
  submittedAt: "2026-10-01T08:00:00.000Z",
  helpfulCount: 2,
};

function productReviews(ask: ShelfAsk, product: Product): Answer {
  if (ask.method === "POST") {
    if (!isSignedIn(ask)) return unauthorised();
    if (written.has(product.id)) return problem(409, "review_exists");
    return { status: 201, body: write(product, ask.body) };
  }
  const hasReviews = product.id === toProduct(demo.products[0] as never, "EUR").id;
  return {
    body: {
      ...page(hasReviews ? [FIRST] : [], ask.query),
      summary: {
        average: hasReviews ? 4 : null,
        count: hasReviews ? 1 : 0,
        stars: { "1": 0, "2": 0, "3": 0, "4": hasReviews ? 1 : 0, "5": 0 },
      },
    },
  };
}

function write({ id, slug, name }: Pick<Product, "id" | "slug" | "name">, body: unknown): OwnReview {
  const at = "2026-11-01T08:00:00.000Z";
  const before = written.get(id);
  const review: OwnReview = {
    ...(body as Pick<Review, "rating" | "title" | "text" | "displayName">),
    id: before?.id ?? randomUUID(),
    productId: id,
    productSlug: slug,
    productName: name,
    isVerifiedPurchase: false,
    submittedAt: at,
    updatedAt: at,
    helpfulCount: 0,
    status: "pending",
    reason: null,
    version: (before?.version ?? 0) + 1,
  };
  written.set(id, review);
  return review;
}

export function reviewRoutes(ask: ShelfAsk): Answer {
  const { method, path, query, body, headers } = ask;
  if (!isSignedIn(ask)) return unauthorised();
  if (path[1] === "own")
    return {
      body: page(
        [...written.values()].filter(({ productId }) => productId === query.get("productId")),
        query,
      ),
    };
  if (path[2] === "helpful")
    return path[1] === FIRST.id
      ? { body: { reviewId: FIRST.id, helpfulCount: method === "PUT" ? 3 : 2, isHelpful: method === "PUT" } }
      : problem(409, "review_own");
  if (path[2] === "reports") return { status: 204 };
  const own = [...written.values()].find(({ id }) => id === path[1]);
  if (!own) return problem(404, "review_not_found");
  if (headers.get("if-match") !== `"v${own.version}"`) return problem(412, "version_stale");
  if (method === "DELETE") {
    written.delete(own.productId);
    return { status: 204 };
  }
  return { body: write({ id: own.productId, slug: own.productSlug, name: own.productName }, body) };
}

function recommendations(query: URLSearchParams): Answer {
  const items = demo.products.slice(10, 16).map((product) => ({
    reason: query.get("kind") ?? "trending",
    product: ProductItem.parse(toProduct(product, currencyOf(query.get("currency")))),
  }));
  return { body: { items } };
}

export function productRoutes(ask: ShelfAsk): Answer {
  const { path, query } = ask;
  if (path[1] === "search") return search(query);
  if (path[1] === "suggestions") return suggestions(query);
  if (!path[1])
    return {
      body: page(
        filtered(query).map((product) => ProductItem.parse(product)),
        query,
      ),
    };
  const wanted = path[1] === "former-slug" ? demo.products[0]?.slug : path[1];
  const products = demo.products.map((product) => toProduct(product, currencyOf(query.get("currency"))));
  const product = products.find(({ slug, id }) => slug === wanted || id === wanted);
  if (!product) return problem(404, "product_not_found");
  if (path[2] === "recommendations") return recommendations(query);
  return path[2] === "reviews" ? productReviews(ask, product) : { body: product };
}

export const trendingRoutes = ({ query }: ShelfAsk): Answer => recommendations(query);

export function categoryRoutes({ path }: ShelfAsk): Answer {
  if (path[1] === undefined) return { body: { items: categories } };
  const category = categories.find(({ slug }) => slug === (path[1] === "former-room" ? "home" : path[1]));
  return category ? { body: category } : problem(404, "category_not_found");
}

const wishes = new Map<string, WishlistItem>();
export const SHARE_TOKEN = "s".repeat(32);
let isShared = false;

function wishOf(variantId: string): WishlistItem | undefined {
  for (const raw of demo.products) {
    const product = toProduct(raw, "EUR");
    const variant = product.variants.find(({ id }) => id === variantId);
    if (variant)
      return {
        variantId,
        addedAt: "2026-11-01T08:00:00.000Z",
        productName: product.name,
        variantName: variant.name,
        status: variant.available > 0 ? "available" : "sold_out",
        productId: product.id,
        productSlug: product.slug,
        price: variant.price,
        available: variant.available,
        image: product.image,
      };
  }
  return undefined;
}

export function wishlistRoutes(ask: ShelfAsk): Answer {
  const { method, path, query } = ask;
  if (!isSignedIn(ask)) return unauthorised();
  const [, name] = path;
  if (name === undefined) {
    const items = [...wishes.values()];
    return {
      body: { ...page(items, query), itemCount: items.length, shareToken: isShared ? SHARE_TOKEN : null },
    };
  }
  if (name === "share") {
    isShared = method === "PUT";
    return isShared ? { body: { shareToken: SHARE_TOKEN } } : { status: 204 };
  }
  if (method === "DELETE") {
    wishes.delete(name);
    return { status: 204 };
  }
  const wish = wishOf(name);
  if (!wish) return problem(404, "variant_not_found");
  wishes.set(name, wish);
  return { body: { variantId: name, addedAt: wish.addedAt } };
}

export const sharedWishlistRoutes = ({ path, query }: ShelfAsk): Answer =>
  path[1] === SHARE_TOKEN ? { body: page([...wishes.values()], query) } : problem(404, "wishlist_not_found");

export function variantRoutes(ask: ShelfAsk): Answer {
  const [, variantId = ""] = ask.path;
  const wish = wishOf(variantId);
  if (!wish) return problem(404, "variant_not_found");
  if (wish.available > 0) return problem(409, "in_stock");
  return { status: 202, body: { variantId, status: isSignedIn(ask) ? "waiting" : "confirmation_sent" } };
}

export function waitingRoutes({ path, body }: ShelfAsk): Answer {
  const { token } = body as { token: string };
  if (path[1] === "unsubscriptions") return { status: 204 };
  const found = { variantId: "v", productSlug: "a-rug", productName: "A Rug" };
  if (token === "good") return { body: { ...found, status: "waiting" } };
  return token === "back"
    ? { body: { ...found, status: "in_stock" } }
    : problem(404, "subscription_not_found");
}
