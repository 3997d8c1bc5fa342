// Staff decide on reviews, shoppers read and judge them, and the product tells what they come to.
import { randomUUID } from "node:crypto";
import { ReviewApproved, StaffActed } from "@souk/contracts";
import { etagOf } from "@souk/http";
import { statement } from "@souk/db";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reviewing, startReviewsShop, type ReviewsShop } from "./reviews-shop.ts";

let context: ReviewsShop;
let reviews: ReturnType<typeof reviewing>;
beforeAll(async () => {
  context = await startReviewsShop();
  reviews = reviewing(context);
});
afterAll(() => context.shop.close());

describe("deciding", () => {
  it("shows an approved review, and its stars wherever the product is told, at once", async () => {
    const { shop, moderator, create } = context;
    const product = await create();
    expect(product.rating).toBeNull();
    const { body } = await reviews.submit(product.id, await shop.customer(), { rating: 4 });
    const decided = await reviews.moderate(body, "approved");
    expect(decided).toMatchObject({ status: 200, body: { status: "approved", version: 2, reason: null } });
    await reviews.approved(product.id, { rating: 5 });
    await reviews.approved(product.id, { rating: 5 });
    const page = await reviews.list(product.slug);
    expect(page.body.items).toHaveLength(3);
    expect(page.body.items[0]).not.toHaveProperty("customerId");
    expect(page.body.summary).toEqual({ average: 4.7, count: 3, stars: { 1: 0, 2: 0, 3: 0, 4: 1, 5: 2 } });
    const told = (await shop.call("GET", `/products/${product.id}`)).body;
    expect(told.rating).toEqual({ average: 4.7, count: 3 });
    const listed = (await shop.call("GET", "/products?sort=newest")).body.items;
    expect(listed.find(({ id }: { id: string }) => id === product.id).rating).toEqual({
      average: 4.7,
      count: 3,
    });
    await shop.settled();
    const published = await shop.published("product");
    const facts = published.map(({ type, data }) => ({ type, data: data as Record<string, unknown> }));
    expect(
      facts.filter(({ type, data }) => type === ReviewApproved.type && data.reviewId === body.id),
    ).toHaveLength(1);
    expect(
      facts.filter(({ type, data }) => type === StaffActed.type && data.subjectId === body.id),
    ).toMatchObject([
      {
        data: {
          actorId: moderator.userId,
          action: "review.moderate",
          before: { status: "pending" },
          after: { status: "approved" },
        },
      },
    ]);
  });

  it("may be changed, with a reason that the author reads, and not made twice", async () => {
    const { shop, create } = context;
    const product = await create();
    const as = await shop.customer();
    const approved = await reviews.approved(product.id, { rating: 1 }, as);
    const rejected = await reviews.moderate(approved, "rejected", "It speaks of another product.");
    expect(rejected.body).toMatchObject({ status: "rejected", version: 3 });
    expect((await reviews.list(product.id)).body).toMatchObject({
      items: [],
      summary: { count: 0, average: null },
    });
    expect((await shop.call("GET", "/reviews/own", { as })).body.items).toMatchObject([
      { status: "rejected", reason: "It speaks of another product." },
    ]);
    expect(await reviews.moderate(rejected.body, "rejected")).toMatchObject({
      status: 409,
      body: { code: "review_status_conflict" },
    });
    expect((await reviews.moderate(rejected.body, "approved", "not kept")).body).toMatchObject({
      reason: null,
    });
    const other = await reviews.submit(product.id, await shop.customer());
    expect((await reviews.moderate(other.body, "rejected")).body).toMatchObject({ reason: null });
  });

  it("is for staff with the permission, onto the version they saw", async () => {
    const { shop, manager, moderator, create } = context;
    const { body } = await reviews.submit((await create()).id, await shop.customer());
    const path = `/reviews/${body.id}/moderation`;
    const put = (options: object) => shop.call("PUT", path, { body: { status: "approved" }, ...options });
    const headers = { "if-match": etagOf(1) };
    expect((await put({ headers })).status).toBe(401);
    expect((await put({ as: manager, headers })).status).toBe(403);
    expect((await put({ as: moderator })).status).toBe(428);
    expect((await put({ as: moderator, headers: { "if-match": etagOf(7) } })).status).toBe(412);
    expect((await reviews.moderate({ id: randomUUID(), version: 1 }, "approved")).status).toBe(404);
    const [first, second] = await Promise.all([
      reviews.moderate(body, "approved"),
      reviews.moderate(body, "rejected"),
    ]);
    expect([first.status, second.status].toSorted((a, b) => a - b)).toEqual([200, 412]);
  });

  it("counts right when many are decided and taken back at once", async () => {
    const { shop, create } = context;
    const product = await create();
    const authors = await Promise.all(Array.from({ length: 8 }, () => shop.customer()));
    const written = await Promise.all(
      authors.map((as, index) => reviews.submit(product.id, as, { rating: (index % 5) + 1 })),
    );
    await Promise.all(written.map(({ body }) => reviews.moderate(body, "approved")));
    const removed = await Promise.all(
      authors.slice(0, 4).map((as, index) =>
        shop.call("DELETE", `/reviews/${written[index]?.body.id}`, {
          as,
          headers: { "if-match": etagOf(2) },
        }),
      ),
    );
    expect(removed.map(({ status }) => status)).toEqual([204, 204, 204, 204]);
    const { summary } = (await reviews.list(product.id)).body;
    expect(summary).toEqual({ average: 2.8, count: 4, stars: { 1: 1, 2: 1, 3: 1, 4: 0, 5: 1 } });
    expect((await shop.call("GET", `/products/${product.id}`)).body.rating).toEqual({
      average: 2.8,
      count: 4,
    });
  });

  it("begins with a list by status, product and reports, page by page", async () => {
    const { shop, moderator, create } = context;
    const product = await create();
    const ids: string[] = [];
    for (const rating of [1, 2, 3]) ids.unshift((await reviews.approved(product.id, { rating })).id);
    const pending = await reviews.submit(product.id, await shop.customer());
    await shop.call("POST", `/reviews/${ids[1]}/reports`, {
      as: await shop.customer(),
      body: { reason: "spam" },
    });
    const list = async (query: string) =>
      (await shop.call("GET", `/reviews?productId=${product.id}&${query}`, { as: moderator })).body;
    const idsOf = (page: { items: { id: string }[] }) => page.items.map(({ id }) => id);
    const first = await list("status=approved&limit=2");
    const second = await list(`status=approved&limit=2&cursor=${first.nextCursor}`);
    expect([...idsOf(first), ...idsOf(second)]).toEqual(ids);
    expect(second.nextCursor).toBeNull();
    expect(idsOf(await list("status=pending"))).toEqual([pending.body.id]);
    expect((await list("reported=true")).items).toMatchObject([{ id: ids[1], reportCount: 1 }]);
    const one = await shop.call("GET", `/reviews/${ids[0]}`, { as: moderator });
    expect(one).toMatchObject({ status: 200, body: { status: "approved", customerId: expect.any(String) } });
    expect(one.headers.etag).toBe(etagOf(2));
    expect((await shop.call("GET", `/reviews/${randomUUID()}`, { as: moderator })).status).toBe(404);
    expect((await shop.call("GET", "/reviews", { as: await shop.customer() })).status).toBe(403);
  });
});

describe("reading reviews", () => {
  it("goes by age, stars and help, page by page, without a gap", async () => {
    const { shop, create } = context;
    const product = await create();
    const ids: string[] = [];
    for (const rating of [3, 5, 1, 5, 2]) {
      shop.clock.advance(1_000);
      ids.push((await reviews.approved(product.id, { rating })).id);
    }
    for (const id of [ids[2], ids[2], ids[0]]) {
      await shop.call("PUT", `/reviews/${id}/helpful`, { as: await shop.customer() });
    }
    const walk = async (sort: string): Promise<number[]> => {
      const found: string[] = [];
      for (let cursor = ""; ;) {
        const { body } = await reviews.list(product.id, `?sort=${sort}&limit=2${cursor}`);
        found.push(...body.items.map(({ id }: { id: string }) => id));
        if (body.nextCursor === null) return found.map((id) => ids.indexOf(id));
        cursor = `&cursor=${body.nextCursor}`;
      }
    };
    expect(await walk("newest")).toEqual([4, 3, 2, 1, 0]);
    expect(await walk("highest")).toEqual([3, 1, 0, 4, 2]);
    expect(await walk("lowest")).toEqual([2, 4, 0, 3, 1]);
    expect(await walk("helpful")).toEqual([2, 0, 4, 3, 1]);
    const { nextCursor } = (await reviews.list(product.id, "?limit=2")).body;
    expect((await reviews.list(product.id, `?sort=helpful&cursor=${nextCursor}`)).status).toBe(400);
    expect((await reviews.list(product.id, "?sort=rating")).status).toBe(400);
  });

  it("counts each customer's word once, about others' reviews that are there for all", async () => {
    const { shop, create } = context;
    const product = await create();
    const author = await shop.customer();
    const { id } = await reviews.approved(product.id, {}, author);
    const as = await shop.customer();
    const mark = (method: "PUT" | "DELETE") => shop.call(method, `/reviews/${id}/helpful`, { as });
    await Promise.all([mark("PUT"), mark("PUT"), mark("PUT")]);
    expect((await reviews.list(product.id)).body.items).toMatchObject([{ helpfulCount: 1 }]);
    expect((await mark("DELETE")).body).toEqual({ reviewId: id, helpfulCount: 0, isHelpful: false });
    expect((await mark("DELETE")).body).toMatchObject({ helpfulCount: 0 });
    expect((await mark("PUT")).body).toEqual({ reviewId: id, helpfulCount: 1, isHelpful: true });
    expect(await shop.call("PUT", `/reviews/${id}/helpful`, { as: author })).toMatchObject({
      status: 409,
      body: { code: "review_own" },
    });
    const report = (reason: string, who = as) =>
      shop.call("POST", `/reviews/${id}/reports`, { as: who, body: { reason } });
    expect((await report("offensive")).status).toBe(204);
    expect((await report("spam")).status).toBe(204);
    expect((await report("boring")).status).toBe(400);
    const counted = statement<{ reports: number; reason: string }>(
      "test_reports",
      `select report_count as reports, v.reason from reviews r join review_votes v on v.review_id = r.id and v.kind = 'report'
        where r.id = '${id}'`,
    );
    expect(await counted.rows(shop.db("product"), [])).toEqual([{ reports: 1, reason: "offensive" }]);
    const waiting = await reviews.submit(product.id, await shop.customer());
    for (const hidden of [waiting.body.id, randomUUID()]) {
      expect((await shop.call("PUT", `/reviews/${hidden}/helpful`, { as })).status).toBe(404);
    }
    expect((await shop.call("PUT", `/reviews/${id}/helpful`)).status).toBe(401);
  });

  it("keeps the rating through edits of the product", async () => {
    const { shop, manager, create } = context;
    const product = await create();
    await reviews.approved(product.id, { rating: 3 });
    const edit = await shop.call("GET", `/products/${product.id}/edit`, { as: manager });
    const changed = await shop.call("PUT", `/products/${product.id}`, {
      as: manager,
      body: { ...edit.body.content, name: "Renamed" },
      headers: { "if-match": String(edit.headers.etag) },
    });
    expect(changed.body).toMatchObject({ name: "Renamed", rating: { average: 3, count: 1 } });
  });
});
