// Sessions as their owner sees them, and what only a fresh one may do.
import { startTestShop, type TestShop } from "@souk/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { userService } from "../src/app.ts";
import {
  type Account,
  aPerson,
  bearer,
  login,
  PASSWORD,
  refreshWith,
  registered,
  verified,
} from "./account-stage.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;
let shop: TestShop;
beforeAll(async () => {
  shop = await startTestShop({ services: [userService] });
});
afterAll(() => shop.close());

type Place = { readonly userAgent?: string; readonly remoteAddress?: string };

/** Signs in from somewhere else in the world. */
async function signInFrom({ email, password }: Pick<Account, "email" | "password">, place: Place) {
  const { userAgent, remoteAddress } = place;
  const answer = await shop.app.inject({
    method: "POST",
    url: "/api/v1/users/login",
    headers: {
      "content-type": "application/json",
      ...(userAgent !== undefined && { "user-agent": userAgent }),
    },
    payload: JSON.stringify({ email, password }),
    ...(remoteAddress !== undefined && { remoteAddress }),
  });
  return answer.json<{ accessToken: string; refreshToken: string }>();
}
const list = (token: string) => shop.call("GET", "/users/sessions", bearer(token));
const reauthenticate = (token: string, password = PASSWORD) =>
  shop.call("POST", "/users/reauthenticate", { ...bearer(token), body: { password } });
/** Something that only a fresh session may do. */
const sensitive = (token: string) => shop.call("POST", "/users/second-factor/totp", bearer(token));

const LINUX = "Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0";

describe("the list", () => {
  test("shows each place with its device and network, the one that asks marked, the newest first", async () => {
    const account = await registered(shop);
    shop.clock.advance(MINUTE_MS);
    const { accessToken } = await signInFrom(account, { userAgent: LINUX, remoteAddress: "203.0.113.77" });
    const answer = await list(accessToken);
    expect(answer.body.items).toMatchObject([
      { current: true, device: "Firefox on Linux", network: "203.0.113.0/24" },
      { current: false, network: "127.0.0.0/24" },
    ]);
    expect(answer.text).not.toContain("203.0.113.77");
  });

  test.each([
    [undefined, "::ffff:198.51.100.9", "198.51.100.0/24"],
    ["curl/8.9.1", "2001:db8:1234:5678::9", "2001:db8:1234::/48"],
    ["<script>alert(1)</script>", "fe80::1%eth0", "fe80:0:0::/48"],
    ["", "2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"],
    ["", "no address", null],
  ])("from %s at %s says no more than it must", async (userAgent, remoteAddress, network) => {
    const account = await registered(shop);
    const { accessToken } = await signInFrom(account, {
      remoteAddress,
      ...(userAgent !== undefined && { userAgent }),
    });
    const { body } = await list(accessToken);
    expect(body.items[0].network).toBe(network);
    expect(body.items[0].device).toBe("Unknown device");
  });

  test.each([
    [
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/139.0.0.0 Safari/537.36 Edg/139.0.0.0",
      "Edge on Windows",
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Mobile Safari/604.1",
      "Safari on iPhone",
    ],
    ["Mozilla/5.0 (Linux; Android 15) Chrome/139.0.0.0 Mobile Safari/537.36", "Chrome on Android"],
    ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", "macOS"],
    ["Opera/9.80 OPR/120", "Opera"],
  ])("calls %s what people call it", async (userAgent, device) => {
    const account = await registered(shop);
    const { accessToken } = await signInFrom(account, { userAgent });
    expect((await list(accessToken)).body.items[0].device).toBe(device);
  });
});

describe("a session", () => {
  test("is ended by its owner, and by nobody else", async () => {
    const [account, stranger] = [await registered(shop), await registered(shop)];
    const { body: elsewhere } = await login(shop, account);
    const other = (await list(account.accessToken)).body.items.find(
      ({ current }: { current: boolean }) => !current,
    );
    const end = (token: string) => shop.call("DELETE", `/users/sessions/${other.id}`, bearer(token));
    expect(await end(stranger.accessToken)).toMatchObject({
      status: 404,
      body: { code: "session_not_found" },
    });
    expect((await end(account.accessToken)).status).toBe(204);
    expect((await refreshWith(shop, elsewhere.refreshToken)).status).toBe(401);
    expect((await refreshWith(shop, account.refreshToken)).status).toBe(200);
    expect((await end(account.accessToken)).status).toBe(404);
  });

  test("ends with all the others but the one that asks", async () => {
    const account = await registered(shop);
    const others = [await login(shop, account), await login(shop, account)];
    expect((await shop.call("DELETE", "/users/sessions", bearer(account.accessToken))).status).toBe(204);
    for (const { body } of others) expect((await refreshWith(shop, body.refreshToken)).status).toBe(401);
    expect((await list(account.accessToken)).body.items).toMatchObject([{ current: true }]);
  });

  test("that has ended is forgotten some time later, with its tokens", async () => {
    const account = await registered(shop);
    await shop.call("POST", "/users/logout", { body: { refreshToken: account.refreshToken } });
    const { body: living } = await login(shop, account);
    shop.clock.advance(29 * DAY_MS);
    await refreshWith(shop, living.refreshToken);
    shop.clock.advance(2 * DAY_MS);
    await shop.runJobs("user");
    const { rows } = await sql<{ sessions: number; tokens: number }>`
      select count(distinct sessions.id)::int as sessions, count(hash)::int as tokens
      from sessions left join refresh_tokens on session_id = sessions.id where user_id = ${account.id}`.execute(
      shop.db("user"),
    );
    expect(rows).toEqual([{ sessions: 1, tokens: 2 }]);
  });
});

describe("what only a fresh session may do", () => {
  test("is refused after a quarter of an hour, until the password was given once more", async () => {
    const account = await verified(shop);
    expect((await sensitive(account.accessToken)).status).toBe(200);
    shop.clock.advance(16 * MINUTE_MS);
    const { body } = await refreshWith(shop, account.refreshToken);
    expect(await sensitive(body.accessToken)).toMatchObject({
      status: 403,
      body: { code: "reauthentication_required" },
    });
    expect(await reauthenticate(body.accessToken, "a guess of mine")).toMatchObject({
      status: 422,
      body: { code: "password_wrong" },
    });
    expect((await reauthenticate(body.accessToken)).status).toBe(204);
    expect((await sensitive(body.accessToken)).status).toBe(200);
  });

  test("is refused to an account whose address nobody has proven, and to a session that has ended", async () => {
    const account = await registered(shop);
    expect((await sensitive(account.accessToken)).body.code).toBe("email_unverified");
    await shop.call("POST", "/users/logout", bearer(account.accessToken));
    expect((await sensitive(account.accessToken)).body.code).toBe("reauthentication_required");
  });

  test("needs somebody who exists", async () => {
    const as = await shop.customer();
    expect(
      (await shop.call("POST", "/users/reauthenticate", { as, body: { password: PASSWORD } })).status,
    ).toBe(404);
    expect((await shop.call("POST", "/users/verification-mail", { as })).status).toBe(404);
    expect((await login(shop, aPerson())).status).toBe(401);
  });
});
