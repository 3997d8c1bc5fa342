// REST of what somebody has as a second factor: the authenticator app and the recovery codes.
import { ConfirmTotpBody, RecoveryCodes, SecondFactor, TotpEnrolment } from "@souk/contracts";
import { json, noContent, route, type Route, signedIn } from "@souk/http";
import type { Deps } from "../deps.ts";
import { beginTotp } from "./commands/begin-totp.ts";
import { confirmTotp } from "./commands/confirm-totp.ts";
import { removeTotp } from "./commands/remove-totp.ts";
import { renewRecoveryCodes } from "./commands/renew-recovery-codes.ts";
import { listPasskeys } from "./store/passkeys.ts";
import { loadSecondFactor } from "./store/second-factors.ts";
import { toSecondFactorView } from "./views.ts";

const CODE_COST = 5;
const noStore = { headers: { "cache-control": "no-store" } };

export function totpRoutes(deps: Deps): readonly Route[] {
  const common = { tags: ["second factor"], access: signedIn(), ownership: "own second factor" } as const;
  /** Answers with secrets are not kept under an idempotency key. */
  const secret = { ...common, idempotency: "none", cost: CODE_COST, guessable: true } as const;
  return [
    route(
      "GET /users/second-factor",
      { ...common, summary: "What I have as a second factor", response: SecondFactor },
      async ({ caller: { userId } }) => {
        const [state, passkeys] = [
          await loadSecondFactor(deps.db, userId),
          await listPasskeys(deps.db, userId),
        ];
        return json(toSecondFactorView(state, passkeys), noStore);
      },
    ),
    route(
      "POST /users/second-factor/totp",
      { ...secret, summary: "Begin to set up an authenticator app", response: TotpEnrolment },
      async ({ caller }) => json(await beginTotp(deps, caller), noStore),
    ),
    route(
      "POST /users/second-factor/totp/confirm",
      {
        ...secret,
        summary: "Turn the authenticator app on with a code it shows",
        body: ConfirmTotpBody,
        response: RecoveryCodes,
      },
      async ({ body: { code }, caller }) =>
        json({ recoveryCodes: await confirmTotp(deps, { caller, code }) }, noStore),
    ),
    route(
      "DELETE /users/second-factor/totp",
      { ...common, summary: "Remove the authenticator app", status: 204 },
      async ({ caller }) => {
        await removeTotp(deps, caller);
        return noContent();
      },
    ),
    route(
      "POST /users/second-factor/recovery-codes",
      { ...secret, summary: "New recovery codes instead of the old ones", response: RecoveryCodes },
      async ({ caller }) => json({ recoveryCodes: await renewRecoveryCodes(deps, caller) }, noStore),
    ),
  ];
}
