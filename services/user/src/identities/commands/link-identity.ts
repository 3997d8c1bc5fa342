// Adds an account elsewhere to the ways in which somebody signs in. Their addresses need not be the same: it is the person who says that both are theirs.
import { inTransaction, runBatch } from "@souk/db";
import { Refusal } from "@souk/errors";
import { accountMailQueries } from "../../commands/request-account-mail.ts";
import type { Deps } from "../../deps.ts";
import { lockAccount } from "../../store/credentials.ts";
import { findSessionProof } from "../../store/sessions.ts";
import { isTaken } from "../../store/unique-violation.ts";
import { flowGone, type SignedIn } from "../domain/identity-flow.ts";
import type { ProvenIdentity } from "../domain/proven-identity.ts";
import {
  findOwnIdentity,
  findUserOfIdentity,
  type Identity,
  insertIdentityQuery,
  listIdentities,
} from "../store/identities.ts";

export const IDENTITIES_MAX = 20;

/** Linking what is linked already changes nothing. */
export async function linkIdentity(
  deps: Deps,
  { userId, sessionId }: SignedIn,
  proven: ProvenIdentity,
): Promise<Identity> {
  const at = deps.now();
  return inTransaction(deps.db, async (tx) => {
    await lockAccount(tx, userId);
    // The session may have been ended while they were away: then somebody else was at it.
    if (!(await findSessionProof(tx, { userId, sessionId }, at))) throw flowGone();
    const own = await findOwnIdentity(tx, proven, userId);
    if (own) return own;
    if ((await listIdentities(tx, userId)).length >= IDENTITIES_MAX) throw tooMany();
    if (await findUserOfIdentity(tx, proven)) throw identityTaken();
    const made = { ...proven, id: deps.newId(), createdAt: at, lastUsedAt: null };
    const value = deps.identityProviders.nameOf(proven.provider);
    await runBatch(tx, [
      insertIdentityQuery({ ...made, userId, fromClaim: false, at }),
      ...accountMailQueries(deps, { userId, purpose: "sign_in_method_added", value }),
    ]);
    return made;
  }).catch((error: unknown) => {
    throw isTaken(error) ? identityTaken() : error; // Somebody else linked it in this very moment.
  });
}

function identityTaken(): Refusal {
  const message =
    "This account opens another account of this shop. Sign in with it there and unlink it first.";
  return new Refusal("conflict", "identity_taken", message);
}

function tooMany(): Refusal {
  return new Refusal(
    "conflict",
    "identities_limit",
    `An account has at most ${IDENTITIES_MAX} linked accounts.`,
  );
}
