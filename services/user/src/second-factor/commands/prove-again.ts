// Somebody who is signed in proves with a second factor that it is still them (POST /users/reauthenticate).
import { takeCodeAttempt } from "../../commands/take-attempt.ts";
import type { Deps } from "../../deps.ts";
import { acceptPasskey } from "./accept-passkey.ts";
import { totpCodeInvalid, spendTotpCode } from "./spend-totp-code.ts";

export type FactorProof =
  | { readonly totpCode: string }
  | { readonly ceremonyId: string; readonly assertion: unknown };

/** Refuses what does not prove it. */
export async function proveAgain(deps: Deps, userId: string, proof: FactorProof): Promise<void> {
  if (!("totpCode" in proof)) {
    await acceptPasskey(deps, { purpose: "reauthenticate", userId, signInChallenge: undefined, ...proof });
    return;
  }
  const attempt = await takeCodeAttempt(deps, userId);
  if (!(await spendTotpCode(deps, userId, proof.totpCode))) throw totpCodeInvalid("/totpCode");
  await attempt.succeeded();
}
