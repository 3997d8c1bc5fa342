// Asks who is signed in for their password once more. A wrong one uses up an attempt, as at the sign-in.
import { Refusal } from "@souk/errors";
import type { Client } from "../client-of.ts";
import type { Deps } from "../deps.ts";
import { type Account, canonicalEmail } from "../domain/user.ts";
import { findAccount } from "../store/credentials.ts";
import { takeAttempt } from "./take-attempt.ts";

export type OwnPassword = {
  readonly userId: string;
  readonly password: string;
  readonly client: Client;
  /** Where it stands in the body, such as `/password`. */
  readonly pointer: string;
};

export async function checkOwnPassword(
  deps: Deps,
  { userId, password, client, pointer }: OwnPassword,
): Promise<Account> {
  const account = await findAccount(deps.db, userId);
  if (!account) throw new Refusal("not_found", "user_not_found", "There is no such user.");
  const attempt = await takeAttempt(deps, { subject: canonicalEmail(account.email), client });
  if (!(await deps.passwords.check(account.passwordHash, password))) {
    throw new Refusal("unprocessable", "password_wrong", "The password is not right.", {
      fields: [{ pointer, code: "wrong", message: "is not your password" }],
    });
  }
  await attempt.succeeded(account);
  return account;
}
