// Customers review what the shop sells.
import { randomUUID } from "node:crypto";
import { ReviewApproved, ReviewSubmitted } from "@souk/contracts";
import { statement } from "@souk/db";
import { etagOf } from "@souk/http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aReview, reviewing, startReviewsShop, type ReviewsShop } from "./reviews-shop.ts";

let context: ReviewsShop;
let reviews: ReturnType<typeof reviewing>;
beforeAll(async () => {
  context = await startReviewsShop();
  reviews = reviewing(context);
});
afterAll(() => context.shop.close());

const published = async (reviewId: string) => {
  await context.shop.settled();
  const all = await context.shop.published("product");
  return all.filter(({ data }) => (data as { reviewId?: string }).reviewId === reviewId);
};

describe("writing a review", () => {
  it("waits for staff, is seen by its author, and says who bought the product", async () => {
    const { shop, create, neighbours } = context;
    const product = await create();
    const [buyer, other] = [await shop.customer(), await shop.customer()];
    neighbours.sell(buyer.userId, product.id);
    const bought = await reviews.submit(product.slug, buyer, { rating: 5, title: "  Warm  " });
    expect(bought).toMatchObject({
      status: 201,
      body: {
        status: "pending",
        rating: 5,
        title: "Warm",
        isVerifiedPurchase: true,
        productSlug: product.slug,
      },
    });
    expect(bought.headers.etag).toBe(etagOf(1));
    const seen = await reviews.submit(product.id, other);
    expect(seen.body).toMatchObject({ isVerifiedPurchase: false, version: 1 });
    expect((await reviews.list(product.id)).body).toMatchObject({
      items: [],
      summary: { average: null, count: 0 },
    });
    const own = await shop.call("GET", `/reviews/own?productId=${product.id}`, { as: buyer });
    expect(own.body.items).toMatchObject([{ id: bought.body.id, status: "pending" }]);
    expect(await published(bought.body.id)).toMatchObject([
      { type: ReviewSubmitted.type, data: { productId: product.id, rating: 5, isVerifiedPurchase: true } },
    ]);
    expect(JSON.stringify(await published(bought.body.id))).not.toContain("Leyla");
  });

  it("is done once by each customer, however often it is sent", async () => {
    const { shop, create } = context;
    const product = await create();
    const as = await shop.customer();
    const path = `/products/${product.id}/reviews`;
    const [key, body] = [randomUUID(), aReview()];
    const first = await shop.call("POST", path, { as, body, key });
    expect((await shop.call("POST", path, { as, body, key })).body.id).toBe(first.body.id);
    expect(await reviews.submit(product.id, as)).toMatchObject({
      status: 409,
      body: { code: "review_exists", reviewId: first.body.id },
    });
    const crash = statement<never, readonly [string]>(
      "test_forget_answer",
      `update idempotency_keys set status = null, headers = null, body = null, completed_at = null, leased_until = now()
        where key = $1::text`,
    );
    await crash.rows(shop.db("product"), [key]);
    expect(await shop.call("POST", path, { as, body, key })).toMatchObject({
      status: 201,
      body: { id: first.body.id },
    });
    const twin = await shop.customer();
    const answers = await Promise.all([1, 2, 3, 4].map(() => reviews.submit(product.id, twin)));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409, 409]);
  });

  it("keeps text as text, and refuses what is none", async () => {
    const { shop, create } = context;
    const product = await create();
    const text = "<script>alert(1)</script> see https://example.com\n\n‏مرحبا";
    const { id } = await reviews.approved(product.id, { text, title: "<b>Bold</b>" });
    expect((await reviews.list(product.id)).body.items).toMatchObject([{ id, text, title: "<b>Bold</b>" }]);
    const as = await shop.customer();
    for (const wrong of [
      { rating: 0 },
      { rating: 6 },
      { rating: 4.5 },
      { title: "" },
      { title: "a\nb" },
      { title: "x".repeat(121) },
      { text: "x".repeat(5_001) },
      { text: "a\u0007b" },
      { displayName: "\u202Eevil" },
      { displayName: " " },
      { isVerifiedPurchase: true },
    ]) {
      expect((await reviews.submit(product.id, as, wrong as never)).status).toBe(400);
    }
    expect((await reviews.submit(product.id, as, { text: "" })).status).toBe(201);
  });

  it("is for people who are signed in, about products on sale", async () => {
    const { shop, create, archive } = context;
    const product = await create();
    expect((await shop.call("POST", `/products/${product.id}/reviews`, { body: aReview() })).status).toBe(
      401,
    );
    const as = await shop.customer();
    for (const path of [randomUUID(), "no-such-thing"]) {
      expect((await reviews.submit(path, as)).status).toBe(404);
      expect((await reviews.list(path)).status).toBe(404);
    }
    await archive(product);
    expect((await reviews.submit(product.id, as)).status).toBe(404);
    expect((await reviews.list(product.id)).status).toBe(404);
  });

  it("stops when ten of a customer's reviews wait, also when they come together", async () => {
    const { shop, create } = context;
    const as = await shop.customer();
    const products = await Promise.all(Array.from({ length: 12 }, () => create()));
    const answers = await Promise.all(products.map(({ id }) => reviews.submit(id, as)));
    const taken = answers.filter(({ status }) => status === 201);
    expect(taken).toHaveLength(10);
    const refused = answers.filter(({ status }) => status === 409);
    expect(refused.map(({ body }) => body.code)).toEqual([
      "reviews_pending_too_many",
      "reviews_pending_too_many",
    ]);
    await reviews.moderate(taken[0]?.body, "approved");
    const [left] = products.filter((_, index) => answers[index]?.status === 409);
    expect((await reviews.submit(left!.id, as)).status).toBe(201);
  });
});

describe("changing a review", () => {
  const put = (id: string, as: Awaited<ReturnType<ReviewsShop["shop"]["customer"]>>, headers = {}) =>
    context.shop.call("PUT", `/reviews/${id}`, { as, body: aReview({ rating: 1, title: "Anew" }), headers });

  it("brings it back to staff, and takes what was approved off the shop and out of the rating", async () => {
    const { shop, create, neighbours } = context;
    const product = await create();
    const as = await shop.customer();
    const review = await reviews.approved(product.id, { rating: 5 }, as);
    await shop.call("PUT", `/reviews/${review.id}/helpful`, { as: await shop.customer() });
    neighbours.sell(as.userId, product.id);
    const edited = await put(review.id, as, { "if-match": etagOf(review.version) });
    expect(edited).toMatchObject({
      status: 200,
      body: {
        status: "pending",
        rating: 1,
        title: "Anew",
        isVerifiedPurchase: true,
        version: 3,
        helpfulCount: 0,
      },
    });
    expect((await reviews.list(product.id)).body).toMatchObject({ items: [], summary: { count: 0 } });
    expect((await shop.call("GET", `/products/${product.id}`)).body.rating).toBeNull();
    const again = await put(review.id, as, { "if-match": String(edited.headers.etag) });
    expect(again.body).toMatchObject({ status: "pending", version: 4 });
    expect((await published(review.id)).map(({ type }) => type)).toEqual([
      ReviewSubmitted.type,
      ReviewApproved.type,
      ReviewSubmitted.type,
      ReviewSubmitted.type,
    ]);
  });

  it("is its author's alone, onto the version they saw", async () => {
    const { shop, create } = context;
    const product = await create();
    const as = await shop.customer();
    const { body: review } = await reviews.submit(product.id, as);
    expect((await put(review.id, as)).status).toBe(428);
    expect((await put(review.id, as, { "if-match": etagOf(9) })).status).toBe(412);
    const stranger = await shop.customer();
    const headers = { "if-match": etagOf(1) };
    expect((await put(review.id, stranger, headers)).status).toBe(404);
    expect((await shop.call("DELETE", `/reviews/${review.id}`, { as: stranger, headers })).status).toBe(404);
    expect((await put(randomUUID(), as, headers)).status).toBe(404);
    expect((await shop.call("DELETE", `/reviews/${randomUUID()}`, { as, headers })).status).toBe(404);
  });

  it("may end in taking it back, with its stars", async () => {
    const { shop, create } = context;
    const product = await create();
    const as = await shop.customer();
    const review = await reviews.approved(product.id, { rating: 2 }, as);
    await reviews.approved(product.id, { rating: 5 });
    const headers = { "if-match": etagOf(review.version) };
    const remove = () => shop.call("DELETE", `/reviews/${review.id}`, { as, headers });
    const answers = await Promise.all([remove(), remove()]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 404]);
    expect((await reviews.list(product.id)).body.summary).toMatchObject({ average: 5, count: 1 });
    expect((await shop.call("GET", "/reviews/own", { as })).body.items).toEqual([]);
  });
});
