// Sends the link that proves an address once more.
import { Refusal } from "@souk/errors";
import type { Deps } from "../deps.ts";
import { canonicalEmail } from "../domain/user.ts";
import { loadUser } from "./load-user.ts";
import { requestAccountMail } from "./request-account-mail.ts";
import { requireMail } from "./take-attempt.ts";

export async function requestVerification(deps: Deps, userId: string): Promise<void> {
  const user = await loadUser(deps, userId);
  if (user.emailVerifiedAt) {
    throw new Refusal("conflict", "email_verified", "This e-mail address is confirmed already.");
  }
  await requireMail(deps, canonicalEmail(user.email));
  await requestAccountMail(deps, { userId, purpose: "verify_email" });
}
