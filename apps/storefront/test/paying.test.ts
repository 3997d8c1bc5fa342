// Codes, gift cards, credit and the ways to pay on the built storefront, without JavaScript: what is asked of the API, and what its answers become on the page.
import { beforeAll, beforeEach, expect, test } from "vitest";
import { buildStorefront } from "../server/build.ts";
import { createStorefrontHandler, type StorefrontHandler } from "../server/handler.ts";
import { demo, toProduct } from "./stand-in/catalogue.ts";
import { standInApi } from "./stand-in/stand-in-api.ts";
import { fieldOf, ORIGIN, Visitor, type Page } from "./storefront-visitor.ts";

const CARD = "39c4e854-978c-4979-85b5-0e4887c632d4";
const METHOD = "39c4e854-978c-4979-85b5-0e4887c632d5";
const product = toProduct(
  demo.products.find(({ variants }) => variants[0]!.stock > 5)!,
  "EUR",
);
const variantId = product.variants[0]!.id;
const details = {
  email: "mina@example.com",
  firstName: "Mina",
  lastName: "Haddad",
  street: "Lange Reihe 12",
  zipCode: "20099",
  city: "Hamburg",
  country: "DE",
  hasDelivery: "true",
  shippingMethodId: "standard",
};

let handler: StorefrontHandler;
let instead: ((call: string, body: unknown) => Response | undefined) | undefined;
let asked: { readonly call: string; readonly body: unknown }[] = [];

beforeAll(async () => {
  const { serverFile } = await buildStorefront();
  handler = createStorefrontHandler({
    build: await import(serverFile),
    paymentProviders: ["sandbox", "bank_transfer"],
    secureCookies: false,
    publicUrl: () => ORIGIN,
    apiFetch: async (path, init) => {
      const call = `${init.method ?? "GET"} ${path.replace("/api/v1", "")}`;
      const body: unknown = typeof init.body === "string" ? JSON.parse(init.body) : undefined;
      asked.push({ call, body });
      return instead?.(call, body) ?? standInApi(path, init);
    },
  });
});
beforeEach(() => {
  instead = undefined;
  asked = [];
});

const refused = (status: number, code: string, extra: object = {}) =>
  Response.json(
    { type: "about:blank", title: code, status, code, ...extra },
    { status, headers: { "retry-after": "600" } },
  );
const fieldRefused = (code: string, pointer: string, reason: string) =>
  refused(422, code, { errors: [{ pointer, code: reason, message: "" }] });
const bodyOf = (start: string): unknown => asked.findLast(({ call }) => call.startsWith(start))?.body;

async function visitorWithBag(): Promise<Visitor> {
  const visitor = new Visitor(handler);
  await visitor.post("/cart", { intent: "add", variantId, quantity: "2" });
  return visitor;
}

const sentBy = (page: Page) =>
  Object.fromEntries(
    ["cartId", "idempotencyKey", "expectedTotal", "expectedAmountDue", "shown"].map((name) => [
      name,
      fieldOf(page, name),
    ]),
  );

async function visitorAtPayment() {
  const visitor = await visitorWithBag();
  const page = await visitor.post("/checkout", details);
  return { visitor, page, sent: sentBy(page) };
}

/** From now on the visitor's cart is the stand-in's with something changed. */
async function changeCart(visitor: Visitor, change: (cart: Record<string, unknown>) => object) {
  const id = visitor.cookies.get("souk_cart");
  const cart = (await (await standInApi(`/api/v1/carts/${id}`, {})).json()) as Record<string, unknown>;
  const changed = { ...cart, ...change(cart) };
  instead = (call) => (call === `GET /carts/${id}` ? Response.json(changed) : undefined);
}

test.each([
  ["expired", "This code has ended."],
  ["customer_used_up", "You have used this code already."],
  ["minimum_not_reached", "does not reach the amount"],
  ["a_new_reason", "We do not know this code, or it has ended."],
])("a coupon that is refused as %s says so beside its field", async (reason, text) => {
  const visitor = await visitorWithBag();
  instead = (call) =>
    call.startsWith("PUT") ? fieldRefused("coupon_refused", "/couponCodes/0", reason) : undefined;
  const page = await visitor.post("/cart", { intent: "coupon", code: "spring" });
  expect(page.status).toBe(409);
  expect(page.html).toContain(text);
  expect(bodyOf("PUT")).toEqual({ couponCodes: ["SPRING"] });
});

test.each([
  [fieldRefused("gift_card_refused", "/giftCardCodes/0", "empty"), "Nothing is left on this gift card."],
  [fieldRefused("validation_failed", "/giftCardCodes", "too_big"), "Remove one first."],
  [refused(429, "rate_limited"), "That were many codes."],
  [refused(503, "unavailable"), "That did not work. Please try again in a moment."],
])("a gift card that cannot be used says why", async (answer, text) => {
  const visitor = await visitorWithBag();
  instead = (call) => (call.startsWith("PUT") ? answer.clone() : undefined);
  expect((await visitor.post("/cart", { intent: "gift-card", giftCardCode: "3GG2" })).html).toContain(text);
});

test("a gift card's balance is told without using it, and an unknown one is unknown", async () => {
  const visitor = await visitorWithBag();
  const balance = { last4: "7V55", balance: { amount: 1_500, currency: "EUR" } };
  instead = (call) =>
    call === "POST /gift-cards/balance"
      ? Response.json({ ...balance, expiresAt: "2027-01-31T00:00:00Z" })
      : undefined;
  const ask = { intent: "gift-card-balance", giftCardCode: "3gg2 1wcw" };
  const page = await visitor.post("/cart", ask);
  expect([
    page.status,
    page.html.includes("On gift card ···· 7V55 is €15.00, until 31 January 2027."),
  ]).toEqual([200, true]);
  instead = (call) =>
    call === "POST /gift-cards/balance" ? Response.json({ ...balance, expiresAt: null }) : undefined;
  expect((await visitor.post("/cart", ask)).html).toContain("7V55 is €15.00.");
  instead = (call) => (call === "POST /gift-cards/balance" ? refused(404, "gift_card_unknown") : undefined);
  expect((await visitor.post("/cart", ask)).html).toContain("not the code of a gift card");
});

test("cards that are in the cart stay by their ids when another comes or one goes", async () => {
  const visitor = await visitorWithBag();
  const giftCards = [{ id: CARD, last4: "7V55", amount: { amount: 100, currency: "EUR" } }];
  await changeCart(visitor, () => ({ giftCards }));
  const page = await visitor.post("/cart", { intent: "gift-card", giftCardCode: "NEW", from: "/about" });
  expect(bodyOf("PUT")).toEqual({ giftCardCodes: [CARD, "NEW"] });
  expect(page.url).toBe("/about");
  expect((await visitor.open("/cart")).html).toContain("pays €1.00");
  await visitor.post("/cart", { intent: "gift-card-remove", giftCardId: CARD });
  expect(bodyOf("PUT")).toEqual({ giftCardCodes: [] });
  await visitor.post("/cart", { intent: "store-credit", use: "true" });
  expect(bodyOf("PUT")).toEqual({ useStoreCredit: true });
});

test("what changed is told with one button that accepts what is seen", async () => {
  const visitor = await visitorWithBag();
  const notices = ["price_changed", "fewer_left", "sold_out", "unavailable"];
  await changeCart(visitor, ({ lines }) => ({
    lines: notices.map((notice, index) => ({
      ...(lines as object[])[0],
      id: `${index}`,
      notice,
      available: 1,
      addedPrice: { amount: 100, currency: "EUR" },
    })),
  }));
  const page = await visitor.open("/cart");
  for (const text of ["now costs", "one is left", "is sold out", "no longer sold is in your bag"])
    expect(page.html).toContain(text);
  expect(page.html.match(/now costs €[\d.]+ each. It was €1.00./g)).toHaveLength(2); // The one of which fewer are left as well.
  const accept = { intent: "accept", expectedTotal: fieldOf(page, "expectedTotal") };
  instead = (call) => (call.includes("accept-changes") ? refused(409, "price_changed") : undefined);
  expect((await visitor.post("/cart", accept)).html).toContain("The total changed once more.");
  expect(bodyOf("POST /carts/")).toMatchObject({ quantities: true, expectedTotal: { currency: "EUR" } });
});

test("an order of which nothing is due is placed without a payment", async () => {
  const { visitor, sent } = await visitorAtPayment();
  await changeCart(visitor, () => ({ amountDue: { amount: 0, currency: "EUR" } }));
  const page = await visitor.open("/checkout/payment");
  expect(page.html).toContain("Place the order");
  expect(page.html).not.toContain("How would you like to pay?");
  await visitor.post("/checkout/payment", { ...sentBy(page), provider: "sandbox" });
  expect(bodyOf("POST /orders")).toMatchObject({ cartId: sent["cartId"], expectedAmountDue: { amount: 0 } });
  expect(bodyOf("POST /orders")).not.toHaveProperty("payment");
});

test("too many declined payments are told kindly, with the time to wait", async () => {
  const { visitor, sent } = await visitorAtPayment();
  instead = (call) => (call === "POST /orders" ? refused(429, "too_many_payment_attempts") : undefined);
  const page = await visitor.post("/checkout/payment", sent);
  expect([page.status, page.html.includes("Try again in about 10 minutes")]).toEqual([429, true]);
});

test("a quote that changed says which steps, and why a code gives nothing", async () => {
  const { visitor, sent } = await visitorAtPayment();
  await changeCart(visitor, ({ lines }) => ({
    lines: (lines as { total: object }[]).map((line) => ({
      ...line,
      total: { amount: 999, currency: "EUR" },
    })),
    amountDue: { amount: 999, currency: "EUR" },
    refusedCoupons: [{ code: "SPRING", reason: "expired" }],
  }));
  const answerCart = instead;
  instead = (call, body) =>
    call === "POST /orders" ? refused(409, "price_changed") : answerCart?.(call, body);
  const page = await visitor.post("/checkout/payment", sent);
  expect(page.html).toMatch(/€[\d,.]+ → €9.99/);
  expect(page.html).toContain("SPRING: This code has ended.");
});

test.each([
  [refused(409, "cart_merged", { cartId: CARD }), "/cart?changed"],
  [refused(404, "cart_not_found"), "/cart?changed"],
])("a cart that is elsewhere leads to the bag", async (answer, path) => {
  const { visitor, sent } = await visitorAtPayment();
  instead = (call) => (call === "POST /orders" ? answer.clone() : undefined);
  const page = await visitor.post("/checkout/payment", sent);
  expect(page.url).toBe(path);
  expect(page.html).toContain("Your bag changed in another window.");
});

test("a form about a bag that was ordered in another window leads to the order", async () => {
  const { visitor, sent } = await visitorAtPayment();
  const cart = { cartId: sent["cartId"] ?? "" };
  const placed = await visitor.post("/checkout/payment", sent);
  const path = `/orders/${placed.url.split("/")[2]}/confirmation`;
  for (const [address, form] of [
    ["/cart", { ...cart, intent: "change", lineId: CARD, quantity: "3" }],
    ["/checkout", { ...details, ...cart }],
  ] as const) {
    const body = new URLSearchParams(form);
    const answer = await visitor.ask(address, { method: "POST", headers: { origin: ORIGIN }, body });
    expect(answer.headers.get("location")).toBe(path);
  }
  expect((await visitor.post("/cart", { intent: "remove", cartId: CARD })).html).toContain(
    "in another window",
  );
});

test("a customer sees what is kept and what credit there is, and pays with it; a guest is not asked", async () => {
  const { visitor, page } = await visitorAtPayment();
  expect(page.html).not.toContain("Keep this card");
  visitor.cookies.set("souk_refresh", "refresh");
  const own: Record<string, object> = {
    "POST /users/refresh": { accessToken: "access", refreshToken: "refresh", expiresIn: 600 },
    "GET /payment-methods": {
      items: [
        { id: METHOD, provider: "sandbox", brand: "visa", last4: "4242", expires: "2030-08" },
        { id: CARD, provider: "elsewhere", brand: "visa", last4: "1111", expires: null },
      ],
    },
    "GET /store-credit": { items: [{ id: CARD, balance: { amount: 2_000, currency: "EUR" }, entries: [] }] },
  };
  instead = (call) => (own[call] ? Response.json(own[call]) : undefined);
  const known = await visitor.open("/checkout/payment");
  expect(known.html).toContain("Visa ···· 4242");
  expect(known.html).toContain("valid until August 2030");
  expect(known.html).not.toContain("1111");
  expect(known.html).toContain("Use store credit, you have €20.00");
  expect(known.html).toContain("Keep this card");
  const sent = sentBy(known);
  await visitor.post("/checkout/payment", { ...sent, provider: `saved:sandbox:${METHOD}` });
  expect(bodyOf("POST /orders")).toMatchObject({ payment: { provider: "sandbox", savedMethodId: METHOD } });
});

test("what is kept and what credit there is are left out where they cannot be read", async () => {
  const { visitor } = await visitorAtPayment();
  visitor.cookies.set("souk_refresh", "refresh-2");
  instead = (call) => {
    if (call === "POST /users/refresh")
      return Response.json({ accessToken: "a", refreshToken: "refresh-2", expiresIn: 600 });
    return call === "GET /payment-methods" || call === "GET /store-credit" ? refused(503, "down") : undefined;
  };
  const page = await visitor.open("/checkout/payment");
  expect([page.status, page.html.includes("Use store credit")]).toEqual([200, false]);
  await visitor.post("/checkout/payment", { ...sentBy(page), provider: "sandbox", keep: "on" });
  expect(bodyOf("POST /orders")).toMatchObject({ payment: { provider: "sandbox", saveMethod: true } });
});

test("a merged bag leads on to the one that has its lines, and the news is told once, not to a prefetch", async () => {
  const visitor = await visitorWithBag();
  const target = visitor.cookies.get("souk_cart") ?? "";
  visitor.cookies.set("souk_cart", CARD);
  visitor.cookies.set("souk_cart_news", "merged");
  instead = (call) =>
    call === `GET /carts/${CARD}`
      ? Response.json({ id: CARD, status: "merged", mergedInto: target })
      : undefined;
  await visitor.ask("/cart", { headers: { "sec-purpose": "prefetch" } });
  const page = await visitor.open("/cart");
  expect(visitor.cookies.get("souk_cart")).toBe(target);
  expect(page.html).toContain("We added what was in your bag");
  expect((await visitor.open("/cart")).html).not.toContain("We added what was in your bag");
});

test("paying an order again is stopped kindly, too, after many declined payments", async () => {
  const { visitor, sent } = await visitorAtPayment();
  const placed = await visitor.post("/checkout/payment", sent);
  instead = (call) => (call === "POST /payments" ? refused(429, "too_many_payment_attempts") : undefined);
  const page = await visitor.post(placed.url.replace("?forward", ""), { intent: "pay" });
  expect(page.html).toContain("Try again in about 10 minutes");
});

test("an order that is paid by transfer tells the account, and the other ways", async () => {
  const { visitor, sent } = await visitorAtPayment();
  const placed = await visitor.post("/checkout/payment", { ...sent, provider: "bank_transfer" });
  expect(bodyOf("POST /orders")).toMatchObject({ payment: { provider: "bank_transfer" } });
  const amount = { amount: 92_000, currency: "EUR" };
  const payment = { id: CARD, provider: "bank_transfer", status: "requires_action", amount };
  instead = (call) =>
    call.startsWith("GET /payments/")
      ? Response.json({ ...payment, instructions: "IBAN DE00\nSK-1" })
      : undefined;
  const page = await visitor.open(placed.url.replace("?forward", ""));
  expect(page.html).toContain("Thank you, Mina");
  expect(page.html).toContain("IBAN DE00");
  expect((await visitor.open(`${page.url}?other`)).html).toContain("How would you like to pay?");
});
