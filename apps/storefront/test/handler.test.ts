// The built storefront through its front door, over a stand-in for the API: what a browser without JavaScript gets.
import type { ApiFetch } from "@souk/client";
import { afterEach, beforeAll, expect, test } from "vitest";
import { buildStorefront } from "../server/build.ts";
import { createStorefrontHandler, type StorefrontBuild, type StorefrontHandler } from "../server/handler.ts";
import { demo, toProduct } from "./stand-in/catalogue.ts";
import { finishPayment, standInApi } from "./stand-in/stand-in-api.ts";
import { fieldOf, NONCE, ORIGIN, Visitor } from "./storefront-visitor.ts";

let handler: StorefrontHandler;
let build: StorefrontBuild;
/** What a test wants the API to answer instead; undefined lets the stand-in answer. */
let instead: ((path: string, init: RequestInit) => Response | undefined) | undefined;
const logged: unknown[] = [];
const apiFetch: ApiFetch = async (path, init) => instead?.(path, init) ?? standInApi(path, init);

beforeAll(async () => {
  const { serverFile } = await buildStorefront();
  build = await import(serverFile);
  handler = createStorefrontHandler({
    build,
    apiFetch,
    secureCookies: false,
    publicUrl: () => `${ORIGIN}/`,
    log: (_, error) => logged.push(error),
  });
});
afterEach(() => {
  instead = undefined;
  logged.length = 0;
});

const product = toProduct(
  demo.products.find(({ variants }) => variants[0]!.stock > 5)!,
  "EUR",
);
const variant = product.variants[0]!;
const details = {
  email: "mina@example.com",
  firstName: "Mina",
  lastName: "Haddad",
  street: "Lange Reihe 12",
  street2: "",
  zipCode: "20099",
  city: "Hamburg",
  state: "",
  country: "DE",
  phone: "",
  hasDelivery: "true",
  shippingMethodId: "standard",
};
const problem = (status: number, code: string) =>
  Response.json({ type: "about:blank", title: code, status, code }, { status });

async function visitorWithBag() {
  const visitor = new Visitor(handler);
  await visitor.post("/cart", { intent: "add", variantId: variant.id, quantity: "1" });
  return visitor;
}
async function visitorAtPayment() {
  const visitor = await visitorWithBag();
  const page = await visitor.post("/checkout", details);
  return {
    visitor,
    page,
    form: {
      provider: "sandbox",
      idempotencyKey: fieldOf(page, "idempotencyKey"),
      expectedTotal: fieldOf(page, "expectedTotal"),
    },
  };
}

test.each([
  ["/", "Made slowly"],
  ["/products", "Everything"],
  ["/categories/home", "Floors, walls"],
  ["/products/search", "What are you looking for?"],
  ["/products/search?q=lamp", "Results for"],
  ["/products/search?q=xyzzy", "Nothing found"],
  [`/products/${product.slug}`, "Add to bag"],
  ["/cart", "Your bag is empty"],
  ["/about", "About us"],
  ["/terms", "Terms of sale"],
  ["/sign-in", "Sign in"],
  ["/register", "Create an account"],
])("%s is a whole page without JavaScript", async (path, text) => {
  const page = await new Visitor(handler).open(path);
  expect(page.status).toBe(200);
  expect(page.html).toContain('<html lang="en" dir="ltr">');
  expect(page.html).toContain(text);
  expect(page.headers.get("cache-control")).toBe(
    /cart|sign-in|register/.test(path) ? "private, no-store" : "private, no-cache",
  );
});

test("every script carries the nonce, and nothing is styled or loaded from elsewhere", async () => {
  const { html } = await new Visitor(handler).open(`/products/${product.slug}`);
  const scripts = [...html.matchAll(/<script(?![^>]*ld\+json)[^>]*>/g)].map(([tag]) => tag);
  expect(scripts.length).toBeGreaterThan(2);
  expect(scripts.filter((tag) => !tag.includes(`nonce="${NONCE}"`))).toEqual([]);
  expect(html).not.toMatch(/\sstyle="/);
  expect(html).not.toMatch(/(?:src|href)="https?:\/\/(?!souk\.test)/);
});

test("search engines find the product's facts and its one address", async () => {
  const { html } = await new Visitor(handler).open(`/products/${product.slug}?variant=${variant.sku}`);
  expect(html).toContain(`<link rel="canonical" href="${ORIGIN}/products/${product.slug}"/>`);
  expect(html).toContain('"@type":"Product"');
  expect(html).toContain('"@type":"BreadcrumbList"');
  expect((await new Visitor(handler).open("/sitemap.xml")).html).toContain(
    `<loc>${ORIGIN}/products/${product.slug}</loc>`,
  );
  expect((await new Visitor(handler).open("/robots.txt")).html).toContain(`Sitemap: ${ORIGIN}/sitemap.xml`);
});

test.each(["/nothing-here", "/products/nothing-here", "/categories/nothing-here", "/orders/nothing-here"])(
  "%s is not found, with ways on",
  async (path) => {
    const page = await new Visitor(handler).open(path);
    expect(page.status).toBe(404);
    expect(page.html).toMatch(/This page is not here|This order is not open here/);
  },
);

test("when the API fails, the visitor reads a kind page and the operator the error", async () => {
  instead = (path) => (path.includes("/products/search?") ? problem(500, "internal") : undefined);
  const page = await new Visitor(handler).open("/products");
  expect(page.status).toBe(500);
  expect(page.html).toContain("Something went wrong on our side");
  expect(logged).toHaveLength(1);
});

test("a form from another site is refused before anything is read", async () => {
  const page = await new Visitor(handler).post(
    "/cart",
    { intent: "add" },
    { origin: "https://evil.example" },
  );
  expect(page.status).toBe(403);
  expect((await new Visitor(handler).ask("/cart", { method: "PUT" })).status).toBe(405);
});

test("a head request has the headers and no body", async () => {
  const response = await new Visitor(handler).ask("/about", { method: "HEAD" });
  expect([response.status, await response.text()]).toEqual([200, ""]);
});

test("who asks is passed on to the API", async () => {
  const seen: Headers[] = [];
  instead = (_, init) => void seen.push(new Headers(init.headers));
  await new Visitor(handler).open("/");
  expect(seen[0]?.get("x-forwarded-for")).toBe("203.0.113.7");
  expect(seen[0]?.get("x-request-id")).toBe("request-1");
});

test("things are put into the bag, counted up and taken out by plain forms", async () => {
  const visitor = await visitorWithBag();
  const bag = await visitor.open("/cart");
  expect(bag.html).toContain(product.name.replaceAll("'", "&#x27;"));
  const lineId = fieldOf(bag, "lineId");
  expect((await visitor.post("/cart", { intent: "change", lineId, quantity: "3" })).html).toContain(
    "Bag, 3 items",
  );
  const tooMany = await visitor.post("/cart", { intent: "change", lineId, quantity: "5000" });
  expect(tooMany.status).toBe(409);
  expect(tooMany.html).toContain("There are not that many left");
  expect((await visitor.post("/cart", { intent: "remove", lineId })).html).toContain("Your bag is empty");
});

test("discount codes are taken, refused and given back", async () => {
  const visitor = await visitorWithBag();
  expect((await visitor.post("/cart", { intent: "coupon", code: "welcome10" })).html).toContain(
    "Remove code WELCOME10",
  );
  expect((await visitor.post("/cart", { intent: "coupon", code: "nope" })).html).toContain(
    "We do not know this code",
  );
  expect((await visitor.post("/cart", { intent: "coupon-remove", code: "WELCOME10" })).html).not.toContain(
    "Remove code",
  );
});

test("what is not in the shop cannot be added, and nonsense changes nothing", async () => {
  const visitor = new Visitor(handler);
  expect((await visitor.post("/cart", { intent: "add", variantId: "gone", quantity: "x" })).status).toBe(409);
  expect((await visitor.post("/cart", { intent: "dance" })).status).toBe(200);
});

test("a bag that is gone is forgotten", async () => {
  const visitor = await visitorWithBag();
  instead = (path) => (path.startsWith("/api/v1/carts/") ? problem(404, "cart_not_found") : undefined);
  expect((await visitor.open("/cart")).html).toContain("Your bag is empty");
  expect(visitor.cookies.has("souk_cart")).toBe(false);
});

test("the checkout asks for what is missing, beside the fields, and keeps what was typed", async () => {
  const visitor = await visitorWithBag();
  const page = await visitor.post("/checkout", { ...details, email: "mina", city: "" });
  expect(page.status).toBe(422);
  expect(page.html).toContain("Enter an e-mail address like name@example.com");
  expect(page.html).toContain('href="#field-city"');
  expect(page.html).toContain('value="Lange Reihe 12"');
});

test("an empty bag has no checkout", async () => {
  expect((await new Visitor(handler).open("/checkout")).url).toBe("/cart");
  expect((await new Visitor(handler).open("/checkout/payment")).url).toBe("/cart");
  expect((await new Visitor(handler).post("/checkout/payment", {})).url).toBe("/cart");
  expect((await (await visitorWithBag()).open("/checkout/payment")).url).toBe("/checkout");
});

test("paying leads to the provider without a redirect of the form, and back to a confirmed order", async () => {
  const { visitor, page, form } = await visitorAtPayment();
  expect(page.html).toMatch(/Pay €[\d,.]+/);
  const forward = await visitor.post("/checkout/payment", form);
  expect(forward.url).toMatch(/^\/orders\/[\w-]+\/payment\?forward$/);
  const paymentId = /http-equiv="refresh"[^>]*\/pay\/([\w-]+)/i.exec(forward.html)?.[1] ?? "";
  const open = await visitor.open("/checkout/return?payment=x");
  expect(open.html).toContain("You came back before paying");
  expect(open.html).not.toContain("Nothing was charged"); // The provider may know more than we do.
  finishPayment(paymentId, "pending");
  expect((await visitor.open("/checkout/return?payment=x")).html).toContain("Nearly there");
  finishPayment(paymentId, "captured");
  const thanks = await visitor.open("/checkout/return?payment=x");
  expect(thanks.html).toContain("Thank you, Mina");
  expect(visitor.cookies.has("souk_cart")).toBe(false);
  const orderId = thanks.url.split("/")[2] ?? "";
  expect((await visitor.open(`/orders/${orderId}/payment`)).url).toContain("/confirmation");
  expect((await visitor.open(`/orders/${orderId}`)).html).toContain("Confirmed");
  expect((await new Visitor(handler).open(`/orders/${orderId}`)).status).toBe(404);
});

test("a refused payment can be tried again; a cancelled order goes back into the bag", async () => {
  const { visitor, form } = await visitorAtPayment();
  const forward = await visitor.post("/checkout/payment", form);
  finishPayment(/\/pay\/([\w-]+)/.exec(forward.html)?.[1] ?? "", "failed");
  const failed = await visitor.open("/checkout/return");
  expect(failed.html).toContain("There is not enough money on the card.");
  const again = await visitor.post(failed.url, {
    intent: "pay",
    provider: "sandbox",
    idempotencyKey: fieldOf(failed, "idempotencyKey"),
  });
  expect(again.html).toContain("Taking you to the payment page");
  instead = (path, { method }) =>
    path === "/api/v1/payments" && method === "POST" ? problem(503, "unavailable") : undefined;
  expect((await visitor.post(failed.url, { intent: "pay", idempotencyKey: "short" })).html).toContain(
    "you will not pay twice",
  );
  instead = (path, { method }) =>
    path === "/api/v1/payments" && method === "POST" ? problem(409, "something_else") : undefined;
  expect((await visitor.post(failed.url, { intent: "pay" })).html).toContain("could not be started");
  const other = "39c4e854-978c-879c-b5b0-0e4887c632d4";
  instead = (path, { method }) => {
    if (path === "/api/v1/payments" && method === "POST") {
      return Response.json({ code: "payment_exists", status: 409, paymentId: other }, { status: 409 });
    }
    return path.endsWith(`/payments/${other}`) ? Response.json({ id: other, status: "pending" }) : undefined;
  };
  expect((await visitor.post(failed.url, { intent: "pay" })).html).toContain("Nearly there");
  instead = undefined;
  const orderPath = failed.url.replace("/payment", "");
  expect((await visitor.post(orderPath, {})).html).toContain("The order is cancelled.");
  expect((await visitor.open(failed.url)).html).toContain("This order was cancelled");
  expect((await visitor.post(failed.url, { intent: "restore" })).html).toContain("Bag, 1 item");
});

test("sending the payment form twice places one order", async () => {
  const { visitor, form } = await visitorAtPayment();
  const twin = new Visitor(handler);
  for (const [name, value] of visitor.cookies) twin.cookies.set(name, value);
  const [first, second] = [
    await visitor.post("/checkout/payment", form),
    await twin.post("/checkout/payment", form),
  ];
  expect(second.url).toBe(first.url);
});

test("a bag that was ordered in another tab leads to its order", async () => {
  const { visitor, form } = await visitorAtPayment();
  const tab = new Visitor(handler);
  for (const [name, value] of visitor.cookies) tab.cookies.set(name, value);
  const placed = await visitor.post("/checkout/payment", form);
  const orderId = placed.url.split("/")[2] ?? "";
  const late = await tab.ask("/checkout/payment", {
    method: "POST",
    headers: { origin: ORIGIN },
    body: new URLSearchParams({ ...form, idempotencyKey: crypto.randomUUID() }),
  });
  expect(late.headers.get("location")).toBe(`/orders/${orderId}/confirmation`);
});

test.each([
  [409, "price_changed", 409, "The total changed from"],
  [409, "something_else", 409, "Nothing was charged"],
  [503, "unavailable", 503, "you will not pay twice"],
])("an order refused with %i %s is explained", async (status, code, expected, text) => {
  const { visitor, form } = await visitorAtPayment();
  instead = (path, { method }) =>
    path === "/api/v1/orders" && method === "POST" ? problem(status, code) : undefined;
  const page = await visitor.post("/checkout/payment", form);
  expect(page.status).toBe(expected);
  expect(page.html).toContain(text);
  expect(fieldOf(page, "idempotencyKey") === form.idempotencyKey).toBe(code === "unavailable"); // Only an unknown outcome keeps its key.
});

test("what sold out meanwhile is shown in the bag", async () => {
  const { visitor, form } = await visitorAtPayment();
  instead = (path, { method }) =>
    path === "/api/v1/orders" && method === "POST" ? problem(409, "sold_out") : undefined;
  const page = await visitor.post("/checkout/payment", form);
  expect(page.url).toBe("/cart?sold-out");
  expect(page.html).toContain("Somebody else was quicker");
});

test("a delivery that is offered no more leads back to the details", async () => {
  const { visitor, form } = await visitorAtPayment();
  instead = (path, { method }) =>
    path === "/api/v1/orders" && method === "POST" ? problem(422, "shipping_method_unknown") : undefined;
  expect((await visitor.post("/checkout/payment", form)).url).toBe("/checkout");
});

test("the way of delivery that the checkout marks is in the totals; another one changes them", async () => {
  const visitor = await visitorWithBag();
  const totalOf = ({ html }: { html: string }) => /Total<\/dt><dd[^>]*><span[^>]*>([^<]+)/.exec(html)?.[1];
  const first = await visitor.open("/checkout");
  expect(first.html).not.toContain("Chosen below");
  await visitor.post("/checkout", { intent: "delivery", shippingMethodId: "express" });
  expect(totalOf(await visitor.open("/checkout"))).not.toBe(totalOf(first));
});

test("without a way of delivery, or one that cannot be set, the totals say where it is chosen", async () => {
  const visitor = await visitorWithBag();
  instead = (path) => (path.endsWith("/shipping-methods") ? Response.json({ items: [] }) : undefined);
  expect((await visitor.open("/checkout")).html).toContain("Chosen below");
  instead = (path, { method }) =>
    path.includes("/carts/") && method === "PUT" ? problem(422, "x") : undefined;
  const page = await visitor.post("/checkout", { intent: "delivery", shippingMethodId: "x" });
  expect(page.status).toBe(200);
  expect(page.html).toContain("Chosen below");
});

test("a bag that asks for more than there is offers what is left, and no checkout until then", async () => {
  const visitor = await visitorWithBag();
  const lineId = fieldOf(await visitor.open("/cart"), "lineId");
  const cart = await (await standInApi(`/api/v1/carts/${visitor.cookies.get("souk_cart")}`, {})).json();
  const lines = [{ ...cart.lines[0], quantity: 3, available: 2, notice: "fewer_left" }];
  instead = (path) => (path.includes("/carts/") ? Response.json({ ...cart, lines }) : undefined);
  const bag = await visitor.open("/cart");
  expect(bag.html).toContain("Only 2 left");
  expect(bag.html).toMatch(/<button[^>]*value="2"[^>]*>Take 2</);
  expect(bag.html).not.toContain('href="/checkout"');
  instead = undefined;
  const taken = await visitor.post("/cart", { intent: "change", lineId, quantity: "2" });
  expect(taken.html).toContain('href="/checkout"');
});

test("an empty bag leads into the rooms", async () => {
  const { html } = await new Visitor(handler).open("/cart");
  expect(html).toContain('href="/categories/table-and-kitchen"');
});

test("what is sold out says so once and leads to more of its room", async () => {
  instead = (path) =>
    path.includes(`/products/${product.slug}`)
      ? Response.json({
          ...product,
          available: 0,
          variants: product.variants.map((each) => ({ ...each, available: 0 })),
        })
      : undefined;
  const { html } = await new Visitor(handler).open(`/products/${product.slug}`);
  expect(html.match(/>Sold out</g)).toHaveLength(1);
  expect(html).toMatch(new RegExp(`href="/categories/${product.categorySlug}"[^>]*>See more `));
});

test("the size is told where it is not chosen", async () => {
  const sizeOf = (html: string) => /<dt[^>]*>Size<\/dt><dd>([^<]+)/.exec(html)?.[1];
  const hasSizes = (options: readonly { name: string }[]) => options.some(({ name }) => name === "Size");
  const plain = demo.products.find(({ options }) => !hasSizes(options))!;
  const sized = demo.products.find(({ options }) => hasSizes(options))!;
  const visitor = new Visitor(handler);
  expect(sizeOf((await visitor.open(`/products/${plain.slug}`)).html)).toMatch(
    /^[\d.]+ × [\d.]+ × [\d.]+ [cm]m$/,
  );
  expect(sizeOf((await visitor.open(`/products/${sized.slug}`)).html)).toBeUndefined();
});
