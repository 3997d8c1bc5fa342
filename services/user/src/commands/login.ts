// Signs somebody in by e-mail and password. What fails, and how long it takes, does not tell whether there is an account.
import { Refusal } from "@souk/errors";
import type { Deps } from "../deps.ts";
import { canonicalEmail, type User } from "../domain/user.ts";
import { checkPassword } from "../passwords.ts";
import { findUserByEmail } from "../store/users.ts";
import { openSession, type SessionTokens } from "./open-session.ts";

export async function login(
  deps: Deps,
  { email, password }: { readonly email: string; readonly password: string },
): Promise<{ user: User; tokens: SessionTokens }> {
  const user = await findUserByEmail(deps.db, canonicalEmail(email));
  const isRight = await checkPassword(user?.passwordHash ?? undefined, password);
  if (user && isRight && user.active) return { user, tokens: await openSession(deps, user) };
  throw new Refusal(
    "unauthenticated",
    "credentials_invalid",
    "The e-mail address or the password is not right.",
  );
}
