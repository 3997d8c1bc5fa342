// Signing in with GitHub, which speaks OAuth 2.0 without OpenID Connect.
import { randomInt } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  GITHUB_CLIENT,
  type GitHubServer,
  type GitHubUser,
  startGitHubServer,
} from "./identities-github-server.ts";
import { begun, finish, type Stage, startStage } from "./identities-stage.ts";

const provider = "github";
let github: GitHubServer;
let stage: Stage;
beforeAll(async () => {
  github = await startGitHubServer();
  stage = await startStage({
    USER_GITHUB_CLIENT_ID: GITHUB_CLIENT.clientId,
    USER_GITHUB_CLIENT_SECRET: GITHUB_CLIENT.clientSecret,
    USER_GITHUB_URL: github.url,
    USER_GITHUB_API_URL: github.url,
  });
});
afterAll(async () => {
  await stage.close();
  await github.close();
});

function aUser(changes: Partial<GitHubUser> = {}): GitHubUser {
  const id = randomInt(1, 2 ** 40);
  const emails = [
    { email: `other-${id}@example.com`, primary: false, verified: true },
    { email: `${id}@example.com`, primary: true, verified: true },
  ];
  return { id, login: `octo-${id}`, name: "Mona Lisa Octocat", emails, ...changes };
}

async function signIn(user: GitHubUser) {
  const { redirectUrl, flowToken } = await begun(stage, { provider });
  return finish(stage, flowToken, { provider, answer: github.authorize(redirectUrl, user) });
}

test("is offered beside the others, and asks with PKCE for the address and no more", async () => {
  const { body } = await stage.shop.call("GET", "/users/identity-providers");
  expect(body.items).toContainEqual({ id: "github", name: "GitHub" });
  const { searchParams } = new URL((await begun(stage, { provider })).redirectUrl);
  expect(Object.fromEntries(searchParams)).toMatchObject({
    scope: "read:user user:email",
    code_challenge_method: "S256",
    redirect_uri: `${stage.shop.url}/sign-in/callback/github`,
  });
});

test("opens an account with the verified primary address, and the same one the next time", async () => {
  const user = aUser();
  const first = await signIn(user);
  expect(first.body.session.user).toMatchObject({
    email: `${user.id}@example.com`,
    emailVerified: true,
    firstName: "Mona",
    lastName: "Lisa Octocat",
  });
  const renamed = await signIn({ ...user, login: "another-name", name: null });
  expect(renamed.body.session.user.id).toBe(first.body.session.user.id);
});

test("does not believe an address that GitHub has not verified; without a name the login is the name", async () => {
  const address = `${randomInt(2 ** 40)}@example.com`;
  const user = aUser({ name: null, emails: [{ email: address, primary: true, verified: false }] });
  const { body } = await signIn(user);
  expect(body.session.user).toMatchObject({ email: address, emailVerified: false, firstName: user.login });
});

test("needs some address", async () => {
  expect((await signIn(aUser({ emails: [] }))).body.code).toBe("identity_email_missing");
});

describe("an answer", () => {
  test("with another state or another code is refused", async () => {
    for (const name of ["state", "code"]) {
      const { redirectUrl, flowToken } = await begun(stage, { provider });
      const answer = github.authorize(redirectUrl, aUser());
      answer.searchParams.set(name, "another");
      const refused = await finish(stage, flowToken, { provider, answer });
      expect([refused.status, refused.body.code]).toEqual([401, "identity_answer_invalid"]);
    }
  });

  test("of another provider's sign-in is refused", async () => {
    const elsewhere = await begun(stage);
    const { redirectUrl } = await begun(stage, { provider });
    const answer = github.authorize(redirectUrl, aUser());
    expect((await finish(stage, elsewhere.flowToken, { provider, answer })).body.code).toBe(
      "identity_flow_gone",
    );
  });

  test("made for another PKCE challenge is refused", async () => {
    const { redirectUrl, flowToken } = await begun(stage, { provider });
    const bent = new URL(redirectUrl);
    bent.searchParams.set("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    const answer = github.authorize(bent.href, aUser());
    expect((await finish(stage, flowToken, { provider, answer })).body.code).toBe("identity_answer_invalid");
  });
});

describe("GitHub", () => {
  const faults: readonly (readonly [string, string, number, string])[] = [
    ["is broken", "/login/oauth/access_token", 502, "<html>"],
    ["does not know the shop", "/login/oauth/access_token", 200, '{"error":"incorrect_client_credentials"}'],
    ["has broken questions", "/user", 500, "{}"],
    ["asks to come later", "/user/emails", 429, "{}"],
    ["does not let us ask", "/user/emails", 403, '{"message":"Resource not accessible"}'],
    ["answers something else", "/user", 200, '{"id":"not a number"}'],
    ["answers no JSON", "/user/emails", 200, "<html>"],
    ["answers without end", "/user", 200, " ".repeat(300_000)],
  ];
  test.each(faults)("that %s is 503 and no fault of ours", async (_what, path, status, body) => {
    github.replyTo(path, { status, body });
    const answer = await signIn(aUser());
    github.replyTo(path, undefined);
    expect([answer.status, answer.body.code]).toEqual([503, "identity_provider_unavailable"]);
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
  });

  const oddities: readonly (readonly [string, string, number, string])[] = [
    ["takes its token back", "/user", 401, '{"message":"Bad credentials"}'],
    ["gives no token", "/login/oauth/access_token", 200, "{}"],
    ["gives no JSON for a token", "/login/oauth/access_token", 200, "<html>"],
  ];
  test.each(oddities)("that %s proves nobody", async (_what, path, status, body) => {
    github.replyTo(path, { status, body });
    const answer = await signIn(aUser());
    github.replyTo(path, undefined);
    expect([answer.status, answer.body.code]).toEqual([401, "identity_answer_invalid"]);
  });
});

test("GitHub itself is where people are sent to unless the shop has its own, without asking it first", async () => {
  const own = await startStage({
    USER_GITHUB_CLIENT_ID: GITHUB_CLIENT.clientId,
    USER_GITHUB_CLIENT_SECRET: GITHUB_CLIENT.clientSecret,
  });
  const { redirectUrl } = await begun(own, { provider });
  expect(redirectUrl.startsWith("https://github.com/login/oauth/authorize?")).toBe(true);
  await own.close();
});
