// Signs somebody in by e-mail and password. What fails, and how long it takes, does not tell whether there is an account.
import { Refusal } from "@souk/errors";
import type { Client } from "../client-of.ts";
import type { Deps } from "../deps.ts";
import { canonicalEmail, type User } from "../domain/user.ts";
import { findAccountsOfAddress } from "../store/credentials.ts";
import { completeSignIn } from "./complete-sign-in.ts";
import { findByPassword } from "./find-by-password.ts";
import type { SessionTokens } from "./open-session.ts";
import { takeAttempt } from "./take-attempt.ts";

export type Login = { readonly email: string; readonly password: string; readonly client: Client };

export async function login(
  deps: Deps,
  { email, password, client }: Login,
): Promise<{ user: User; tokens: SessionTokens }> {
  const address = canonicalEmail(email);
  const attempt = await takeAttempt(deps, { subject: address, client });
  const user = await findByPassword(deps, await findAccountsOfAddress(deps.db, address), password);
  if (!user) {
    throw new Refusal(
      "unauthenticated",
      "credentials_invalid",
      "The e-mail address or the password is not right.",
    );
  }
  await attempt.succeeded(user);
  return completeSignIn(deps, { user, client, provenBy: "password", passwordHash: user.passwordHash });
}
