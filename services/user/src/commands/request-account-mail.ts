// Promises a mail about an account. The event says only which mail; what it says and its link are asked for when it is sent (compose-account-mail.ts).
import { AccountMailRequested } from "@souk/contracts";
import { type BatchQuery, runBatch } from "@souk/db";
import { outboxQuery } from "@souk/events";
import type { Deps } from "../deps.ts";
import { type AccountMailPurpose, accountMails } from "../domain/account-mail.ts";
import { insertAccountMailQuery } from "../store/account-mails.ts";

export type RequestAccountMail = {
  readonly userId: string;
  readonly purpose: AccountMailPurpose;
  /**
   * `change_email`: the new address, where the mail goes. `email_changed`: the old one, where it goes.
   * `sign_in_method_added` and `_removed`: how a person calls the method, such as "a passkey" or "Google".
   */
  readonly value?: string;
  /**
   * What the password that was checked for this hashes to. Where the account has another one by now, there is no mail: its link would be bound to the
   * new password, and outlive the change that should have put it out of use.
   */
  readonly passwordHash?: string | null;
};

/** For a mail that nothing else comes with. */
export async function requestAccountMail(deps: Deps, request: RequestAccountMail): Promise<void> {
  await runBatch(deps.db, accountMailQueries(deps, request));
}

/** For a batch, behind what changes the account: the link is bound to the account as it is then. */
export function accountMailQueries(
  deps: Pick<Deps, "newId" | "now">,
  { userId, purpose, value, passwordHash = null }: RequestAccountMail,
): readonly BatchQuery[] {
  const id = deps.newId();
  const at = deps.now();
  const expiresAt = new Date(at.getTime() + accountMails[purpose].lifetimeMs);
  const isAddress = purpose === "change_email" || purpose === "email_changed";
  const recipient = isAddress ? value : undefined;
  const detail = isAddress ? "" : (value ?? "");
  return [
    insertAccountMailQuery({
      id,
      userId,
      purpose,
      recipient,
      detail,
      at,
      expiresAt,
      passwordHash,
    }),
    outboxQuery(AccountMailRequested, { userId, mailId: id }),
  ];
}
