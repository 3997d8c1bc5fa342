// robots.txt: what search engines should not walk through.
import { shopOf } from "../lib/shop.server.ts";
import type { Route } from "./+types/robots";

const CLOSED = [
  "/api/",
  "/admin",
  "/cart",
  "/checkout",
  "/orders/",
  "/account",
  "/sign-in",
  "/register",
  "/products/search",
  "/search/",
];
const CACHE_SECONDS = 86_400;

export function loader({ context }: Route.LoaderArgs): Response {
  const lines = [
    "User-agent: *",
    ...CLOSED.map((path) => `Disallow: ${path}`),
    "",
    `Sitemap: ${shopOf(context).parts.publicUrl}/sitemap.xml`,
    "",
  ];
  return new Response(lines.join("\n"), {
    headers: {
      "content-type": "text/plain; charset=utf-8",
      "cache-control": `public, max-age=${CACHE_SECONDS}`,
    },
  });
}
