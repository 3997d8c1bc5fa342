// Guessing passwords: slowed hard from one place, softly for one account, and never so that its owner cannot get in.
import { startTestShop, type TestShop } from "@souk/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { userService } from "../src/app.ts";
import { DELETED_AT_ONCE_MAX } from "../src/commands/tidy-accounts.ts";
import { aPerson, PASSWORD, type Person, registered, verified } from "./account-stage.ts";

const MINUTE_MS = 60_000;
let shop: TestShop;
beforeAll(async () => {
  shop = await startTestShop({ services: [userService] });
});
afterAll(() => shop.close());

type Answer = { readonly status: number; readonly code: string | undefined; readonly retryAfter: number };

async function signInFrom(
  remoteAddress: string,
  { email, password }: Pick<Person, "email" | "password">,
): Promise<Answer> {
  const answer = await shop.app.inject({
    method: "POST",
    url: "/api/v1/users/login",
    headers: { "content-type": "application/json" },
    payload: JSON.stringify({ email, password }),
    remoteAddress,
  });
  const { code } = answer.json<{ code?: string }>();
  return { status: answer.statusCode, code, retryAfter: Number(answer.headers["retry-after"]) };
}

type Guessed = Pick<Person, "email">;

/** At the same moment, so that none comes back meanwhile. */
function guess(remoteAddress: string, { email }: Guessed, times = 1): Promise<readonly Answer[]> {
  const password = "a guess of mine";
  return Promise.all(Array.from({ length: times }, () => signInFrom(remoteAddress, { email, password })));
}
async function guessFromEverywhere(person: Guessed, times: number): Promise<readonly Answer[]> {
  const answers = await Promise.all(Array.from({ length: times }, () => guess(aNetwork(), person)));
  return answers.flat();
}
const statuses = (answers: readonly Answer[]) => answers.map(({ status }) => status);

let networks = 0;
/** Somewhere nobody was before. */
function aNetwork(): string {
  networks += 1;
  return `10.${networks >> 8}.${networks & 255}.1`;
}

describe("one account from one place", () => {
  test("has ten attempts, then one in ninety seconds, whether or not there is such an account", async () => {
    for (const person of [await verified(shop), await registered(shop), aPerson()]) {
      const place = aNetwork();
      expect(new Set(statuses(await guess(place, person, 10)))).toEqual(new Set([401]));
      const [refused] = await guess(place, person);
      expect(refused).toMatchObject({ status: 429, code: "too_many_attempts" });
      expect(refused?.retryAfter).toBeGreaterThan(0);
      expect(refused?.retryAfter).toBeLessThanOrEqual(90);
      shop.clock.advance(1.6 * MINUTE_MS);
      expect(statuses(await guess(place, person, 2)).toSorted((a, b) => a - b)).toEqual([401, 429]);
    }
  });

  test("counts guesses that come at the same moment", async () => {
    const [place, person] = [aNetwork(), aPerson()];
    const answers = await guess(place, person, 15);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(5);
  });

  test("is not opened by the right password either while it waits, but elsewhere it is", async () => {
    const account = await verified(shop);
    const place = aNetwork();
    await guess(place, account, 10);
    expect((await signInFrom(place, account)).status).toBe(429);
    expect((await signInFrom(aNetwork(), account)).status).toBe(200);
  });

  test("begins anew when somebody knew the password", async () => {
    const account = await verified(shop);
    const place = aNetwork();
    for (let round = 0; round < 3; round += 1) {
      await guess(place, account, 6);
      expect((await signInFrom(place, account)).status).toBe(200);
    }
  });

  test("does not begin anew for who has a password of a claim of the address, which anybody can make", async () => {
    const account = await verified(shop);
    const place = aNetwork();
    const claim = await registered(shop, { email: account.email, password: "of somebody else" });
    await guess(place, account, 9);
    expect((await signInFrom(place, claim)).status).toBe(200);
    const proven = await shop.app.inject({
      method: "POST",
      url: "/api/v1/users/reauthenticate",
      headers: { "content-type": "application/json", authorization: `Bearer ${claim.accessToken}` },
      payload: JSON.stringify({ password: claim.password }),
      remoteAddress: place,
    });
    expect(proven.statusCode).toBe(204);
    expect(statuses(await guess(place, account, 2)).toSorted((a, b) => a - b)).toEqual([401, 429]);
  });

  test("is one place for a whole IPv6 household", async () => {
    const person = aPerson();
    const hosts = Array.from({ length: 10 }, (_, host) => `2001:db8:77:1::${host + 1}`);
    await Promise.all(hosts.map((host) => guess(host, person)));
    expect(statuses(await guess("2001:db8:77:1:ffff::1", person))).toEqual([429]);
    expect(statuses(await guess("2001:db8:77:2::1", person))).toEqual([401]);
  });
});

describe("one account from everywhere", () => {
  test("has thirty attempts, then one in thirty seconds, whether or not there is such an account", async () => {
    // Having registered was the account's first.
    for (const [person, attempts] of [
      [await verified(shop), 29],
      [aPerson(), 30],
    ] as const) {
      expect(new Set(statuses(await guessFromEverywhere(person, attempts)))).toEqual(new Set([401]));
      const [refused] = await guess(aNetwork(), person);
      expect(refused).toMatchObject({ status: 429, code: "too_many_attempts" });
      expect(refused?.retryAfter).toBeLessThanOrEqual(30);
      shop.clock.advance(MINUTE_MS / 2 + 1000);
      expect(statuses(await guess(aNetwork(), person))).toEqual([401]);
    }
  });

  test("is open to its owner from where they were signed in before", async () => {
    const account = await verified(shop);
    const home = aNetwork();
    await signInFrom(home, account);
    await guessFromEverywhere(account, 31);
    expect((await signInFrom(aNetwork(), account)).status).toBe(429);
    expect((await signInFrom(home, account)).status).toBe(200);
  });

  test("is not opened up by a claim of its address, which anybody can make", async () => {
    const account = await verified(shop);
    const attackers = aNetwork();
    const stranger = { ...aPerson({ email: account.email, password: "of somebody else" }) };
    await shop.app.inject({
      method: "POST",
      url: "/api/v1/users/register",
      headers: { "content-type": "application/json" },
      payload: JSON.stringify(stranger),
      remoteAddress: attackers,
    });
    await guessFromEverywhere(account, 30);
    expect(statuses(await guess(attackers, account))).toEqual([429]);
  });
});

test("one place that tries many accounts is slowed, also where it registers them", async () => {
  const place = aNetwork();
  await guess(place, aPerson());
  await sql`update attempt_levels set level = 1001`.execute(shop.db("user"));
  expect(statuses(await guess(place, aPerson()))).toEqual([429]);
  expect(statuses(await guess(aNetwork(), aPerson()))).toEqual([401]);
  const registering = await shop.app.inject({
    method: "POST",
    url: "/api/v1/users/register",
    headers: { "content-type": "application/json" },
    payload: JSON.stringify({ ...aPerson(), password: PASSWORD }),
    remoteAddress: place,
  });
  expect(registering.statusCode).toBe(429);
});

test("what has come back is forgotten, and who was counted cannot be read", async () => {
  const person = aPerson();
  await guess("198.51.100.23", person);
  const rowsNow = () =>
    sql<{ row: string }>`select attempt_levels::text as row from attempt_levels`.execute(shop.db("user"));
  const { rows } = await rowsNow();
  expect(rows.length).toBeGreaterThan(0);
  for (const { row } of rows) {
    expect(row).not.toContain(person.email);
    expect(row).not.toContain("198.51.100");
  }
  shop.clock.advance(61 * MINUTE_MS);
  await shop.runJobs("user");
  expect((await rowsNow()).rows).toEqual([]);
});

test("what was counted of very many is forgotten in one go, not so much an hour", async () => {
  const db = shop.db("user");
  const many = 2 * DELETED_AT_ONCE_MAX + 1;
  await sql`insert into attempt_levels (key, level, updated_at, empty_at)
    select sha256(number::text::bytea), 0, 'epoch', 'epoch' from generate_series(1, ${many}::int) as number`.execute(
    db,
  );
  await shop.runJobs("user");
  await shop.until(async () => {
    const { rows } = await sql`select from attempt_levels where empty_at = 'epoch' limit 1`.execute(db);
    return rows.length === 0;
  });
});
