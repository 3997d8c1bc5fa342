// The keys that sign access tokens are exchanged while the shop runs, by several processes at once, and nobody notices.
import { startTestShop, type TestShop } from "@souk/testing";
import { decodeProtectedHeader } from "jose";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { buildApp, userService } from "../src/app.ts";
import { login, profileOf, refreshWith, registered } from "./account-stage.ts";

const MINUTE_MS = 60_000;
const LEAD_MS = 20 * MINUTE_MS;
const OVERLAP_MS = 13 * MINUTE_MS;
const DAY_MS = 1_440 * MINUTE_MS;
let shop: TestShop;
beforeEach(async () => {
  shop = await startTestShop({ services: [userService], env: { USER_SIGNING_KEY_AGE_DAYS: "90" } });
});
afterEach(() => shop.close());

async function rotate() {
  return shop.call("POST", "/users/signing-keys/rotate", { as: await shop.staff(["operations:write"]) });
}
async function published(): Promise<readonly (string | undefined)[]> {
  const keys = (await shop.service("user").service.jwks?.())?.keys ?? [];
  return keys.map(({ kid }) => kid);
}
const signerOf = (accessToken: string) => decodeProtectedHeader(accessToken).kid;

test("a new key is published at once, signs when everybody has heard of it, and the old one goes when its last token has", async () => {
  const account = await registered(shop);
  const [oldKey] = await published();
  const { status, body } = await rotate();
  expect(status).toBe(202);
  expect(new Set(await published())).toEqual(new Set([oldKey, body.kid]));
  expect(signerOf((await login(shop, account)).body.accessToken)).toBe(oldKey);

  shop.clock.advance(LEAD_MS - 5_000);
  const last = (await login(shop, account)).body.accessToken;
  expect(signerOf(last)).toBe(oldKey);
  shop.clock.advance(6_000);
  expect(signerOf((await login(shop, account)).body.accessToken)).toBe(body.kid);
  await shop.runJobs("user");
  expect(new Set(await published())).toEqual(new Set([oldKey, body.kid]));
  expect((await profileOf(shop, last)).status).toBe(200);

  shop.clock.advance(OVERLAP_MS);
  await shop.runJobs("user");
  expect(await published()).toEqual([body.kid]);
});

test("one exchange at a time, and the audit log hears of it", async () => {
  const answers = await Promise.all([rotate(), rotate()]);
  const [done, other] = answers.toSorted((one, two) => one.status - two.status);
  expect([done?.status, other?.status]).toEqual([202, 409]);
  expect(other?.body.code).toBe("rotation_under_way");
  expect(await published()).toHaveLength(2);
  const acted = (await shop.published("user")).filter(({ type }) => type === "staff.acted.v1");
  expect(acted).toContainEqual(
    expect.objectContaining({
      data: expect.objectContaining({ action: "signing_keys.rotate", subjectId: done?.body.kid }),
    }),
  );
  shop.clock.advance(LEAD_MS + 1_000);
  expect((await rotate()).status).toBe(202);
});

test("is for staff who run the shop", async () => {
  const as = await shop.staff(["operations:read"]);
  expect((await shop.call("POST", "/users/signing-keys/rotate", { as })).status).toBe(403);
  expect((await shop.call("POST", "/users/signing-keys/rotate")).status).toBe(401);
});

test("another process that was there before publishes the new key and signs with it at the same moment", async () => {
  const other = await buildApp(shop.service("user").host);
  const before = await other.jwks?.();
  expect(before?.keys).toHaveLength(1);
  const { body } = await rotate();
  shop.clock.advance(31_000);
  expect((await other.jwks?.())?.keys.map(({ kid }) => kid)).toContain(body.kid);
  expect(await other.jwks?.()).toEqual(await shop.service("user").service.jwks?.());
});

test("nothing that signs or checks fails while the keys are exchanged three times", async () => {
  const account = await registered(shop);
  let accessToken = account.accessToken;
  const over = new AbortController();
  const signers = new Set<string | undefined>();
  const failures: number[] = [];
  const note = ({ status }: { status: number }, wanted: number) => {
    if (status !== wanted) failures.push(status);
  };
  const reader = async (): Promise<void> => {
    while (!over.signal.aborted) note(await profileOf(shop, accessToken), 200);
  };
  const refresher = async (): Promise<void> => {
    const { refreshToken } = (await login(shop, account)).body;
    for (let token = refreshToken; !over.signal.aborted;) {
      const answer = await refreshWith(shop, token);
      note(answer, 200);
      token = answer.body.refreshToken;
      accessToken = answer.body.accessToken;
      signers.add(signerOf(accessToken));
    }
  };
  const exchange = async (): Promise<void> => {
    for (let times = 0; times < 3; times += 1) {
      note(await rotate(), 202);
      // Small steps, as a day has them: a token lives ten minutes, and nobody uses one that is older.
      for (let step = 1; step <= 20; step += 1) {
        shop.clock.advance(2 * MINUTE_MS);
        const seen = accessToken;
        await shop.until(async () => accessToken !== seen);
        if (step % 5 === 0) await shop.runJobs("user");
      }
    }
  };
  const others = [reader(), reader(), refresher()];
  await exchange().finally(() => over.abort());
  await Promise.all(others);
  expect(failures).toEqual([]);
  expect(signers.size).toBe(4);
});

test("a key that is older than the settings allow is exchanged by itself, once", async () => {
  shop.clock.advance(89 * DAY_MS);
  await shop.runJobs("user");
  expect(await published()).toHaveLength(1);
  shop.clock.advance(2 * DAY_MS);
  await shop.runJobs("user");
  await shop.runJobs("user");
  expect(await published()).toHaveLength(2);
});

test("keys that were deleted by hand sign nothing, and are exchanged like others", async () => {
  const account = await registered(shop);
  await sql`delete from signing_keys`.execute(shop.db("user"));
  await shop.runJobs("user");
  expect((await login(shop, account)).status).toBe(500);
  expect((await rotate()).status).toBe(202);
  shop.clock.advance(LEAD_MS + 1_000);
  expect((await login(shop, account)).status).toBe(200);
});

test("a database that cannot be read for a moment is asked again", async () => {
  const account = await registered(shop);
  shop.clock.advance(31_000);
  await sql`alter table signing_keys rename to hidden_keys`.execute(shop.db("user"));
  expect((await login(shop, account)).status).toBe(500);
  await sql`alter table hidden_keys rename to signing_keys`.execute(shop.db("user"));
  expect((await login(shop, account)).status).toBe(200);
});
