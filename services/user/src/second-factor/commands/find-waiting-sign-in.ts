// Finds whose sign-in waits for its second factor under a challenge.
import { Refusal } from "@souk/errors";
import type { Deps } from "../../deps.ts";
import { hashOf } from "../../refresh-token.ts";
import { findSignInChallenge, type FoundChallenge } from "../store/sign-in-challenges.ts";

export const SIGN_IN_ATTEMPTS_MAX = 5;

export type WaitingSignIn = FoundChallenge & { readonly tokenHash: Buffer };

export async function findWaitingSignIn(deps: Deps, challenge: string): Promise<WaitingSignIn> {
  const tokenHash = hashOf(challenge);
  const found = await findSignInChallenge(deps.db, {
    tokenHash,
    at: deps.now(),
    attemptsMax: SIGN_IN_ATTEMPTS_MAX,
  });
  if (found) return { ...found, tokenHash };
  throw challengeInvalid();
}

/** Too late, tried too often, complete already, or never given out: all the same to the caller. */
export function challengeInvalid(): Refusal {
  return new Refusal(
    "unauthenticated",
    "second_factor_challenge_invalid",
    "Please sign in again from the start.",
  );
}
