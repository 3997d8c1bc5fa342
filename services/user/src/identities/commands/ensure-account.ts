// The account of somebody whom a provider proved: the one that the identity opens or, for who is new here, a new one without a password.
import { UserCreated } from "@souk/contracts";
import { type BatchQuery, inTransaction, runBatch } from "@souk/db";
import { Refusal } from "@souk/errors";
import { outboxQuery } from "@souk/events";
import { loadUser } from "../../commands/load-user.ts";
import { accountMailQueries } from "../../commands/request-account-mail.ts";
import { takeMail } from "../../commands/take-attempt.ts";
import type { Deps } from "../../deps.ts";
import { canonicalEmail, CUSTOMER_ROLE, type User } from "../../domain/user.ts";
import { findAccountsOfAddress, lockAddress } from "../../store/credentials.ts";
import { isTaken } from "../../store/unique-violation.ts";
import { insertRolesQuery, insertUserQuery } from "../../store/users.ts";
import type { ProvenIdentity } from "../domain/proven-identity.ts";
import { findUserOfIdentity, insertIdentityQuery } from "../store/identities.ts";

const RACES_MAX = 3;

export async function ensureAccount(deps: Deps, identity: ProvenIdentity): Promise<User> {
  for (let race = 0; race < RACES_MAX; race += 1) {
    const user = (await findUserOfIdentity(deps.db, identity)) ?? (await openAccount(deps, identity));
    if (user) return user;
  }
  throw new Refusal("conflict", "user_busy", "Please try again in a moment.");
}

/**
 * Undefined where somebody else opened one meanwhile. An address that has an owner here is no reason to let the provider's word open that
 * account: whoever controls one provider could enter them all, and addresses are given to new people. The owner signs in as ever and links
 * (docs/flows/sign-in-elsewhere.md).
 */
async function openAccount(deps: Deps, identity: ProvenIdentity): Promise<User | undefined> {
  const { email, emailVerified } = identity;
  if (email === undefined) throw emailMissing();
  const address = canonicalEmail(email);
  const mayMail = !emailVerified && (await takeMail(deps, address));
  const id = deps.newId();
  const work = inTransaction(deps.db, async (tx) => {
    await lockAddress(tx, address);
    if (await findUserOfIdentity(tx, identity)) return undefined;
    const { owner } = await findAccountsOfAddress(tx, address);
    if (owner && emailVerified) throw emailTaken();
    const mail = { userId: owner?.id ?? id, purpose: owner ? "account_exists" : "verify_email" } as const;
    await runBatch(tx, [
      ...accountQueries(deps, { id, email, address, identity }),
      ...(mayMail ? accountMailQueries(deps, mail) : []),
    ]);
    return loadUser({ db: tx }, id);
  });
  return work.catch((error: unknown) => {
    if (isTaken(error)) return undefined;
    throw error;
  });
}

type NewAccount = {
  readonly id: string;
  readonly email: string;
  readonly address: string;
  readonly identity: ProvenIdentity;
};

function accountQueries(deps: Deps, { id, email, address, identity }: NewAccount): readonly BatchQuery[] {
  const at = deps.now();
  const { firstName, lastName, emailVerified } = identity;
  return [
    insertUserQuery({
      id,
      email,
      emailCanonical: address,
      passwordHash: null,
      firstName,
      lastName,
      emailVerifiedAt: emailVerified ? at : null,
      at,
    }),
    insertRolesQuery(id, [CUSTOMER_ROLE]),
    insertIdentityQuery({
      ...identity,
      id: deps.newId(),
      userId: id,
      fromClaim: !emailVerified,
      at,
    }),
    outboxQuery(UserCreated, { userId: id }),
  ];
}

function emailMissing(): Refusal {
  const message = "Nothing was told about your e-mail address, which an account needs.";
  return new Refusal("unprocessable", "identity_email_missing", message);
}

function emailTaken(): Refusal {
  const message =
    "There is an account with this e-mail address. Sign in to it as you usually do, then link this way of signing in under Security.";
  return new Refusal("conflict", "identity_email_taken", message);
}
