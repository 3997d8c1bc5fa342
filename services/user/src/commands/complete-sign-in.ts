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
  /** The hash of the password that was right, where one was. */
  readonly passwordHash?: string | null;
  /** Written in the session's transaction, before it: the account that is opened with it, a challenge that is used up. */
  readonly alongside?: readonly BatchQuery[];
};

export async function completeSignIn(
  deps: Deps,
  { user, client, provenBy, passwordHash, alongside }: CompleteSignIn,
): Promise<{ user: User; tokens: SessionTokens }> {
  if (!user.active) throw new Refusal("unauthenticated", "account_closed", "This account is closed.");
  await requireSecondFactor(deps, user, provenBy);
  const proven = {
    passwordHash: passwordHash ?? undefined,
    provesSecondFactor: provesSecondFactor(provenBy),
  };
  return { user, tokens: await openSession(deps, { user, client, alongside, ...proven }) };
}
