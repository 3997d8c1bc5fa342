// Who is signed in and knows the password wants another address. Nothing changes before the new address has been proven by a mailed link, and
// whether somebody has it already is told to its mailbox alone.
import type { Client } from "../client-of.ts";
import type { Deps } from "../deps.ts";
import { canonicalEmail } from "../domain/user.ts";
import { checkOwnPassword } from "./check-own-password.ts";
import { requestAccountMail } from "./request-account-mail.ts";
import { requireMail } from "./take-attempt.ts";

export type RequestEmailChange = {
  readonly userId: string;
  readonly newEmail: string;
  readonly password: string;
  readonly client: Client;
};

export async function requestEmailChange(deps: Deps, command: RequestEmailChange): Promise<void> {
  const { userId, newEmail, password, client } = command;
  const { passwordHash } = await checkOwnPassword(deps, { userId, password, client, pointer: "/password" });
  await requireMail(deps, canonicalEmail(newEmail));
  await requestAccountMail(deps, { userId, purpose: "change_email", value: newEmail, passwordHash });
}
