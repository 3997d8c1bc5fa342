// Asks the user service for what a mail about an account says: only when it is sent, so that no address and no link is kept here.
import { UserService } from "@souk/contracts/rpc";
import type { Rpc } from "@souk/rpc";
import { type AccountTemplate, accountTemplates } from "../domain/news.ts";
import type { MailAccount } from "../templates/mail-account.ts";
import { oneLine } from "../templates/one-line.ts";

export type AccountMailToSend = MailAccount & { readonly template: AccountTemplate; readonly email: string };
/** Undefined where there is nothing to send any more. */
export type AccountsClient = { findMail(mailId: string): Promise<AccountMailToSend | undefined> };

export function createAccountsClient(rpc: Rpc): AccountsClient {
  const client = rpc.client(UserService);
  return {
    async findMail(mailId) {
      const { template, email, firstName, url, expiresAt, detail } = await client.getAccountMail({ mailId });
      if (template === "") return undefined;
      return {
        template: knownTemplate(template),
        email,
        firstName: oneLine(firstName),
        url,
        expiresAt: expiresAt === "" ? null : new Date(expiresAt),
        detail: oneLine(detail),
      };
    },
  };
}

/** A user service that is newer than this one may know more mails: they wait until this one is as new. */
function knownTemplate(name: string): AccountTemplate {
  const known = accountTemplates.find((template) => template === name);
  if (known) return known;
  throw new Error(`There is no template ${name}.`);
}
