// The second step of a sign-in. A challenge bears five attempts. One-time codes are counted over all sign-ins of the account, too; passkeys and
// recovery codes cannot be guessed and are not held up, so that whoever has somebody's password cannot lock them out.
import type { SecondFactorBody } from "@souk/contracts";
import { assertNever, Refusal } from "@souk/errors";
import type { Client } from "../../client-of.ts";
import { completeSignIn } from "../../commands/complete-sign-in.ts";
import { loadUser } from "../../commands/load-user.ts";
import { takeCodeAttempt } from "../../commands/take-attempt.ts";
import type { Deps } from "../../deps.ts";
import { hashOfRecoveryCode } from "../domain/recovery-code.ts";
import { spendRecoveryCode } from "../store/second-factors.ts";
import { closeSignInChallenge, takeSignInAttempt } from "../store/sign-in-challenges.ts";
import {
  challengeInvalid,
  findWaitingSignIn,
  SIGN_IN_ATTEMPTS_MAX,
  type WaitingSignIn,
} from "./find-waiting-sign-in.ts";
import { acceptPasskey } from "./accept-passkey.ts";
import { spendTotpCode } from "./spend-totp-code.ts";

export type CompleteSecondFactor = { readonly proof: SecondFactorBody; readonly client: Client };

export async function completeSecondFactor(deps: Deps, { proof, client }: CompleteSecondFactor) {
  const waiting = await findWaitingSignIn(deps, proof.challenge);
  const { userId, tokenHash, passwordHash } = waiting;
  const codeAttempt = proof.method === "totp" ? await takeCodeAttempt(deps, userId) : undefined;
  // Counted before it is checked: of any number at once, no more than the allowed are looked at.
  const attempt = await takeSignInAttempt(deps.db, tokenHash, SIGN_IN_ATTEMPTS_MAX);
  if (attempt === undefined) throw challengeInvalid();
  if (!(await isProven(deps, waiting, proof))) throw proofInvalid(SIGN_IN_ATTEMPTS_MAX - attempt);
  await codeAttempt?.succeeded();
  if (!(await closeSignInChallenge(deps.db, tokenHash))) throw challengeInvalid();
  const user = await loadUser(deps, userId);
  return completeSignIn(deps, { user, client, provenBy: "second_factor", passwordHash });
}

async function isProven(deps: Deps, waiting: WaitingSignIn, proof: SecondFactorBody): Promise<boolean> {
  const { userId, tokenHash: signInChallenge } = waiting;
  switch (proof.method) {
    case "totp":
      return spendTotpCode(deps, userId, proof.code);
    case "recovery_code":
      return spendRecoveryCode(deps.db, userId, hashOfRecoveryCode(userId, proof.code));
    case "passkey": {
      const { ceremonyId, assertion } = proof;
      await acceptPasskey(deps, { purpose: "second_step", userId, signInChallenge, ceremonyId, assertion });
      return true;
    }
    default:
      return assertNever(proof);
  }
}

function proofInvalid(attemptsLeft: number): Refusal {
  return new Refusal(
    "unauthenticated",
    "second_factor_invalid",
    "This code is not right, or was used before.",
    {
      extra: { attemptsLeft },
    },
  );
}
