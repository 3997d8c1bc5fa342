// Opens an account for a customer and signs them in. Whether the address has an account already is told to its mailbox alone:
// the answer is a session of one's own either way (docs/flows/accounts.md).
import { UserCreated } from "@souk/contracts";
import { type BatchQuery, inTransaction, runBatch } from "@souk/db";
import { Refusal } from "@souk/errors";
import { outboxQuery } from "@souk/events";
import type { Client } from "../client-of.ts";
import type { Deps } from "../deps.ts";
import { requireGoodPassword } from "../domain/passwords.ts";
import { CUSTOMER_ROLE, canonicalEmail, type User } from "../domain/user.ts";
import { type AccountsOfAddress, findAccountsOfAddress, lockAddress } from "../store/credentials.ts";
import { insertRolesQuery, insertUserQuery } from "../store/users.ts";
import { completeSignIn } from "./complete-sign-in.ts";
import { findByPassword } from "./find-by-password.ts";
import { loadUser } from "./load-user.ts";
import type { SessionTokens } from "./open-session.ts";
import { accountMailQueries } from "./request-account-mail.ts";
import { takeAttempt, takeMail } from "./take-attempt.ts";

/** A double click loses one. Who loses more races with different passwords for one address, and makes us hash each time, is no shopper. */
const RACES_MAX = 3;

export type Register = {
  readonly userId: string;
  readonly email: string;
  readonly password: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly client: Client;
};

export async function register(
  deps: Deps,
  command: Register,
): Promise<{ user: User; tokens: SessionTokens }> {
  const { email, password, client } = command;
  requireGoodPassword({ password, email, pointer: "/password" });
  const address = canonicalEmail(email);
  // A password can be guessed at here as well, so an attempt is used up; it comes back only for who knew it.
  const attempt = await takeAttempt(deps, { subject: address, client });
  const passwordHash = await deps.passwords.hash(password);
  const mayMail = await takeMail(deps, address);
  for (let race = 0; race < RACES_MAX; race += 1) {
    const known = await findAccountsOfAddress(deps.db, address);
    const account = await findByPassword(deps, known, password);
    if (account) await attempt.succeeded(account);
    const user = account ?? (await openAccount(deps, { command, address, passwordHash, mayMail, known }));
    const proven = { provenBy: "password", passwordHash: account?.passwordHash ?? passwordHash } as const;
    if (user) return completeSignIn(deps, { user, client, ...proven });
  }
  throw new Refusal("conflict", "user_busy", "Please try again in a moment.");
}

type NewAccount = {
  readonly command: Register;
  readonly address: string;
  readonly passwordHash: string;
  readonly mayMail: boolean;
  /** Whose passwords were checked. */
  readonly known: AccountsOfAddress;
};

/** Undefined where somebody else opened one meanwhile: a double click is one account. */
async function openAccount(deps: Deps, account: NewAccount): Promise<User | undefined> {
  const { command, address, known } = account;
  return inTransaction(deps.db, async (tx) => {
    await lockAddress(tx, address);
    const { owner, claim } = await findAccountsOfAddress(tx, address);
    if (owner?.id !== known.owner?.id || claim?.id !== known.claim?.id) return undefined;
    await runBatch(tx, [...accountQueries(deps, account), ...mailQueries(deps, account)]);
    return loadUser({ db: tx }, command.userId);
  });
}

function accountQueries(deps: Deps, { command, address, passwordHash }: NewAccount): readonly BatchQuery[] {
  const { userId: id, email, firstName, lastName } = command;
  const at = deps.now();
  return [
    insertUserQuery({
      id,
      email,
      emailCanonical: address,
      passwordHash,
      firstName,
      lastName,
      emailVerifiedAt: null,
      at,
    }),
    insertRolesQuery(id, [CUSTOMER_ROLE]),
    outboxQuery(UserCreated, { userId: id }),
  ];
}

function mailQueries(deps: Deps, { command, known, mayMail }: NewAccount): readonly BatchQuery[] {
  if (!mayMail) return [];
  const { owner } = known;
  return owner
    ? accountMailQueries(deps, { userId: owner.id, purpose: "account_exists" })
    : accountMailQueries(deps, { userId: command.userId, purpose: "verify_email" });
}
