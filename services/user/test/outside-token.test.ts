// Tokens of an outside issuer (as Clerk issues them) in place of ours: who they open the shop for, and how that ends.
import { randomUUID } from "node:crypto";
import type { JWTPayload } from "jose";
import { TOTP } from "otpauth";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  anOwner,
  aPerson,
  bearer,
  begin,
  closeAccount,
  giveRoles,
  mailsAbout,
  proveAddress,
  signIn,
  type Stage,
  startStage,
} from "./identities-stage.ts";

const SHOP_PAGE = "https://shop.example";
const REMEMBERED_MS = 31_000;
let stage: Stage;
/** The same issuer with an audience instead of authorized parties, and trusted with staff and second factors. */
let trusting: Stage;

beforeAll(async () => {
  stage = await startStage((issuer) => ({
    USER_OUTSIDE_ISSUERS: JSON.stringify([
      {
        id: "outside",
        name: "Outside",
        ...issuer,
        authorizedParties: [SHOP_PAGE, "https://www.shop.example"],
      },
    ]),
  }));
  trusting = await startStage((issuer) => ({
    USER_OUTSIDE_ISSUERS: JSON.stringify([
      {
        id: "outside",
        name: "Outside",
        ...issuer,
        audience: "shop",
        claims: { email: "mail", emailVerified: "mail_ok" },
        mayBeStaff: true,
        provesSecondFactor: true,
      },
    ]),
  }));
});
afterAll(async () => {
  await stage.close();
  await trusting.close();
});

type Person = { readonly sub: string; readonly email: string };
const someone = (): Person => {
  const sub = `user_${randomUUID()}`;
  return { sub, email: `${sub}@example.com` };
};

function tokenOf({ shop, provider }: Stage, claims: JWTPayload): Promise<string> {
  const iat = Math.floor(shop.clock.now().getTime() / 1000);
  const sid = `sess_${randomUUID()}`;
  const defaults = {
    azp: SHOP_PAGE,
    aud: "shop",
    sid,
    email_verified: true,
    mail_ok: true,
    iat,
    exp: iat + 60,
  };
  return provider.signToken({ ...defaults, ...claims });
}
/** On a slow machine the first answer may come too late, which is 503 and worth another try. */
const profile = (token: string, { shop } = stage) =>
  shop.until(async () => {
    const answer = await shop.call("GET", "/users/profile", { headers: bearer(token) });
    return answer.status !== 503 && answer;
  });
const sessions = async (token: string) =>
  (await stage.shop.call("GET", "/users/sessions", { headers: bearer(token) })).body.items;

describe("a token of an outside issuer", () => {
  test("opens an account on first sight, and the same one from then on", async () => {
    const person = someone();
    const first = await profile(await tokenOf(stage, { ...person, name: "Leyla Demir" }));
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({
      email: person.email,
      emailVerified: true,
      firstName: "Leyla",
      roles: ["customer"],
    });
    const second = await profile(await tokenOf(stage, { ...person, email: "moved@example.com" }));
    expect(second.body.id).toBe(first.body.id);
    const created = (await stage.shop.published("user")).filter(
      ({ type, data }) => type === "user.created.v1" && (data as { userId: string }).userId === first.body.id,
    );
    expect(created).toHaveLength(1);
  });

  test("used by twenty requests at once opens one account with one session", async () => {
    const person = { ...someone(), sid: "sess_at_once" };
    const tokens = await Promise.all(
      Array.from({ length: 20 }, () => tokenOf(stage, { ...person, jti: randomUUID() })),
    );
    const answers = await Promise.all(tokens.map((token) => profile(token)));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(200);
    expect(await sessions(tokens[0] ?? "")).toHaveLength(1);
  });

  test("is of the same person who signs in with that issuer's pages", async () => {
    const person = aPerson();
    const { body } = await signIn(stage, person);
    const token = await tokenOf(stage, { sub: person.subject });
    expect((await profile(token)).body.id).toBe(body.session.user.id);
  });

  test("does not prove an address that the issuer has not checked", async () => {
    const { body } = await profile(await tokenOf(stage, { ...someone(), email_verified: undefined }));
    expect(body.emailVerified).toBe(false);
    expect((await mailsAbout(stage, body.id)).map(({ template }) => template)).toEqual([
      "account.verify_email",
    ]);
    expect((await proveAddress(stage, body.id)).status).toBe(204);
  });

  test("opens nothing where the address has an owner, or there is no address", async () => {
    const owner = await anOwner(stage);
    const taken = await tokenOf(stage, { ...someone(), email: owner.email });
    const nameless = await tokenOf(stage, { sub: randomUUID() });
    for (const token of [taken, nameless]) {
      const { status, body } = await profile(token);
      expect([status, body.code]).toEqual([401, "token_invalid"]);
    }
    const told = stage.shop.logLines.filter((line) =>
      line.includes("a token of an outside issuer was refused"),
    );
    expect(told.join("")).toContain("identity_email_taken");
    expect(told.join("")).toContain("identity_email_missing");
    expect(told.join("")).not.toContain(owner.email);
  });

  test("may name its claims otherwise, and be for an audience", async () => {
    const { sub, email } = someone();
    const { status, body } = await profile(
      await tokenOf(trusting, { sub, mail: email, azp: undefined }),
      trusting,
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({ email, emailVerified: true });
  });

  test("is no proof of late: it does not change how somebody signs in", async () => {
    const token = await tokenOf(stage, someone());
    expect((await profile(token)).status).toBe(200);
    expect((await begin(stage, { token })).body.code).toBe("reauthentication_required");
  });

  test("opens nothing of an account that was closed", async () => {
    const person = someone();
    const { body } = await profile(await tokenOf(stage, person));
    await closeAccount(stage, body.id);
    expect((await profile(await tokenOf(stage, person))).status).toBe(401);
  });
});

describe("the session of an outside sign-in", () => {
  test("is listed, is one for all its tokens, and is prolonged by them", async () => {
    const person = { ...someone(), sid: "sess_1" };
    const token = await tokenOf(stage, person);
    await profile(token);
    const [first] = await sessions(token);
    expect(first).toMatchObject({ device: "Outside", network: null, current: true });
    stage.shop.clock.advance(120_000);
    const later = await tokenOf(stage, person);
    const [again, ...others] = await sessions(later);
    expect(others).toEqual([]);
    expect(again.id).toBe(first.id);
    expect(again.lastUsedAt > first.lastUsedAt).toBe(true);
    expect(again.expiresAt > first.expiresAt).toBe(true);
    await profile(await tokenOf(stage, { ...person, sid: "sess_2" }));
    expect(await sessions(later)).toHaveLength(2);
  });

  test("that was ended here opens nothing more, while a new sign-in does", async () => {
    const person = { ...someone(), sid: "sess_1" };
    const token = await tokenOf(stage, person);
    const [{ id }] = await sessions(token);
    const other = await tokenOf(stage, { ...person, sid: "sess_2" });
    await stage.shop.call("DELETE", `/users/sessions/${id}`, { headers: bearer(other) });
    stage.shop.clock.advance(REMEMBERED_MS);
    expect((await profile(await tokenOf(stage, person))).status).toBe(401);
    expect((await profile(await tokenOf(stage, { ...person, sid: "sess_3" }))).status).toBe(200);
  });

  test("that was signed out stays ended also when the shop has long forgotten it", async () => {
    const person = { ...someone(), sid: "sess_1" };
    const token = await tokenOf(stage, person);
    await stage.shop.call("POST", "/users/logout", { headers: bearer(token) });
    stage.shop.clock.advance(400 * 86_400_000);
    await stage.shop.runJobs("user");
    expect((await profile(await tokenOf(stage, person))).status).toBe(401);
    expect((await profile(await tokenOf(stage, { ...person, sid: "sess_2" }))).status).toBe(200);
  });

  test("of an issuer that does not tell its sign-ins apart begins anew with a token made after its end", async () => {
    const person = { ...someone(), sid: undefined };
    const old = await tokenOf(stage, person);
    const [{ id }] = await sessions(old);
    await stage.shop.call("POST", "/users/logout", { headers: bearer(old) });
    stage.shop.clock.advance(REMEMBERED_MS);
    expect((await profile(old)).status).toBe(401);
    const anew = await tokenOf(stage, person);
    expect((await sessions(anew)).map((session: { id: string }) => session.id)).not.toContain(id);
  });

  test("ends when the account elsewhere is unlinked", async () => {
    const owner = await anOwner(stage);
    const person = aPerson();
    const { body } = await signIn(stage, person, { token: owner.token });
    const claims = { sub: person.subject, email: person.email, sid: "sess_1" };
    expect((await profile(await tokenOf(stage, claims))).body.id).toBe(owner.id);
    expect(await sessions(owner.token)).toHaveLength(2);
    const path = `/users/identities/${body.identity.id}`;
    await stage.shop.call("DELETE", path, { headers: bearer(owner.token) });
    expect(await sessions(owner.token)).toHaveLength(1);
  });
});

describe("staff", () => {
  async function aColleague(where: Stage) {
    const owner = await anOwner(where);
    const person = aPerson();
    await signIn(where, person, { token: owner.token });
    await giveRoles(where, owner.id, ["support"]);
    return { ...owner, sub: person.subject };
  }

  test("are customers with a token of an outside issuer", async () => {
    const { id, sub } = await aColleague(stage);
    const token = await tokenOf(stage, { sub });
    expect((await profile(token)).body.id).toBe(id);
    expect((await stage.shop.call("GET", "/users", { headers: bearer(token) })).status).toBe(403);
  });

  test("have their permissions where the shop says that this issuer may give them", async () => {
    const { sub } = await aColleague(trusting);
    const token = await tokenOf(trusting, { sub });
    expect((await trusting.shop.call("GET", "/users", { headers: bearer(token) })).status).toBe(200);
  });
});

describe("who has a second factor", () => {
  async function aCarefulPerson(where: Stage) {
    const owner = await anOwner(where);
    const person = aPerson();
    await signIn(where, person, { token: owner.token });
    const headers = bearer(owner.token);
    const { body } = await where.shop.call("POST", "/users/second-factor/totp", { headers });
    const code = new TOTP({ secret: body.secret }).generate({ timestamp: where.shop.clock.now().getTime() });
    await where.shop.call("POST", "/users/second-factor/totp/confirm", { headers, body: { code } });
    return person.subject;
  }

  test("does not get in by a token that says nothing of one", async () => {
    expect((await profile(await tokenOf(stage, { sub: await aCarefulPerson(stage) }))).status).toBe(401);
  });

  test("gets in where the shop says that this issuer asks for one", async () => {
    const token = await tokenOf(trusting, { sub: await aCarefulPerson(trusting) });
    expect((await profile(token, trusting)).status).toBe(200);
  });
});
