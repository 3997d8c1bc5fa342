// sitemap.xml: every room, product and page, for search engines.
import { shopOf, type Shop } from "../lib/shop.server.ts";
import { messagesFor } from "../messages/use-messages.ts";
import type { Route } from "./+types/sitemap";

const PAGE_LIMIT = 100;
/** 50,000 addresses are what one sitemap may have. */
const PAGES_MAX = 400;
const CACHE_SECONDS = 3_600;

async function productPaths(shop: Shop): Promise<readonly string[]> {
  const paths: string[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const { data }: Awaited<ReturnType<typeof shop.api.products.list>> = await shop.api.products.list({
      limit: PAGE_LIMIT,
      ...(cursor ? { cursor } : {}),
    });
    paths.push(...data.items.map(({ slug }) => `/products/${slug}`));
    cursor = data.nextCursor;
    if (cursor === null) break;
  }
  return paths;
}

const escapeXml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

export async function loader({ context }: Route.LoaderArgs): Promise<Response> {
  const shop = shopOf(context);
  const [categories, products] = await Promise.all([shop.api.categories.list(), productPaths(shop)]);
  const pages = Object.keys(messagesFor("en").pages).map((slug) => `/${slug}`);
  const paths = [
    "/",
    "/products",
    ...categories.data.items.map(({ slug }) => `/categories/${slug}`),
    ...products,
    ...pages,
  ];
  const urls = paths
    .map((path) => `<url><loc>${escapeXml(shop.parts.publicUrl + path)}</loc></url>`)
    .join("\n");
  return new Response(
    `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls}\n</urlset>\n`,
    {
      headers: {
        "content-type": "application/xml; charset=utf-8",
        "cache-control": `public, max-age=${CACHE_SECONDS}`,
      },
    },
  );
}
