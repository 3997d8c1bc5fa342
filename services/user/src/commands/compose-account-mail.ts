// What a mail about an account says, asked for when it is about to be sent. The link is derived, not stored: asked again, it is the same.
import type { Deps } from "../deps.ts";
import { accountMails, hasSecretLink, isLive } from "../domain/account-mail.ts";
import { tokenOf } from "../mailed-token.ts";
import { findAccountMail } from "../store/account-mails.ts";

export type ComposedMail = {
  readonly template: string;
  readonly email: string;
  readonly firstName: string;
  readonly url: string;
  /** Of a link that is a secret. */
  readonly expiresAt: Date | undefined;
  readonly detail: string;
};

/** Undefined where there is nothing to send any more: too late, used, or overtaken by a change of the account. */
export async function composeAccountMail(deps: Deps, mailId: string): Promise<ComposedMail | undefined> {
  const mail = await findAccountMail(deps.db, mailId);
  if (!mail || !isLive(mail, deps.now())) return undefined;
  const { purpose, recipient, firstName, detail } = mail;
  const url = new URL(accountMails[purpose].path, deps.publicUrl());
  const isSecret = hasSecretLink(purpose);
  if (isSecret) url.searchParams.set("token", tokenOf(deps.seal, mail));
  return {
    template: `account.${purpose}`,
    email: recipient,
    firstName,
    url: url.href,
    expiresAt: isSecret ? mail.expiresAt : undefined,
    detail,
  };
}
