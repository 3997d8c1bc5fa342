// Takes a one-time code. Each is good once: the step it belongs to is written down by a statement that wins for one caller only.
import { Refusal } from "@souk/errors";
import type { Deps } from "../../deps.ts";
import { findTotpSecret, spendTotpStep } from "../store/second-factors.ts";
import { findTotpStep, totpPurpose } from "../totp.ts";

/** False where the code is wrong, was used, or the account has no authenticator app. */
export async function spendTotpCode(deps: Deps, userId: string, code: string): Promise<boolean> {
  const sealedSecret = await findTotpSecret(deps.db, userId);
  if (!sealedSecret) return false;
  const step = findTotpStep(deps.seal.open(sealedSecret, totpPurpose(userId)), code, deps.now());
  return step !== undefined && spendTotpStep(deps.db, userId, step);
}

/** To somebody who is signed in. */
export function totpCodeInvalid(pointer: string): Refusal {
  return new Refusal("unprocessable", "totp_code_invalid", "This code is not right, or was used before.", {
    fields: [{ pointer, code: "wrong", message: "must be what the app shows now" }],
  });
}
