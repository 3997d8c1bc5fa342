// Gives somebody a secret for an authenticator app. It counts for nothing until a code made with it comes back (confirm-totp.ts).
import type { TotpEnrolment } from "@souk/contracts";
import type { Deps } from "../../deps.ts";
import { loadUser } from "../../commands/load-user.ts";
import { requireFreshSession } from "../../commands/require-fresh-session.ts";
import { upsertTotpEnrolment } from "../store/second-factors.ts";
import { newTotpSecret, totpPurpose, totpUri } from "../totp.ts";

const ENROLMENT_MS = 900_000;

export type Caller = { readonly userId: string; readonly sessionId: string };

export async function beginTotp(deps: Deps, caller: Caller): Promise<TotpEnrolment> {
  await requireFreshSession(deps, caller);
  const { userId } = caller;
  const { email } = await loadUser(deps, userId);
  const secret = newTotpSecret();
  await upsertTotpEnrolment(deps.db, {
    userId,
    sealedSecret: deps.seal.close(secret, totpPurpose(userId)),
    expiresAt: new Date(deps.now().getTime() + ENROLMENT_MS),
  });
  return { secret, uri: totpUri(secret, email) };
}
