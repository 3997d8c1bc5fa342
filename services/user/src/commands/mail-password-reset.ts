// Sends the link for a new password, where an address has an account: its owner's, else that of its oldest claim, which becomes the owner's by it.
import type { Deps } from "../deps.ts";
import { findAccountToReset } from "../store/credentials.ts";
import { requestAccountMail } from "./request-account-mail.ts";
import { takeMail } from "./take-attempt.ts";

export async function mailPasswordReset(deps: Deps, emailCanonical: string): Promise<void> {
  // Counted whether or not there is an account: who asks for another address is told when its mails are used up.
  if (!(await takeMail(deps, emailCanonical))) return;
  const userId = await findAccountToReset(deps.db, emailCanonical);
  if (userId !== undefined) await requestAccountMail(deps, { userId, purpose: "reset_password" });
}
