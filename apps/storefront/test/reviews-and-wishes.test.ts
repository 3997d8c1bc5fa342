// Reviews, wishlists and waiting for what is sold out, through the storefront's front door and by plain forms.
import { afterEach, beforeAll, expect, test } from "vitest";
import { buildStorefront } from "../server/build.ts";
import { createStorefrontHandler, type StorefrontHandler } from "../server/handler.ts";
import { demo, toProduct } from "./stand-in/catalogue.ts";
import { clearShelves, SHARE_TOKEN } from "./stand-in/shelves.ts";
import { standInApi } from "./stand-in/stand-in-api.ts";
import { fieldOf, ORIGIN, Visitor } from "./storefront-visitor.ts";

let handler: StorefrontHandler;
let fails: RegExp | undefined;

beforeAll(async () => {
  const { serverFile } = await buildStorefront();
  handler = createStorefrontHandler({
    build: await import(serverFile),
    apiFetch: async (path, init) =>
      fails?.test(`${init.method} ${path}`)
        ? Response.json({ title: "no", status: 429, code: "too_many" }, { status: 429 })
        : standInApi(path, init),
    secureCookies: false,
    publicUrl: () => ORIGIN,
  });
});
afterEach(() => {
  fails = undefined;
  clearShelves();
});

const reviewed = toProduct(demo.products[0]!, "EUR");
const other = toProduct(demo.products[1]!, "EUR");
const soldOut = demo.products
  .map((product) => toProduct(product, "EUR"))
  .find(({ variants }) => variants.every(({ available }) => available === 0))!;
let accounts = 0;

async function signedIn(): Promise<Visitor> {
  accounts += 1;
  const visitor = new Visitor(handler);
  const account = { email: `wisher-${accounts}@customers.example`, password: "a lantern in the window" };
  await visitor.post("/register", { ...account, firstName: "Mina", lastName: "Haddad" });
  return visitor;
}

const review = {
  intent: "send",
  rating: "5",
  title: "Warm underfoot",
  text: "Dense pile.",
  displayName: "Mina",
};

test("reviews are read as text, with who really bought it and what all of them come to", async () => {
  const { html } = await new Visitor(handler).open(`/products/${reviewed.slug}/reviews`);
  expect(html).toContain("Softer than it looks");
  expect(html).toContain("With &lt;b&gt;tassels&lt;/b&gt;.");
  expect(html).toContain("Verified purchase");
  expect(html).toContain("Rated 4.0 of 5");
  expect((await new Visitor(handler).open(`/products/${reviewed.slug}`)).html).toContain("Read all 1 review");
  expect((await new Visitor(handler).open(`/products/${other.slug}/reviews`)).html).toContain(
    "No reviews yet",
  );
});

test("whoever wants to write a review signs in first and comes back", async () => {
  const page = await new Visitor(handler).open(`/products/${reviewed.slug}/review`);
  expect(page.url).toBe(`/sign-in?from=${encodeURIComponent(`/products/${reviewed.slug}/review`)}`);
});

test("a review is written, changed and taken back by plain forms", async () => {
  const visitor = await signedIn();
  const address = `/products/${other.slug}/review`;
  expect((await visitor.open(address)).html).toContain('value="Mina"');
  const sent = await visitor.post(address, review);
  expect(sent.url).toBe(`/products/${other.slug}/reviews?sent`);
  expect(sent.html).toContain("Thank you");
  expect(sent.html).toContain("We are reading it");
  const form = await visitor.open(address);
  expect(form.headers.get("cache-control")).toBe("private, no-store");
  const known = {
    reviewId: fieldOf(form, "reviewId"),
    etag: fieldOf(form, "etag").replaceAll("&quot;", '"'),
  };
  expect((await visitor.post(address, { ...review, ...known, title: "Warm, a little loud" })).html).toContain(
    "Warm, a little loud",
  );
  const stale = await visitor.post(address, { ...review, ...known });
  expect([stale.status, stale.html.includes("was changed meanwhile")]).toEqual([422, true]);
  const newest = fieldOf(await visitor.open(address), "etag").replaceAll("&quot;", '"');
  expect((await visitor.post(address, { ...known, etag: newest, intent: "remove" })).html).toContain(
    "Your review is gone",
  );
});

test("what is missing in a review is said beside its field, and what was typed stays", async () => {
  const visitor = await signedIn();
  const address = `/products/${other.slug}/review`;
  const page = await visitor.post(address, { ...review, rating: "", title: "", displayName: "x".repeat(61) });
  expect(page.status).toBe(422);
  for (const text of ["Choose one to five stars", "Say it in one line", "That is too long", "Dense pile."])
    expect(page.html).toContain(text);
  fails = /^POST .*\/reviews$/;
  expect((await visitor.post(address, review)).html).toContain("That was a little fast");
});

test("a review is found helpful or reported by who is signed in", async () => {
  const address = `/products/${reviewed.slug}/reviews`;
  const vote = { reviewId: "0199c000-0000-7000-8000-000000000001" };
  expect((await new Visitor(handler).post(address, { ...vote, intent: "helpful" })).url).toContain(
    "/sign-in",
  );
  const visitor = await signedIn();
  for (const intent of ["helpful", "unhelpful", "report"])
    expect((await visitor.post(address, { ...vote, intent, reason: "spam" })).status).toBe(200);
  const own = await visitor.post(address, { reviewId: "mine", intent: "helpful" });
  expect([own.status, own.html.includes("This is your own review")]).toEqual([409, true]);
});

test("a heart puts a version on the wishlist, and the list takes it off again", async () => {
  const visitor = await signedIn();
  const page = `/products/${other.slug}`;
  const variantId = other.variants[0]!.id;
  expect((await visitor.post("/wishlist", { intent: "add", variantId, from: page })).url).toBe(page);
  expect((await visitor.open(`${page}?variant=${other.variants[0]!.sku}`)).html).toContain(
    'aria-pressed="true"',
  );
  const list = await visitor.open("/wishlist");
  expect(list.html).toContain(`/products/${other.slug}?variant=${variantId}`);
  const empty = await visitor.post("/wishlist", { intent: "remove", variantId, from: "/wishlist" });
  expect(empty.html).toContain("Nothing on your wishlist yet");
  const gone = await visitor.post("/wishlist", { intent: "add", variantId: "gone", from: page });
  expect([gone.status, gone.html.includes("no longer in the shop")]).toEqual([409, true]);
});

test("guests are led to sign in, from the heart and from the list", async () => {
  const guest = new Visitor(handler);
  expect((await guest.open(`/products/${other.slug}`)).html).toContain("Sign in to put it on your wishlist");
  expect((await guest.open("/wishlist")).url).toBe("/sign-in?from=%2Fwishlist");
});

test("a wishlist is shown to others by a link until it is taken back", async () => {
  const visitor = await signedIn();
  const variantId = other.variants[0]!.id;
  await visitor.post("/wishlist", { intent: "add", variantId, from: "/wishlist" });
  const shared = await visitor.post("/wishlist", { intent: "share", from: "/wishlist" });
  expect(shared.html).toContain(`${ORIGIN}/wishlists/${SHARE_TOKEN}`);
  const seen = await new Visitor(handler).open(`/wishlists/${SHARE_TOKEN}`);
  expect(seen.html).toContain(other.slug);
  expect(seen.headers.get("referrer-policy")).toBe("no-referrer");
  expect((await visitor.post("/wishlist", { intent: "unshare", from: "/wishlist" })).html).toContain(
    "Make a link",
  );
  const gone = await new Visitor(handler).open("/wishlists/nothing");
  expect([gone.status, gone.html.includes("not shared any more")]).toEqual([404, true]);
});

test("whoever wants a sold-out version back leaves an address, or is known already", async () => {
  const from = `/products/${soldOut.slug}`;
  const wish = { variantId: soldOut.variants[0]!.id, from };
  expect((await new Visitor(handler).open(from)).html).toContain("Tell me when it is back");
  const guest = new Visitor(handler);
  const wrong = await guest.post("/back-in-stock", { ...wish, email: "mina" });
  expect([wrong.status, wrong.html.includes("Enter an e-mail address")]).toEqual([422, true]);
  const sent = await guest.post("/back-in-stock", { ...wish, email: "mina@customers.example" });
  expect([sent.status, sent.html.includes("press the link in our mail")]).toEqual([202, true]);
  expect(sent.html).toContain(`href="${from}"`);
  expect((await (await signedIn()).post("/back-in-stock", wish)).html).toContain(
    "We will write to you once it is back",
  );
});

test("what is back already, gone, or asked for too often is said", async () => {
  const email = "mina@customers.example";
  const ask = async (variantId: string) =>
    (await new Visitor(handler).post("/back-in-stock", { variantId, email, from: "/" })).html;
  expect(await ask(other.variants.find(({ available }) => available > 0)!.id)).toContain(
    "It is back already",
  );
  expect(await ask("gone")).toContain("no longer in the shop");
  fails = /back-in-stock/;
  expect(await ask(soldOut.variants[0]!.id)).toContain("That was a little fast");
});

test.each([
  ["good", "We will write to you"],
  ["back", "It is back already"],
  ["used", "This link does not work any more"],
])("the link of a mail with token %s asks first, then says: %s", async (token, expected) => {
  const visitor = new Visitor(handler);
  const asked = await visitor.open(`/back-in-stock/confirm?token=${token}`);
  expect(asked.url).toBe("/back-in-stock/confirm"); // The token has left the address.
  expect(asked.html).toContain("Yes, tell me");
  expect((await visitor.post("/back-in-stock/confirm", {})).html).toContain(expected);
  expect((await visitor.open("/back-in-stock/confirm")).html).toContain("This link does not work any more");
});

test("whoever does not want to be told presses a button", async () => {
  const visitor = new Visitor(handler);
  expect((await visitor.open("/back-in-stock/unsubscribe?token=any")).html).toContain("Do not tell me");
  expect((await visitor.post("/back-in-stock/unsubscribe", {})).html).toContain("No mail will come");
  const tooLong = await visitor.open(`/back-in-stock/unsubscribe?token=${"x".repeat(65)}`);
  expect(tooLong.html).toContain("This link does not work any more");
});
