// Linking accounts elsewhere with an account here, and taking them away again.
import { randomUUID } from "node:crypto";
import { statement } from "@souk/db";
import { TOTP } from "otpauth";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  anOwner,
  aPerson,
  bearer,
  begin,
  begun,
  finish,
  mailsAbout,
  PASSWORD,
  PROVIDER,
  signIn,
  type Stage,
  startStage,
  statuses,
} from "./identities-stage.ts";

const MINUTE_MS = 60_000;
let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.close());

const identitiesOf = async (token: string) =>
  (await stage.shop.call("GET", "/users/identities", { headers: bearer(token) })).body.items;
const unlink = (token: string, id: string) =>
  stage.shop.call("DELETE", `/users/identities/${id}`, { headers: bearer(token) });
const templates = async (userId: string) => (await mailsAbout(stage, userId)).map(({ template }) => template);

describe("a signed-in person", () => {
  test("links an account elsewhere whatever its address is, is told by mail, and then signs in with it", async () => {
    const owner = await anOwner(stage);
    const person = aPerson({ emailVerified: false });
    const linked = await signIn(stage, person, { token: owner.token, returnTo: "/account/security" });
    expect(linked.body).toMatchObject({
      outcome: "linked",
      returnTo: "/account/security",
      identity: { provider: PROVIDER, providerName: "Example ID", label: person.email, lastUsedAt: null },
    });
    expect(await identitiesOf(owner.token)).toEqual([linked.body.identity]);
    expect(await mailsAbout(stage, owner.id)).toContainEqual(
      expect.objectContaining({
        template: "account.sign_in_method_added",
        detail: "Example ID",
        email: owner.email,
      }),
    );
    expect((await signIn(stage, person)).body.session.user.id).toBe(owner.id);
  });

  test("links with an address that is their own account's", async () => {
    const owner = await anOwner(stage);
    const person = aPerson({ email: owner.email });
    expect((await signIn(stage, person)).body.code).toBe("identity_email_taken");
    expect((await signIn(stage, person, { token: owner.token })).body.outcome).toBe("linked");
    expect((await signIn(stage, person)).body.session.user.id).toBe(owner.id);
  });

  test("links the same account twice without a second one coming of it", async () => {
    const owner = await anOwner(stage);
    const person = aPerson();
    const first = await signIn(stage, person, { token: owner.token });
    const second = await signIn(stage, person, { token: owner.token });
    expect(second.body.identity.id).toBe(first.body.identity.id);
    const added = (await templates(owner.id)).filter((name) => name === "account.sign_in_method_added");
    expect(added).toHaveLength(1);
  });

  test("cannot link what opens somebody else's account, also not at the same moment", async () => {
    const person = aPerson();
    await signIn(stage, person);
    const owner = await anOwner(stage);
    const refused = await signIn(stage, person, { token: owner.token });
    expect([refused.status, refused.body.code]).toEqual([409, "identity_taken"]);

    const wanted = aPerson();
    const rivals = await Promise.all([anOwner(stage), anOwner(stage), anOwner(stage)]);
    const answers = await Promise.all(rivals.map(({ token }) => signIn(stage, wanted, { token })));
    expect(statuses(answers)).toEqual([200, 409, 409]);
  });

  test("links no more than twenty", async () => {
    const owner = await anOwner(stage);
    for (let count = 0; count < 20; count += 1) {
      expect((await signIn(stage, aPerson(), { token: owner.token })).status).toBe(200);
    }
    expect((await signIn(stage, aPerson(), { token: owner.token })).body.code).toBe("identities_limit");
  });

  test("has to have proven lately who they are, and whose their address is", async () => {
    const owner = await anOwner(stage);
    const { body: old } = await stage.shop.call("POST", "/users/login", {
      body: { email: owner.email, password: PASSWORD },
    });
    stage.shop.clock.advance(16 * MINUTE_MS);
    const { body } = await stage.shop.call("POST", "/users/refresh", {
      body: { refreshToken: old.refreshToken },
    });
    const refused = await begin(stage, { token: body.accessToken });
    expect([refused.status, refused.body.code]).toEqual([403, "reauthentication_required"]);

    const claim = await signIn(stage, aPerson({ emailVerified: false }));
    const unproven = await begin(stage, { token: claim.body.session.accessToken });
    expect([unproven.status, unproven.body.code]).toEqual([403, "email_unverified"]);
  });

  test("must come back as who they went: nobody else and no other session finishes it", async () => {
    const owner = await anOwner(stage);
    const other = await anOwner(stage);
    const { body: elsewhere } = await stage.shop.call("POST", "/users/login", {
      body: { email: owner.email, password: PASSWORD },
    });
    for (const token of [undefined, other.token, elsewhere.accessToken as string]) {
      const person = stage.provider.addPerson(aPerson());
      const flow = await begun(stage, { token: owner.token });
      const answer = await stage.provider.signIn(flow.redirectUrl, person);
      const refused = await finish(stage, flow.flowToken, { answer, ...(token !== undefined && { token }) });
      expect([refused.status, refused.body.code]).toEqual([403, "identity_flow_of_another"]);
    }
    expect(await identitiesOf(owner.token)).toEqual([]);
  });

  test("whose session was ended on the way links nothing", async () => {
    const owner = await anOwner(stage);
    const person = stage.provider.addPerson(aPerson());
    const flow = await begun(stage, { token: owner.token });
    const answer = await stage.provider.signIn(flow.redirectUrl, person);
    await stage.shop.call("POST", "/users/logout", { headers: bearer(owner.token) });
    const refused = await finish(stage, flow.flowToken, { answer, token: owner.token });
    expect(refused.body.code).toBe("identity_flow_gone");
  });
});

describe("unlinking", () => {
  test("takes the way in away, and tells by mail", async () => {
    const owner = await anOwner(stage);
    const person = aPerson({ email: `${randomUUID()}@example.org` });
    const { body } = await signIn(stage, person, { token: owner.token });
    expect((await unlink(owner.token, body.identity.id)).status).toBe(204);
    expect(await identitiesOf(owner.token)).toEqual([]);
    expect(await templates(owner.id)).toContain("account.sign_in_method_removed");
    expect((await signIn(stage, person)).body.session.user.id).not.toBe(owner.id);
    expect((await unlink(owner.token, body.identity.id)).body.code).toBe("identity_not_found");
  });

  test("the last way to sign in is refused, and of two at once one stays", async () => {
    const person = aPerson();
    const { body } = await signIn(stage, person);
    const { accessToken } = body.session;
    const [only] = await identitiesOf(accessToken);
    const refused = await unlink(accessToken, only.id);
    expect([refused.status, refused.body.code]).toEqual([409, "last_sign_in_method"]);
    const { body: linked } = await signIn(stage, aPerson(), { token: accessToken });
    const both = await Promise.all([unlink(accessToken, only.id), unlink(accessToken, linked.identity.id)]);
    expect(statuses(both)).toEqual([204, 409]);
    expect(await identitiesOf(accessToken)).toHaveLength(1);
  });

  test("is for one's own alone, and for who proved lately who they are", async () => {
    const owner = await anOwner(stage);
    const { body } = await signIn(stage, aPerson(), { token: owner.token });
    const stranger = await anOwner(stage);
    expect((await unlink(stranger.token, body.identity.id)).body.code).toBe("identity_not_found");
    const { body: session } = await stage.shop.call("POST", "/users/login", {
      body: { email: owner.email, password: PASSWORD },
    });
    stage.shop.clock.advance(16 * MINUTE_MS);
    const { body: old } = await stage.shop.call("POST", "/users/refresh", {
      body: { refreshToken: session.refreshToken },
    });
    expect((await unlink(old.accessToken, body.identity.id)).body.code).toBe("reauthentication_required");
  });
});

test("an account at a provider that the shop has no more is shown by its id, and is no way to sign in", async () => {
  const person = aPerson();
  const { body } = await signIn(stage, person);
  const { accessToken } = body.session;
  const [old] = await identitiesOf(accessToken);
  await statement<never, [string]>(
    "test_forget_provider",
    "update identities set provider = 'gone' where id = $1",
  ).rows(stage.shop.db("user"), [old.id]);
  expect(await identitiesOf(accessToken)).toEqual([
    expect.objectContaining({ provider: "gone", providerName: "gone" }),
  ]);
  const { body: linked } = await signIn(stage, aPerson(), { token: accessToken });
  expect((await unlink(accessToken, linked.identity.id)).body.code).toBe("last_sign_in_method");
  expect((await unlink(accessToken, old.id)).status).toBe(204);
});

test("who has a second factor is asked for it, and keeps the page they wanted", async () => {
  const owner = await anOwner(stage);
  const person = aPerson();
  await signIn(stage, person, { token: owner.token });
  const headers = bearer(owner.token);
  const { body: enrolment } = await stage.shop.call("POST", "/users/second-factor/totp", { headers });
  const code = (minutes = 0) =>
    new TOTP({ secret: enrolment.secret }).generate({
      timestamp: stage.shop.clock.now().getTime() + minutes * MINUTE_MS,
    });
  await stage.shop.call("POST", "/users/second-factor/totp/confirm", { headers, body: { code: code() } });
  const asked = await signIn(stage, person, { returnTo: "/checkout" });
  expect(asked.status).toBe(401);
  expect(asked.body).toMatchObject({
    code: "second_factor_required",
    returnTo: "/checkout",
    methods: expect.arrayContaining(["totp"]),
  });
  stage.shop.clock.advance(MINUTE_MS);
  const done = await stage.shop.call("POST", "/users/login/second-factor", {
    body: { method: "totp", challenge: asked.body.challenge, code: code() },
  });
  expect(done.status).toBe(200);
  expect(done.body.user.id).toBe(owner.id);
});
