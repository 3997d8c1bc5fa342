// The gate of every sign-in: who has a second factor and proved one only, gets a challenge instead of a session.
import { randomBytes } from "node:crypto";
import { type SecondFactorRequired } from "@souk/contracts";
import { Refusal } from "@souk/errors";
import type { Deps } from "../../deps.ts";
import type { User } from "../../domain/user.ts";
import { hashOf } from "../../refresh-token.ts";
import { type ProvenBy, provesSecondFactor, usableMethods } from "../domain/second-factor.ts";
import { loadSecondFactor } from "../store/second-factors.ts";
import { insertSignInChallenge } from "../store/sign-in-challenges.ts";

export const SIGN_IN_CHALLENGE_SECONDS = 300;
const MS_PER_SECOND = 1000;
const TOKEN_BYTES = 32;

export type FirstFactor = {
  readonly user: User;
  readonly provenBy: ProvenBy;
  /** The hash of the password that was right, where one was: the challenge is void with another one. */
  readonly passwordHash: string | null;
};

export async function requireSecondFactor(deps: Deps, first: FirstFactor): Promise<void> {
  const { user, provenBy, passwordHash } = first;
  if (!user.hasSecondFactor || provesSecondFactor(provenBy)) return;
  const challenge = randomBytes(TOKEN_BYTES).toString("base64url");
  const expiresAt = new Date(deps.now().getTime() + SIGN_IN_CHALLENGE_SECONDS * MS_PER_SECOND);
  const tokenHash = hashOf(challenge);
  await insertSignInChallenge(deps.db, { tokenHash, userId: user.id, expiresAt, passwordHash });
  const methods = usableMethods(await loadSecondFactor(deps.db, user.id));
  const extra = {
    challenge,
    methods,
    expiresIn: SIGN_IN_CHALLENGE_SECONDS,
  } satisfies SecondFactorRequired;
  throw new Refusal("unauthenticated", "second_factor_required", "Please prove it with a second factor.", {
    extra,
  });
}
