// After a way to sign in was taken away: there must be another, or the account is lost. For the transaction that takes it.
import type { AnyDb } from "@souk/db";
import { Refusal } from "@souk/errors";
import type { Deps } from "../../deps.ts";
import { hasSignInMethod } from "../store/identities.ts";

export async function requireSignInMethod(
  { identityProviders }: Pick<Deps, "identityProviders">,
  tx: AnyDb,
  userId: string,
): Promise<void> {
  if (await hasSignInMethod(tx, userId, identityProviders.ids)) return;
  const message = "This is the only way you can sign in. Choose a password or link another account first.";
  throw new Refusal("conflict", "last_sign_in_method", message);
}
