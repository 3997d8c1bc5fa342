// People with accounts, the mails they get, and what they do with the links in them, all through the front door.
import { randomUUID } from "node:crypto";
import { UserService } from "@souk/contracts/rpc";
import type { CallAnswer, TestShop } from "@souk/testing";

export const PASSWORD = "correct horse battery";
export const ANOTHER_PASSWORD = "staple of the horse";

export type Person = {
  readonly email: string;
  readonly password: string;
  readonly firstName: string;
  readonly lastName: string;
};
export type Account = Person & {
  readonly id: string;
  readonly accessToken: string;
  readonly refreshToken: string;
};

export function aPerson(changes: Partial<Person> = {}): Person {
  const email = `${randomUUID()}@example.com`;
  return { email, password: PASSWORD, firstName: "Leyla", lastName: "Demir", ...changes };
}

export const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

export async function registered(shop: TestShop, changes: Partial<Person> = {}): Promise<Account> {
  const person = aPerson(changes);
  const { body } = await shop.call("POST", "/users/register", { body: person });
  return { ...person, id: body.user.id, accessToken: body.accessToken, refreshToken: body.refreshToken };
}

/** Somebody whose address is proven. */
export async function verified(shop: TestShop, changes: Partial<Person> = {}): Promise<Account> {
  const account = await registered(shop, changes);
  await verify(shop, await linkTo(shop, account.email, "verify_email"));
  return account;
}

export const verify = (shop: TestShop, token: string): Promise<CallAnswer> =>
  shop.call("POST", "/users/verify-email", { body: { token } });

export const login = (shop: TestShop, { email, password }: Pick<Person, "email" | "password">) =>
  shop.call("POST", "/users/login", { body: { email, password } });

export const refreshWith = (shop: TestShop, refreshToken: string): Promise<CallAnswer> =>
  shop.call("POST", "/users/refresh", { body: { refreshToken } });

export type Mail = {
  readonly mailId: string;
  readonly template: string;
  readonly email: string;
  readonly firstName: string;
  readonly url: string;
  readonly expiresAt: string;
  readonly detail: string;
};

/** Every mail that may still be sent, as the notification service would ask for it, oldest first. */
export async function mails(shop: TestShop): Promise<readonly Mail[]> {
  const events = await shop.published("user");
  const ids = events.flatMap(({ type, data }) =>
    type === "user.account_mail_requested.v1" ? [(data as { mailId: string }).mailId] : [],
  );
  // An event on its way to the bus is seen at both ends.
  const answers = await Promise.all(
    [...new Set(ids)].map(async (mailId) => ({
      mailId,
      ...(await shop.rpc.client(UserService).getAccountMail({ mailId })),
    })),
  );
  return answers.filter(({ template }) => template !== "");
}

export async function mailsTo(shop: TestShop, email: string): Promise<readonly Mail[]> {
  return (await mails(shop)).filter((mail) => mail.email === email);
}

export async function templatesTo(shop: TestShop, email: string): Promise<readonly string[]> {
  return (await mailsTo(shop, email)).map(({ template }) => template.replace("account.", ""));
}

/** The token of the newest link of that kind in somebody's mailbox. */
export async function linkTo(shop: TestShop, email: string, purpose: string): Promise<string> {
  const found = (await mailsTo(shop, email)).filter(({ template }) => template === `account.${purpose}`);
  const token = found.at(-1) && new URL(found.at(-1)?.url ?? "").searchParams.get("token");
  if (!token) throw new Error(`There is no link to ${purpose} in that mailbox.`);
  return token;
}

export async function askForReset(shop: TestShop, email: string): Promise<CallAnswer> {
  const answer = await shop.call("POST", "/users/password-reset", { body: { email } });
  await shop.settled();
  return answer;
}

export const resetWith = (shop: TestShop, token: string, password = ANOTHER_PASSWORD): Promise<CallAnswer> =>
  shop.call("POST", "/users/password-reset/confirm", { body: { token, password } });

export const profileOf = (shop: TestShop, accessToken: string): Promise<CallAnswer> =>
  shop.call("GET", "/users/profile", bearer(accessToken));

/** How many passwords were hashed and checked so far. */
export async function hashesSoFar(
  shop: TestShop,
): Promise<{ readonly hash: number; readonly check: number }> {
  const { registry } = shop.service("user").host.telemetry.metrics;
  const { values } = (await registry.getMetricsAsJSON()).find(
    ({ name }) => name === "souk_password_hashes_total",
  ) as unknown as { values: { value: number; labels: { for: string } }[] };
  const countOf = (kind: string) => values.find(({ labels }) => labels.for === kind)?.value ?? 0;
  return { hash: countOf("hash"), check: countOf("check") };
}
