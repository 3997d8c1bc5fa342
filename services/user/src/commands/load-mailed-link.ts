// Opens what a mailed link carries. Every link that does not work is refused with the same words: why is nobody's business.
import type { AnyDb } from "@souk/db";
import { Refusal } from "@souk/errors";
import type { Deps } from "../deps.ts";
import { type AccountMailPurpose, isLive, type MailWithAccount } from "../domain/account-mail.ts";
import { isTokenOf, parseToken } from "../mailed-token.ts";
import { findAccountMail, useAccountMail } from "../store/account-mails.ts";
import { lockAccount } from "../store/credentials.ts";

export type LoadMailedLink = { readonly token: string; readonly purposes: readonly AccountMailPurpose[] };
type LinkDeps = Pick<Deps, "seal" | "now"> & { readonly db: AnyDb };

export async function loadMailedLink(deps: LinkDeps, wanted: LoadMailedLink): Promise<MailWithAccount> {
  const link = await findLiving(deps, wanted);
  if (!link) throw linkInvalid();
  return link;
}

/**
 * The same, and uses the link up, in the transaction of what it opens. The account is locked: of two links that come at once the second one
 * sees what the first one has changed.
 */
export async function takeMailedLink(
  deps: LinkDeps,
  wanted: LoadMailedLink,
  userId: string,
): Promise<MailWithAccount> {
  await lockAccount(deps.db, userId);
  const link = await findLiving(deps, wanted);
  if (!link || !(await useAccountMail(deps.db, link.id, deps.now()))) throw linkInvalid();
  return link;
}

async function findLiving(
  { db, seal, now }: LinkDeps,
  { token, purposes }: LoadMailedLink,
): Promise<MailWithAccount | undefined> {
  const parsed = parseToken(token);
  const mail = parsed && (await findAccountMail(db, parsed.mailId));
  const isGood =
    mail && purposes.includes(mail.purpose) && isTokenOf(seal, mail, parsed) && isLive(mail, now());
  return isGood ? mail : undefined;
}

function linkInvalid(): Refusal {
  return new Refusal("gone", "link_invalid", "This link does not work any more. Please ask for a new one.");
}
