// Refreshing: honest tabs are not signed out, a stolen token ends the session, and a family never forks.
import { startTestShop, type TestShop } from "@souk/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { userService } from "../src/app.ts";
import { bearer, login, profileOf, refreshWith, registered } from "./account-stage.ts";

const LATER_MS = 11_000;
const DAY_MS = 86_400_000;
let shop: TestShop;
beforeAll(async () => {
  shop = await startTestShop({ services: [userService] });
});
afterAll(() => shop.close());

/** Exchanges a token and gives back the next one. */
async function next(refreshToken: string): Promise<string> {
  const answer = await refreshWith(shop, refreshToken);
  expect(answer.status).toBe(200);
  return answer.body.refreshToken;
}
async function isRefused(refreshToken: string): Promise<boolean> {
  const { status, body } = await refreshWith(shop, refreshToken);
  return status === 401 && body.code === "refresh_token_invalid";
}

describe("an honest browser", () => {
  test("gets a new pair for each token", async () => {
    const { refreshToken } = await registered(shop);
    const answer = await refreshWith(shop, refreshToken);
    expect(answer.headers["cache-control"]).toBe("no-store");
    expect(answer.body.refreshToken).not.toBe(refreshToken);
    expect((await profileOf(shop, answer.body.accessToken)).status).toBe(200);
  });

  test("may have twenty tabs that refresh at the same moment: all get the same successor, and the session goes on", async () => {
    const { refreshToken } = await registered(shop);
    const answers = await Promise.all(Array.from({ length: 20 }, () => refreshWith(shop, refreshToken)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const successors = new Set<string>(answers.map(({ body }) => body.refreshToken));
    expect(successors.size).toBe(1);
    shop.clock.advance(LATER_MS);
    for (const successor of successors) expect(await isRefused(await next(successor))).toBe(false);
  });

  test("may have a tab that comes late, when another one has refreshed again", async () => {
    const { refreshToken } = await registered(shop);
    const newest = await next(await next(refreshToken));
    expect(await next(refreshToken)).toBe(newest);
  });

  test("stays signed in for thirty days after it was last here, and no longer", async () => {
    const { refreshToken } = await registered(shop);
    shop.clock.advance(29 * DAY_MS);
    const second = await next(refreshToken);
    shop.clock.advance(29 * DAY_MS);
    const third = await next(second);
    shop.clock.advance(31 * DAY_MS);
    expect(await isRefused(third)).toBe(true);
  });
});

describe("a stolen token", () => {
  test("that comes after the grace ends the whole session", async () => {
    const { refreshToken } = await registered(shop);
    const newest = await next(refreshToken);
    shop.clock.advance(LATER_MS);
    expect(await isRefused(refreshToken)).toBe(true);
    expect(await isRefused(newest)).toBe(true);
    expect(shop.logLines.join("")).toContain("a refresh token came a second time");
  });

  test("that was used within the grace opens no second family: thief and shopper hold one token, and the second of them ends it", async () => {
    const { refreshToken } = await registered(shop);
    const [shoppers, thiefs] = [await next(refreshToken), await next(refreshToken)];
    expect(thiefs).toBe(shoppers);
    shop.clock.advance(LATER_MS);
    const newest = await next(thiefs);
    shop.clock.advance(LATER_MS);
    expect(await isRefused(shoppers)).toBe(true);
    expect(await isRefused(newest)).toBe(true);
  });

  test("does not get its grace prolonged by being used", async () => {
    const { refreshToken } = await registered(shop);
    await next(refreshToken);
    shop.clock.advance(6_000);
    await next(refreshToken);
    shop.clock.advance(6_000);
    expect(await isRefused(refreshToken)).toBe(true);
  });

  test("is found out where it is refreshed faster than any browser does", async () => {
    const { refreshToken } = await registered(shop);
    let newest = refreshToken;
    for (let times = 0; times < 6; times += 1) newest = await next(newest);
    expect(await isRefused(refreshToken)).toBe(true);
    expect(await isRefused(newest)).toBe(true);
  });

  test("ends its own session and no other", async () => {
    const account = await registered(shop);
    const { body: elsewhere } = await login(shop, account);
    await next(account.refreshToken);
    shop.clock.advance(LATER_MS);
    expect(await isRefused(account.refreshToken)).toBe(true);
    expect(await isRefused(elsewhere.refreshToken)).toBe(false);
  });
});

test("a token that was used before successors were kept has no grace", async () => {
  const { refreshToken, id } = await registered(shop);
  await next(refreshToken);
  await sql`update refresh_tokens set successor_salt = null
    where session_id in (select id from sessions where user_id = ${id})`.execute(shop.db("user"));
  expect(await isRefused(refreshToken)).toBe(true);
});

test("a session that is ended while it is refreshed stays ended", async () => {
  const account = await registered(shop);
  await Promise.all([
    ...Array.from({ length: 5 }, () => refreshWith(shop, account.refreshToken)),
    shop.call("POST", "/users/logout", bearer(account.accessToken)),
  ]);
  expect(await isRefused(account.refreshToken)).toBe(true);
  const { body } = await login(shop, account);
  const sessions = await shop.call("GET", "/users/sessions", bearer(body.accessToken));
  expect(sessions.body.items).toHaveLength(1);
});

test("a token nobody gave out is refused", async () => {
  expect(await isRefused("made-up")).toBe(true);
});

test("what the database keeps of a token opens nothing", async () => {
  const { refreshToken, id } = await registered(shop);
  const successor = await next(refreshToken);
  const { rows } = await sql<{ row: string }>`select refresh_tokens::text as row from refresh_tokens
    where session_id in (select id from sessions where user_id = ${id})`.execute(shop.db("user"));
  expect(rows).toHaveLength(2);
  for (const { row } of rows) {
    expect(row).not.toContain(refreshToken);
    expect(row).not.toContain(successor);
    expect(row).not.toContain(Buffer.from(successor, "base64url").toString("hex"));
  }
});
