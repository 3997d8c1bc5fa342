// Lists with filters, search, recommendations and suggestions through the storefront's front door: what a browser without JavaScript gets.
import type { ApiFetch } from "@souk/client";
import { afterEach, beforeAll, expect, test } from "vitest";
import { buildStorefront } from "../server/build.ts";
import { createStorefrontHandler, type StorefrontHandler } from "../server/handler.ts";
import { demo, toProduct } from "./stand-in/catalogue.ts";
import { standInApi } from "./stand-in/stand-in-api.ts";
import { ORIGIN, Visitor } from "./storefront-visitor.ts";

let handler: StorefrontHandler;
let instead: ((path: string) => unknown) | undefined;
const logged: string[] = [];
const apiFetch: ApiFetch = async (path, init) => {
  const answer = instead?.(path);
  if (answer === "fails")
    return Response.json({ title: "broken", status: 500, code: "internal" }, { status: 500 });
  const response = await standInApi(path, init);
  if (answer === undefined) return response;
  return Response.json({ ...(await response.json()), ...(answer as object) });
};

beforeAll(async () => {
  const { serverFile } = await buildStorefront();
  handler = createStorefrontHandler({
    build: await import(serverFile),
    apiFetch,
    secureCookies: false,
    publicUrl: () => ORIGIN,
    log: (message) => logged.push(message),
  });
});
afterEach(() => {
  instead = undefined;
  logged.length = 0;
});

const open = (path: string) => new Visitor(handler).open(path);
const product = toProduct(demo.products[20]!, "EUR");

test("a list has its filters as one GET form, with how much each would leave", async () => {
  const { html } = await open("/products?sort=name&filter=colour:indigo");
  expect(html).toMatch(
    /<form[^>]*id="filters"[^>]*action="\/products"|<form[^>]*action="\/products"[^>]*id="filters"/,
  );
  expect(html).toMatch(
    /name="filter"[^>]*checked=""[^>]*value="colour:indigo"|value="colour:indigo"[^>]*checked=""/,
  );
  expect(html).toMatch(/name="inStock"/);
  expect(html).toContain("Take away Indigo");
  expect(html).toContain("Up to €50");
});

test("a filter that leaves nothing says so and can be cleared", async () => {
  const { html } = await open("/categories/home?sort=name&ratingMin=5");
  expect(html).toContain("Nothing fits these filters");
  expect(html).toContain('href="/categories/home?sort=name"');
  expect(html).toContain('value="5"'); // What was chosen can be seen and changed.
});

test.each([
  ["/products?filter=nonsense:x&inStock=true", "/products?inStock=true"],
  ["/products?cursor=broken&sort=name", "/products?sort=name"],
  ["/products/search?q=rug&category=no-such-room", "/products/search?q=rug"],
  ["/categories/former-room", "/categories/home"],
  ["/products/former-slug", `/products/${demo.products[0]!.slug}`],
])("%s leads to %s: an address that is out of date does not hide the shop", async (path, expected) => {
  const page = await open(path);
  expect([page.status, page.url]).toEqual([200, expected]);
});

test("a search says what it made of the text, and keeps it while filters change", async () => {
  const corrected = await open("/products/search?q=lantren");
  expect(corrected.html).toContain("Showing results for “lantern”");
  expect(corrected.html).toContain('name="q" value="lantren"');
  const better = await open("/products/search?q=lamp&category=lanterns-and-lamps");
  expect(better.html).toContain("Did you mean");
  expect(better.html).toContain('href="/products/search?q=lamps"');
  expect(better.html).toContain("Take away Lanterns &amp; lamps");
});

test("a search that finds nothing helps on", async () => {
  const { html } = await open("/products/search?q=xyzzy");
  expect(html).toContain("Nothing found for “xyzzy”");
  expect(html).toContain('href="/categories/ceramics"');
  expect(html).toContain(demo.products[0]!.slug);
  const narrowed = await open("/products/search?q=xyzzy&inStock=true");
  expect(narrowed.html).toContain("Nothing fits these filters");
});

test("words that were left out to find anything are named", async () => {
  const query = { typed: "blue moon", correctedTo: null, didYouMean: null, leftOut: ["moon"] };
  instead = (path) =>
    path.includes("/products/search") ? { query, isTotalExact: false, total: 10_000 } : undefined;
  const { html } = await open("/products/search?q=rug");
  expect(html).toContain("Nothing has all of your words. This is without “moon”.");
  expect(html).toContain("More than 10,000 products");
  instead = (path) =>
    path.includes("/products/search") ? { query, items: [], total: 0, nextCursor: null } : undefined;
  const nothing = await open("/products/search?q=rug");
  expect(nothing.html).not.toContain("This is without"); // Where nothing is shown, that is all there is to say.
});

test("suggestions are texts to search for, rooms and products", async () => {
  const response = await new Visitor(handler).ask("/search/suggestions.data?q=lantern");
  const text = await response.text();
  for (const part of ["/products/search?q=lantern%20blue", "/categories/ceramics", "-lantern", "€"])
    expect(text).toContain(part);
  expect((await new Visitor(handler).ask("/search/suggestions.data?q=")).status).toBe(200);
});

test("beside a product stands what was bought with it, and what is like it", async () => {
  const { html } = await open(`/products/${product.slug}`);
  expect(html).toContain("Often bought together");
  expect(html).toContain("No reviews yet");
});

test("a page does not fail because its recommendations and reviews do", async () => {
  instead = (path) => (/recommendations|reviews/.test(path) ? "fails" : undefined);
  const page = await open(`/products/${product.slug}`);
  expect(page.status).toBe(200);
  expect(page.html).not.toContain("Often bought together");
  expect((await open("/")).status).toBe(200);
  expect(logged).toContain("Recommendations could not be read.");
  expect(logged).toContain("Reviews could not be read.");
});

test("a reduced price stands with the lowest of the 30 days before, and several cost less each", async () => {
  const money = (amount: number) => ({ amount, currency: "EUR" });
  const variants = product.variants.map((variant) => ({
    ...variant,
    available: 3,
    compareAtPrice: money(9_900),
    lowestPrice30Days: money(8_800),
    quantityPrices: [{ minQuantity: 5, price: money(700) }],
  }));
  instead = (path) => (path.includes(`/products/${product.slug}`) ? { variants } : undefined);
  const { html } = await open(`/products/${product.slug}`);
  expect(html).toContain("Lowest price of the 30 days before the reduction: €88.00");
  expect(html).toContain("From 5");
  expect(html).toContain("€7.00");
});

test("search engines read what shoppers think of a product", async () => {
  instead = (path) =>
    path.includes(`/products/${product.slug}`) ? { rating: { average: 4.3, count: 12 } } : undefined;
  const { html } = await open(`/products/${product.slug}`);
  expect(html).toContain('"aggregateRating":{"@type":"AggregateRating","ratingValue":4.3,"reviewCount":12');
  expect(html).toContain("Rated 4.3 of 5");
});
