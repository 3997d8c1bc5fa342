// The one place where every kind of sign-in ends: a session for somebody who proved who they are.
import type { BatchQuery } from "@souk/db";
import { Refusal } from "@souk/errors";
import type { Client } from "../client-of.ts";
import type { Deps } from "../deps.ts";
import type { User } from "../domain/user.ts";
import { requireSecondFactor } from "../second-factor/commands/require-second-factor.ts";
import { type ProvenBy, provesSecondFactor } from "../second-factor/domain/second-factor.ts";
import { openSession, type SessionTokens } from "./open-session.ts";

export type CompleteSignIn = {
  readonly user: User;
  readonly client: Client;
  readonly provenBy: ProvenBy;
  /** The hash of the password that was right, where one was: it counts only while it is the account's. */
  readonly passwordHash?: string | null;
  /** Written in the session's transaction, before it: that an identity was used. */
  readonly alongside?: readonly BatchQuery[];
};

export async function completeSignIn(
  deps: Deps,
  { user, client, provenBy, passwordHash = null, alongside }: CompleteSignIn,
): Promise<{ user: User; tokens: SessionTokens }> {
  if (!user.active) throw new Refusal("unauthenticated", "account_closed", "This account is closed.");
  await requireSecondFactor(deps, { user, provenBy, passwordHash });
  const proven = { passwordHash, provesSecondFactor: provesSecondFactor(provenBy) };
  return { user, tokens: await openSession(deps, { user, client, alongside, ...proven }) };
}
