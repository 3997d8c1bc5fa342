// A new password by a mailed link, for who forgot theirs or was invited. It proves the address too, ends every session and tells the mailbox.
import { UserUpdated } from "@souk/contracts";
import { inTransaction, runBatch } from "@souk/db";
import { outboxQuery } from "@souk/events";
import type { Deps } from "../deps.ts";
import { requireGoodPassword } from "../domain/passwords.ts";
import { deleteIdentitiesOfClaimQuery } from "../identities/store/identities.ts";
import { setPasswordQuery } from "../store/credentials.ts";
import { revokeSessionsOfUserQuery } from "../store/sessions.ts";
import { loadMailedLink, takeMailedLink } from "./load-mailed-link.ts";
import { refuseTaken } from "./refuse-taken.ts";
import { accountMailQueries } from "./request-account-mail.ts";

export type ResetPassword = { readonly token: string; readonly password: string };

export async function resetPassword(deps: Deps, { token, password }: ResetPassword): Promise<void> {
  const wanted = { token, purposes: ["reset_password", "invitation"] } as const;
  const { userId, recipient } = await loadMailedLink(deps, wanted);
  requireGoodPassword({ password, email: recipient, pointer: "/password" });
  const passwordHash = await deps.passwords.hash(password);
  const work = inTransaction(deps.db, async (tx) => {
    const link = await takeMailedLink({ ...deps, db: tx }, wanted, userId);
    const at = deps.now();
    await runBatch(tx, [
      setPasswordQuery(userId, passwordHash, at),
      deleteIdentitiesOfClaimQuery(userId),
      revokeSessionsOfUserQuery(userId, { reason: "password_reset", at }),
      outboxQuery(UserUpdated, { userId }),
      // Who was invited chose a first password; there is nothing to be warned of.
      ...(link.purpose === "invitation"
        ? []
        : accountMailQueries(deps, { userId, purpose: "password_changed" })),
    ]);
  });
  await refuseTaken(work);
}
