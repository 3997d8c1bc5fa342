// A shop whose people may sign in with a real OpenID provider, and the steps of such a sign-in as the storefront takes them.
import { randomUUID } from "node:crypto";
import { UserService } from "@souk/contracts/rpc";
import {
  type CallAnswer,
  type IdentityProvider,
  type ProviderPerson,
  startIdentityProvider,
  startTestShop,
  type TestShop,
} from "@souk/testing";
import { userService } from "../src/app.ts";

export const PROVIDER = "example";
export const PASSWORD = "correct horse battery staple";

const administrator = { email: "owner@example.com", password: "a password for the owner" };

export type Stage = {
  readonly shop: TestShop;
  readonly provider: IdentityProvider;
  close(): Promise<void>;
};

type Env = Readonly<Record<string, string>>;
type IssuerEnv = (issuer: Pick<IdentityProvider, "issuer" | "jwksUrl">) => Env;

/** `env` may depend on where the provider listens. */
export async function startStage(env: Env | IssuerEnv = {}): Promise<Stage> {
  const provider = await startIdentityProvider();
  const { issuer, jwksUrl } = provider;
  const shop = await startTestShop({
    services: [userService],
    env: {
      SOUK_ADMIN_EMAIL: administrator.email,
      SOUK_ADMIN_PASSWORD: administrator.password,
      USER_OIDC_PROVIDERS: JSON.stringify([settingsOf(provider)]),
      ...(typeof env === "function" ? env({ issuer, jwksUrl }) : env),
    },
  });
  return {
    shop,
    provider,
    async close() {
      await shop.close();
      await provider.close();
    },
  };
}

export function settingsOf({ issuer, clientId, clientSecret }: IdentityProvider) {
  return { id: PROVIDER, name: "Example ID", issuer, clientId, clientSecret };
}

export function aPerson(changes: Partial<ProviderPerson> = {}): ProviderPerson {
  const subject = randomUUID();
  return { subject, email: `${subject}@example.com`, emailVerified: true, name: "Leyla Demir", ...changes };
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

export type Begun = { readonly redirectUrl: string; readonly flowToken: string };
type Step = { readonly token?: string; readonly provider?: string };

export async function begin(
  { shop }: Stage,
  { token, provider = PROVIDER, ...body }: Step & { returnTo?: string } = {},
): Promise<CallAnswer> {
  const headers = token === undefined ? {} : bearer(token);
  return shop.call("POST", `/users/identity-providers/${provider}/begin`, { body, headers });
}

export async function begun(stage: Stage, step: Step & { returnTo?: string } = {}): Promise<Begun> {
  const answer = await begin(stage, step);
  if (answer.status !== 200) throw new Error(`Expected 200, got ${answer.status}: ${answer.text}`);
  return answer.body;
}

/** `answer`: the address that the provider sent the browser to. */
export async function finish(
  { shop }: Stage,
  flowToken: string,
  { answer, token, provider = PROVIDER }: Step & { readonly answer: URL },
): Promise<CallAnswer> {
  return shop.call("POST", `/users/identity-providers/${provider}/finish`, {
    body: { flowToken, query: answer.search.slice(1) },
    headers: token === undefined ? {} : bearer(token),
  });
}

/** The whole way of somebody who has an account at the provider. */
export async function signIn(
  stage: Stage,
  person: ProviderPerson,
  step: Step & { returnTo?: string } = {},
): Promise<CallAnswer> {
  stage.provider.addPerson(person);
  const { redirectUrl, flowToken } = await begun(stage, step);
  const answer = await stage.provider.signIn(redirectUrl, person);
  return finish(stage, flowToken, { ...step, answer });
}

/** As an administrator does. */
export function closeAccount(stage: Stage, userId: string): Promise<void> {
  return administer(stage, `/users/${userId}`, { path: "active", body: { active: false } });
}

export function giveRoles(stage: Stage, userId: string, roles: readonly string[]): Promise<void> {
  return administer(stage, `/users/${userId}`, { path: "roles", body: { roles } });
}

type Edit = { readonly path: string; readonly body: unknown };

async function administer({ shop }: Stage, subject: string, { path, body }: Edit): Promise<void> {
  const { body: session } = await shop.call("POST", "/users/login", { body: administrator });
  const headers = bearer(session.accessToken);
  const { headers: found } = await shop.call("GET", subject, { headers });
  const ifMatch = { "if-match": String(found["etag"]) };
  const answer = await shop.call("PUT", `${subject}/${path}`, { headers: { ...headers, ...ifMatch }, body });
  if (answer.status !== 200) throw new Error(`Expected 200, got ${answer.status}: ${answer.text}`);
}

export type Mail = {
  readonly template: string;
  readonly email: string;
  readonly url: string;
  readonly detail: string;
};

/** The mails that were asked for about an account and still may be sent, oldest first. */
export async function mailsAbout({ shop }: Stage, userId: string): Promise<readonly Mail[]> {
  const asked = (await shop.published("user")).filter(
    ({ type }) => type === "user.account_mail_requested.v1",
  );
  const ids = asked.map(({ data }) => data as { userId: string; mailId: string });
  const own = [...new Set(ids.filter((data) => data.userId === userId).map(({ mailId }) => mailId))];
  return Promise.all(own.map((mailId) => shop.rpc.client(UserService).getAccountMail({ mailId })));
}

/** Follows the link in the mail that asks to confirm the address. */
export async function proveAddress(stage: Stage, userId: string): Promise<CallAnswer> {
  const mails = await mailsAbout(stage, userId);
  const mail = mails.find(({ template }) => template === "account.verify_email");
  const token = new URL(mail?.url ?? "").searchParams.get("token");
  return stage.shop.call("POST", "/users/verify-email", { body: { token } });
}

/** Somebody with a password, whose address is proven. */
export async function anOwner(stage: Stage, email = `${randomUUID()}@example.com`) {
  const body = { email, password: PASSWORD, firstName: "Omar", lastName: "Haddad" };
  const made = await stage.shop.call("POST", "/users/register", { body });
  await proveAddress(stage, made.body.user.id);
  return { id: String(made.body.user.id), email, token: String(made.body.accessToken) };
}

/** In order of size, for answers to requests that raced. */
export function statuses(answers: readonly CallAnswer[]): readonly number[] {
  return answers.map(({ status }) => status).toSorted((one, other) => one - other);
}
