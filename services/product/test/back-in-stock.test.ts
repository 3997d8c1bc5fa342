// Shoppers are told, once, when something that was sold out is back.
import { randomUUID } from "node:crypto";
import { BackInStockMailEnded, BackInStockMailRequested, StockReplenished } from "@souk/contracts";
import { BackInStockService } from "@souk/contracts/rpc";
import { statement } from "@souk/db";
import type { Person } from "@souk/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startReviewsShop, type ReviewsShop } from "./reviews-shop.ts";

let context: ReviewsShop;
beforeAll(async () => {
  context = await startReviewsShop();
});
afterAll(() => context.shop.close());

type Row = { id: string; email: string | null; status: string; token: string; customer_id: string | null };
const rowsStatement = statement<Row, readonly [string]>(
  "test_subscriptions",
  "select * from back_in_stock_subscriptions where variant_id = $1::uuid order by number",
);
const rowsOf = (variantId: string) => rowsStatement.rows(context.shop.db("product"), [variantId]);
const ageStatement = statement<never, readonly [string, string]>(
  "test_age_subscriptions",
  `update back_in_stock_subscriptions set changed_at = changed_at - $2::interval, promised_at = promised_at - $2::interval
    where variant_id = $1::uuid`,
);
/** As if so much time had gone by since, by the database's clock. */
const age = (variantId: string, time: string) =>
  ageStatement.rows(context.shop.db("product"), [variantId, time]);

const newEmail = (): string => `${randomUUID()}@guest.example`;
const ask = (variantId: string, { as, email }: { as?: Person; email?: string } = {}) =>
  context.shop.call("POST", `/variants/${variantId}/back-in-stock`, {
    ...(as && { as }),
    body: email === undefined ? {} : { email },
  });
const follow = (link: "confirmations" | "unsubscriptions", token = "") =>
  context.shop.call("POST", `/back-in-stock/${link}`, { body: { token } });
async function aCustomer(account = {}): Promise<Person> {
  const as = await context.shop.customer();
  context.neighbours.keepAccount(as.userId, account);
  return as;
}
async function soldOut() {
  const product = await context.create();
  return { product, variantId: product.variants[0]!.id };
}
/** Somebody who waits, in the order of the calls. */
async function waiting(variantId: string): Promise<Person> {
  const as = await aCustomer();
  expect((await ask(variantId, { as })).body).toEqual({ variantId, status: "waiting" });
  return as;
}
/** The mails that were asked for, by the place in the line of those who wait for a variant. */
async function mailsOf(variantId: string) {
  await context.shop.settled();
  const ids = (await rowsOf(variantId)).map(({ id }) => id);
  const published = await context.shop.published("product");
  return published
    .filter(({ type }) => type === BackInStockMailRequested.type)
    .map(({ data }) => data as { subscriptionId: string; purpose: string })
    .filter(({ subscriptionId }) => ids.includes(subscriptionId))
    .toSorted((one, other) => ids.indexOf(one.subscriptionId) - ids.indexOf(other.subscriptionId))
    .map(({ subscriptionId, purpose }) => `${purpose} ${ids.indexOf(subscriptionId)}`);
}
const mail = (subscriptionId: string, purpose: string) =>
  context.shop.rpc.client(BackInStockService).getBackInStockMail({ subscriptionId, purpose });

describe("asking to be told", () => {
  it("needs a guest to confirm by a mailed link, and no address is known before", async () => {
    const { variantId } = await soldOut();
    const email = newEmail();
    const answer = await ask(variantId, { email });
    expect(answer).toMatchObject({ status: 202, body: { variantId, status: "confirmation_sent" } });
    expect((await ask(variantId, { email: email.toUpperCase() })).body).toEqual(answer.body);
    const [row, ...more] = await rowsOf(variantId);
    expect([row?.status, row?.email, more]).toEqual(["unconfirmed", email, []]);
    expect(await mailsOf(variantId)).toEqual(["confirm 0"]);
    const { url } = await mail(row!.id, "confirm");
    expect(url).toBe(`${context.shop.url}/back-in-stock/confirm?token=${row?.token}`);
    const confirmed = await follow("confirmations", row?.token);
    expect(confirmed).toMatchObject({ status: 200, body: { variantId, status: "waiting" } });
    expect((await follow("confirmations", row?.token)).body).toEqual(confirmed.body);
    expect((await rowsOf(variantId))[0]).toMatchObject({ status: "waiting", email });
    expect((await mail(row!.id, "confirm")).email).toBe("");
    expect(JSON.stringify([...context.shop.logLines, await context.shop.published("product")])).not.toContain(
      email,
    );
  });

  it("sends strangers' mailboxes three links at most, and answers all the same", async () => {
    const email = newEmail();
    const variants = await Promise.all(Array.from({ length: 5 }, () => soldOut()));
    const answers = await Promise.all(variants.map(({ variantId }) => ask(variantId, { email })));
    expect(answers.map(({ body }) => body.status)).toEqual(Array(5).fill("confirmation_sent"));
    const rows = await Promise.all(variants.map(({ variantId }) => rowsOf(variantId)));
    expect(rows.flat()).toHaveLength(3);
  });

  it("takes the address of an account that is confirmed, and keeps none", async () => {
    const { variantId } = await soldOut();
    const as = await waiting(variantId);
    expect((await ask(variantId, { as })).body.status).toBe("waiting");
    expect(await rowsOf(variantId)).toMatchObject([
      { status: "waiting", email: null, customer_id: as.userId },
    ]);
    expect(await ask(variantId, { as, email: newEmail() })).toMatchObject({
      status: 422,
      body: { code: "email_not_needed" },
    });
    const unverified = await aCustomer({ emailVerified: false });
    expect((await ask(variantId, { as: unverified })).body.status).toBe("confirmation_sent");
    const closed = await aCustomer({ active: false });
    expect((await ask(variantId, { as: closed })).status).toBe(403);
    expect((await ask(variantId, { as: await context.shop.customer() })).status).toBe(403);
  });

  it("is refused for what is there, is not on sale, or by nobody", async () => {
    const { setStock, archive } = context;
    const { product, variantId } = await soldOut();
    expect(await ask(variantId)).toMatchObject({ status: 422, body: { code: "email_required" } });
    expect((await ask(variantId, { email: "no address" })).status).toBe(400);
    await setStock(variantId, 1);
    expect(await ask(variantId, { email: newEmail() })).toMatchObject({
      status: 409,
      body: { code: "in_stock" },
    });
    await archive(product);
    expect((await ask(variantId, { email: newEmail() })).status).toBe(404);
    expect((await ask(randomUUID(), { email: newEmail() })).status).toBe(404);
  });

  it("passes a user service that cannot be asked on to the caller", async () => {
    const { variantId } = await soldOut();
    const as = await aCustomer();
    context.neighbours.setDown(true);
    expect((await ask(variantId, { as })).status).toBe(503);
    context.neighbours.setDown(false);
    expect(await rowsOf(variantId)).toEqual([]);
  });

  it("ends at fifty things for one customer", async () => {
    const as = await aCustomer();
    const { variantId } = await soldOut();
    const { shop, create } = context;
    const prices = [{ amount: 100, currency: "EUR" }];
    const values = Array.from({ length: 50 }, (_, index) => `Size ${index}`);
    const many = await create({
      options: [{ name: "Size", values }],
      variants: values.map((value) => ({ sku: randomUUID(), options: { Size: value }, prices })),
    });
    const fill = statement<never, readonly [string, readonly string[]]>(
      "test_fill_waiting",
      `insert into back_in_stock_subscriptions (id, variant_id, customer_id, status, token)
       select gen_random_uuid(), id, $1::uuid, 'waiting', id::text from unnest($2::uuid[]) as u (id)`,
    );
    await fill.rows(shop.db("product"), [as.userId, many.variants.map(({ id }) => id)]);
    expect(await ask(variantId, { as })).toMatchObject({
      status: 409,
      body: { code: "waiting_for_too_much" },
    });
    expect((await ask(many.variants[7]!.id, { as })).status).toBe(202);
  });
});

describe("being told", () => {
  it("happens once, in the order in which people asked, when goods come in", async () => {
    const { shop, setStock } = context;
    const { product, variantId } = await soldOut();
    for (let index = 0; index < 3; index += 1) await waiting(variantId);
    await setStock(variantId, 10);
    expect(await mailsOf(variantId)).toEqual(["available 0", "available 1", "available 2"]);
    const [first] = await rowsOf(variantId);
    const said = await mail(first!.id, "available");
    expect(said).toMatchObject({ productName: product.name, url: `${shop.url}/products/${product.slug}` });
    expect(said.email).toMatch(/@shopper\.example$/);
    await setStock(variantId, 0);
    await setStock(variantId, 10);
    const data = { variantId, productId: product.id, sku: "A", available: 10 };
    await shop.deliver("product", StockReplenished, { data });
    await shop.runJobs("product");
    expect(await mailsOf(variantId)).toHaveLength(3);
  });

  it("forgets the address when the mail has ended", async () => {
    const { shop, setStock } = context;
    const { variantId } = await soldOut();
    await ask(variantId, { email: newEmail() });
    const [asked] = await rowsOf(variantId);
    await follow("confirmations", asked?.token);
    await setStock(variantId, 1);
    expect(await mailsOf(variantId)).toEqual(["confirm 0", "available 0"]);
    expect((await mail(asked!.id, "available")).email).toBe(asked?.email);
    const ended = () =>
      shop.deliver("product", BackInStockMailEnded, { data: { subscriptionId: asked!.id } });
    await ended();
    await ended();
    expect(await rowsOf(variantId)).toMatchObject([{ status: "ended", email: null, email_key: null }]);
    expect((await mail(asked!.id, "available")).email).toBe("");
  });

  it("goes to three for each piece, and to the others when those have had their time", async () => {
    const { shop, setStock } = context;
    const { variantId } = await soldOut();
    for (let index = 0; index < 5; index += 1) await waiting(variantId);
    await setStock(variantId, 1);
    const first = ["available 0", "available 1", "available 2"];
    expect(await mailsOf(variantId)).toEqual(first);
    await shop.runJobs("product");
    expect(await mailsOf(variantId)).toEqual(first);
    await age(variantId, "7 hours");
    await shop.runJobs("product");
    expect(await mailsOf(variantId)).toEqual([0, 1, 2, 3, 4].map((index) => `available ${index}`));
  });

  it("does not happen when the goods are gone again, nor for what is off the shop", async () => {
    const { shop, setStock, archive } = context;
    const { product, variantId } = await soldOut();
    await waiting(variantId);
    const data = { variantId, productId: product.id, sku: "A", available: 4 };
    await shop.deliver("product", StockReplenished, { data });
    expect(await mailsOf(variantId)).toEqual([]);
    await archive(product);
    await setStock(variantId, 5);
    await shop.runJobs("product");
    expect(await mailsOf(variantId)).toEqual([]);
  });

  it("does not happen any more when the product goes, or the account, before the mail leaves", async () => {
    const { neighbours, setStock, archive } = context;
    const { product, variantId } = await soldOut();
    const [gone, moved, stays] = [
      await waiting(variantId),
      await waiting(variantId),
      await waiting(variantId),
    ];
    await setStock(variantId, 9);
    expect(await mailsOf(variantId)).toHaveLength(3);
    neighbours.keepAccount(gone.userId, { active: false });
    neighbours.keepAccount(moved.userId, { emailVerified: false });
    const emails = async () =>
      Promise.all((await rowsOf(variantId)).map(async ({ id }) => (await mail(id, "available")).email));
    expect(await emails()).toEqual(["", "", `${stays.userId.slice(0, 8)}@shopper.example`]);
    await archive(product);
    expect(await emails()).toEqual(["", "", ""]);
    expect((await mail(randomUUID(), "available")).email).toBe("");
  });

  it("tells many in turns that fit into a transaction", async () => {
    const { shop, setStock } = context;
    const { variantId } = await soldOut();
    const fill = statement<never, readonly [string]>(
      "test_fill_line",
      `insert into back_in_stock_subscriptions (id, variant_id, customer_id, status, token)
       select gen_random_uuid(), $1::uuid, gen_random_uuid(), 'waiting', $1 || n::text from generate_series(1, 200) n`,
    );
    await fill.rows(shop.db("product"), [variantId]);
    await setStock(variantId, 100);
    await mailsOf(variantId);
    await shop.runJobs("product");
    expect(await mailsOf(variantId)).toEqual(Array.from({ length: 200 }, (_, index) => `available ${index}`));
  });
});

describe("asking while goods come in", () => {
  it("ends in a refusal or in a mail, never in waiting beside the goods", async () => {
    const { setStock } = context;
    for (let round = 0; round < 8; round += 1) {
      const { variantId } = await soldOut();
      const people = await Promise.all(Array.from({ length: 4 }, () => aCustomer()));
      const asked = await Promise.all([
        ...people.slice(0, 2).map((as) => ask(variantId, { as })),
        setStock(variantId, 20).then(() => undefined),
        ...people.slice(2).map((as) => ask(variantId, { as })),
      ]);
      const accepted = asked.filter((answer) => answer?.status === 202);
      expect(asked.filter((answer) => answer?.status === 409)).toHaveLength(4 - accepted.length);
      expect(await mailsOf(variantId)).toHaveLength(accepted.length);
      expect((await rowsOf(variantId)).map(({ status }) => status)).not.toContain("waiting");
    }
  });
});

describe("not being told any more", () => {
  it("takes one click on the link, and forgets the address", async () => {
    const { setStock } = context;
    const { variantId } = await soldOut();
    await ask(variantId, { email: newEmail() });
    const [row] = await rowsOf(variantId);
    expect((await mail(row!.id, "confirm")).unsubscribeUrl).toContain(
      `/back-in-stock/unsubscribe?token=${row?.token}`,
    );
    for (const token of [row?.token, row?.token, "unknown"]) {
      expect((await follow("unsubscriptions", token)).status).toBe(204);
    }
    expect(await rowsOf(variantId)).toMatchObject([{ status: "ended", email: null }]);
    expect((await follow("confirmations", row?.token)).status).toBe(404);
    await setStock(variantId, 5);
    expect(await mailsOf(variantId)).toEqual(["confirm 0"]);
  });

  it("is said by customers about what they wait for", async () => {
    const { shop, setStock } = context;
    const { variantId } = await soldOut();
    const as = await waiting(variantId);
    const stop = (who: Person) => shop.call("DELETE", `/variants/${variantId}/back-in-stock`, { as: who });
    expect((await stop(await shop.customer())).status).toBe(204);
    expect((await rowsOf(variantId))[0]?.status).toBe("waiting");
    expect((await stop(as)).status).toBe(204);
    await setStock(variantId, 5);
    expect(await mailsOf(variantId)).toEqual([]);
  });

  it("follows by itself from a confirmation that comes when the goods are there", async () => {
    const { setStock } = context;
    const { variantId } = await soldOut();
    await ask(variantId, { email: newEmail() });
    const [row] = await rowsOf(variantId);
    await setStock(variantId, 2);
    expect((await follow("confirmations", row?.token)).body).toMatchObject({ status: "in_stock" });
    expect(await rowsOf(variantId)).toMatchObject([{ status: "ended", email: null }]);
    expect((await follow("confirmations", "unknown")).status).toBe(404);
  });

  it("follows from time: what nobody confirms, and what has ended, is deleted", async () => {
    const { shop, setStock } = context;
    const [unconfirmed, promised] = [await soldOut(), await soldOut()];
    await ask(unconfirmed.variantId, { email: newEmail() });
    await waiting(promised.variantId);
    await setStock(promised.variantId, 1);
    expect(await mailsOf(promised.variantId)).toHaveLength(1);
    for (const { variantId } of [unconfirmed, promised]) await age(variantId, "4 days");
    await shop.runJobs("product");
    expect(await rowsOf(unconfirmed.variantId)).toEqual([]);
    expect(await rowsOf(promised.variantId)).toMatchObject([{ status: "ended", email: null }]);
    await age(promised.variantId, "31 days");
    await shop.runJobs("product");
    expect(await rowsOf(promised.variantId)).toEqual([]);
  });
});
