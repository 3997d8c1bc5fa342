// Signing in with an account at a real OpenID provider, and every way in which the answer can be wrong.
import { randomUUID } from "node:crypto";
import { type AnyDb, statement } from "@souk/db";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  anOwner,
  aPerson,
  bearer,
  begin,
  begun,
  closeAccount,
  finish,
  mailsAbout,
  PASSWORD,
  proveAddress,
  PROVIDER,
  signIn,
  type Stage,
  startStage,
  statuses,
} from "./identities-stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.close());

const profileWith = (token: string) => stage.shop.call("GET", "/users/profile", { headers: bearer(token) });

/** Somebody went to the provider, signed in there and is on the way back. */
async function onTheWayBack(step: Parameters<typeof begun>[1] = {}) {
  const person = stage.provider.addPerson(aPerson());
  const flow = await begun(stage, step);
  return { person, ...flow, answer: await stage.provider.signIn(flow.redirectUrl, person) };
}

test("everybody sees with whom one can sign in", async () => {
  const { body } = await stage.shop.call("GET", "/users/identity-providers");
  expect(body).toEqual({ items: [{ id: PROVIDER, name: "Example ID" }] });
});

describe("signing in with a provider", () => {
  test("opens an account without a password, its address believed because the provider checked it", async () => {
    const person = aPerson();
    const { status, body, headers } = await signIn(stage, person, { returnTo: "/checkout?step=2#address" });
    expect(status).toBe(200);
    expect(headers["cache-control"]).toBe("no-store");
    expect(body).toMatchObject({ outcome: "signed_in", returnTo: "/checkout?step=2#address" });
    expect(body.session.user).toMatchObject({
      email: person.email,
      emailVerified: true,
      firstName: "Leyla",
      lastName: "Demir",
      roles: ["customer"],
      permissions: [],
    });
    const profile = await profileWith(body.session.accessToken);
    expect(profile.body.id).toBe(body.session.user.id);
    const login = { email: person.email, password: PASSWORD };
    expect((await stage.shop.call("POST", "/users/login", { body: login })).status).toBe(401);
    expect(await stage.shop.published("user")).toContainEqual({
      type: "user.created.v1",
      data: { userId: body.session.user.id },
    });
    expect(await mailsAbout(stage, body.session.user.id)).toEqual([]);
  });

  test("asks the provider for no more than who it is, with PKCE, state and nonce, and comes back to a path of its own", async () => {
    const { redirectUrl, flowToken } = await begun(stage);
    const { origin, searchParams } = new URL(redirectUrl);
    expect(origin).toBe(stage.provider.issuer);
    expect(Object.fromEntries(searchParams)).toEqual({
      client_id: stage.provider.clientId,
      response_type: "code",
      redirect_uri: `${stage.shop.url}/sign-in/callback/${PROVIDER}`,
      scope: "openid email profile",
      code_challenge_method: "S256",
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(redirectUrl).not.toContain(flowToken);
  });

  test("is the same account the next time, also when the address has changed there", async () => {
    const person = aPerson();
    const first = await signIn(stage, person);
    const moved = { ...person, email: `${randomUUID()}@example.org` };
    const second = await signIn(stage, moved);
    expect(second.body.session.user).toMatchObject({ id: first.body.session.user.id, email: person.email });
    const { body } = await stage.shop.call("GET", "/users/identities", {
      headers: bearer(second.body.session.accessToken),
    });
    expect(body.items).toEqual([
      expect.objectContaining({ provider: PROVIDER, providerName: "Example ID", label: moved.email }),
    ]);
    expect(body.items[0].lastUsedAt >= body.items[0].createdAt).toBe(true);
  });

  test("twice at the same moment makes one account", async () => {
    const person = aPerson();
    const answers = await Promise.all([signIn(stage, person), signIn(stage, person), signIn(stage, person)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(answers.map(({ body }) => body.session.user.id)).size).toBe(1);
  });

  test("of who says no there is refused, and a new try works", async () => {
    const { redirectUrl, flowToken } = await begun(stage);
    const answer = await stage.provider.decline(redirectUrl);
    const refused = await finish(stage, flowToken, { answer });
    expect(refused.status).toBe(403);
    expect(refused.body.code).toBe("identity_declined");
    expect(refused.text).not.toContain("cancelled by the person");
    expect((await signIn(stage, aPerson())).status).toBe(200);
  });

  test("into an account that was closed is refused", async () => {
    const person = aPerson();
    const { body } = await signIn(stage, person);
    await closeAccount(stage, body.session.user.id);
    const again = await signIn(stage, person);
    expect(again.status).toBe(401);
    expect(again.body.code).toBe("account_closed");
  });
});

describe("an answer", () => {
  test("is good once", async () => {
    const { flowToken, answer } = await onTheWayBack();
    expect((await finish(stage, flowToken, { answer })).status).toBe(200);
    const again = await finish(stage, flowToken, { answer });
    expect(again.status).toBe(410);
    expect(again.body.code).toBe("identity_flow_gone");
  });

  test("opens one session, also when it comes several times at once", async () => {
    const { flowToken, answer } = await onTheWayBack();
    const tries = await Promise.all(Array.from({ length: 5 }, () => finish(stage, flowToken, { answer })));
    expect(statuses(tries)).toEqual([200, 410, 410, 410, 410]);
  });

  test("brought by another browser is refused", async () => {
    const { answer } = await onTheWayBack();
    const attacker = await begun(stage);
    const wrong = await finish(stage, attacker.flowToken, { answer });
    expect(wrong.status).toBe(401);
    expect(wrong.body.code).toBe("identity_answer_invalid");
    const made = await finish(stage, "a-flow-token-that-nobody-gave-out", { answer });
    expect(made.status).toBe(410);
  });

  test("that comes after ten minutes is refused", async () => {
    const { flowToken, answer } = await onTheWayBack();
    stage.shop.clock.advance(601_000);
    expect((await finish(stage, flowToken, { answer })).body.code).toBe("identity_flow_gone");
  });

  const changes: readonly (readonly [string, (query: URLSearchParams) => void])[] = [
    ["with another state", (query) => query.set("state", "another")],
    ["without a state", (query) => query.delete("state")],
    ["with two states", (query) => query.append("state", query.get("state") ?? "")],
    ["that names another issuer (mix-up)", (query) => query.set("iss", "https://evil.example")],
    ["that names no issuer", (query) => query.delete("iss")],
    ["with another code", (query) => query.set("code", "another")],
    ["without a code", (query) => query.delete("code")],
    ["with a token of the implicit flow", (query) => query.set("id_token", "e30.e30.e30")],
  ];
  test.each(changes)("%s is refused, and using it up cannot be undone", async (_what, change) => {
    const { flowToken, answer } = await onTheWayBack();
    const bent = new URL(answer);
    change(bent.searchParams);
    const refused = await finish(stage, flowToken, { answer: bent });
    expect(refused.status).toBe(401);
    expect(refused.body.code).toBe("identity_answer_invalid");
    expect((await finish(stage, flowToken, { answer })).status).toBe(410);
  });

  test("to a question with another nonce is refused", async () => {
    const person = stage.provider.addPerson(aPerson());
    const { redirectUrl, flowToken } = await begun(stage);
    const bent = new URL(redirectUrl);
    bent.searchParams.set("nonce", "the nonce of somebody else's sign-in");
    const answer = await stage.provider.signIn(bent.href, person);
    expect((await finish(stage, flowToken, { answer })).body.code).toBe("identity_answer_invalid");
  });

  test("to a question with another PKCE challenge is refused by the provider", async () => {
    const person = stage.provider.addPerson(aPerson());
    const { redirectUrl, flowToken } = await begun(stage);
    const bent = new URL(redirectUrl);
    bent.searchParams.set("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    const answer = await stage.provider.signIn(bent.href, person);
    expect((await finish(stage, flowToken, { answer })).body.code).toBe("identity_answer_invalid");
  });
});

describe("where to go afterwards", () => {
  test.each(["/", "/account", "/products/kilim?color=red#reviews", "/%2F%2Fevil.example"])(
    "may be %s",
    async (returnTo) => {
      expect((await signIn(stage, aPerson(), { returnTo })).body.returnTo).toBe(returnTo);
    },
  );

  test.each([
    "//evil.example",
    "///evil.example",
    String.raw`/\evil.example`,
    String.raw`\\evil.example`,
    "/\t/evil.example",
    "/\u0001/evil.example",
    "/ok\r\nset-cookie: a=b",
    "https://evil.example/",
    "javascript:alert(1)",
    "account",
    "/\u0085/evil.example",
  ])("is never another site: %j", async (returnTo) => {
    const { status, body } = await begin(stage, { returnTo });
    expect(status).toBe(400);
    expect(body.errors[0].pointer).toBe("/returnTo");
  });
});

describe("an address that the provider has not checked", () => {
  test("is a claim of the new account, which its mailbox has to confirm", async () => {
    const person = aPerson({ emailVerified: false });
    const { body } = await signIn(stage, person);
    expect(body.session.user).toMatchObject({ email: person.email, emailVerified: false });
    expect(await proveAddress(stage, body.session.user.id)).toMatchObject({ status: 204 });
    expect((await signIn(stage, person)).body.session.user).toMatchObject({
      id: body.session.user.id,
      emailVerified: true,
    });
  });

  test("of somebody with an account here opens another one, and tells the owner of the address", async () => {
    const owner = await anOwner(stage);
    const { body } = await signIn(stage, aPerson({ email: owner.email, emailVerified: false }));
    expect(body.session.user.id).not.toBe(owner.id);
    expect(body.session.user.emailVerified).toBe(false);
    expect((await mailsAbout(stage, owner.id)).map(({ template }) => template)).toContain(
      "account.account_exists",
    );
    expect(await mailsAbout(stage, body.session.user.id)).toEqual([]);
  });

  test("is lost to who chooses a new password by a mail to it: the way in from before goes", async () => {
    const person = aPerson({ emailVerified: false });
    const { body } = await signIn(stage, person);
    await stage.shop.call("POST", "/users/password-reset", { body: { email: person.email } });
    await stage.shop.runJobs("user");
    const mails = await mailsAbout(stage, body.session.user.id);
    const url = mails.find(({ template }) => template === "account.reset_password")?.url ?? "";
    const reset = { token: new URL(url).searchParams.get("token"), password: PASSWORD };
    expect((await stage.shop.call("POST", "/users/password-reset/confirm", { body: reset })).status).toBe(
      204,
    );
    const again = await signIn(stage, person);
    expect(again.body.session.user.id).not.toBe(body.session.user.id);
  });
});

describe("an address that has an owner here", () => {
  test("does not open the owner's account, however it is spelled: they sign in and link", async () => {
    const owner = await anOwner(stage);
    const refused = await signIn(stage, aPerson({ email: owner.email.toUpperCase() }));
    expect(refused.status).toBe(409);
    expect(refused.body.code).toBe("identity_email_taken");
    const { body } = await stage.shop.call("GET", "/users/identities", { headers: bearer(owner.token) });
    expect(body.items).toEqual([]);
  });

  test("whose claim alone is here does not hinder who proves it", async () => {
    const person = aPerson();
    const claim = { email: person.email, password: PASSWORD, firstName: "A", lastName: "B" };
    const { body: claimed } = await stage.shop.call("POST", "/users/register", { body: claim });
    const { body } = await signIn(stage, person);
    expect(body.session.user.emailVerified).toBe(true);
    expect(body.session.user.id).not.toBe(claimed.user.id);
  });
});

test("without an e-mail address there is no account", async () => {
  const { email: _email, emailVerified: _verified, ...person } = aPerson();
  const refused = await signIn(stage, person);
  expect(refused.status).toBe(422);
  expect(refused.body.code).toBe("identity_email_missing");
});

test("who has no name at the provider is called after their address", async () => {
  const { name: _name, ...person } = aPerson();
  const { body } = await signIn(stage, person);
  expect(body.session.user).toMatchObject({ firstName: person.subject, lastName: "" });
});

test("a provider that this shop does not have is not found", async () => {
  expect((await begin(stage, { provider: "unknown" })).body.code).toBe("identity_provider_unknown");
});

test("no secret of a sign-in is in the log, and none lies open in the table", async () => {
  const { redirectUrl, flowToken, answer } = await onTheWayBack();
  const table = JSON.stringify(await storedFlows(stage.shop.db("user")));
  await finish(stage, flowToken, { answer });
  const query = new URL(redirectUrl).searchParams;
  const secrets = [flowToken, query.get("state"), query.get("nonce"), answer.searchParams.get("code")];
  const lines = stage.shop.logLines.join("");
  expect(table).toContain(PROVIDER);
  for (const secret of [...secrets, stage.provider.clientSecret]) {
    expect(secret).toEqual(expect.stringMatching(/.{20}/));
    expect(lines).not.toContain(secret);
    expect(table).not.toContain(secret);
  }
});

test("sign-ins that were never finished do not stay", async () => {
  await begun(stage);
  stage.shop.clock.advance(601_000);
  await begun(stage);
  expect(await storedFlows(stage.shop.db("user"))).toHaveLength(1);
});

function storedFlows(db: AnyDb) {
  const columns = "provider, encode(token_hash, 'escape') as hash, encode(sealed_state, 'escape') as state";
  return statement(`test_identity_flows`, `select ${columns} from identity_flows`).rows(db, []);
}
