// Who is signed in and knows the old password chooses a new one. The other sessions end, and the mailbox is told.
import { UserUpdated } from "@souk/contracts";
import { inTransaction, runBatch } from "@souk/db";
import { Refusal } from "@souk/errors";
import { outboxQuery } from "@souk/events";
import type { Client } from "../client-of.ts";
import type { Deps } from "../deps.ts";
import { requireGoodPassword } from "../domain/passwords.ts";
import { changePasswordHash } from "../store/credentials.ts";
import { renewProofQuery, revokeOtherSessionsQuery } from "../store/sessions.ts";
import { checkOwnPassword } from "./check-own-password.ts";
import { accountMailQueries } from "./request-account-mail.ts";

export type ChangePassword = {
  readonly userId: string;
  readonly sessionId: string;
  readonly currentPassword: string;
  readonly newPassword: string;
  readonly client: Client;
};

export async function changePassword(deps: Deps, command: ChangePassword): Promise<void> {
  const { userId, sessionId, currentPassword: password, newPassword, client } = command;
  const account = await checkOwnPassword(deps, { userId, password, client, pointer: "/currentPassword" });
  requireGoodPassword({ password: newPassword, email: account.email, pointer: "/newPassword" });
  const passwordHash = await deps.passwords.hash(newPassword);
  await inTransaction(deps.db, async (tx) => {
    const at = deps.now();
    if (!(await changePasswordHash(tx, account, { passwordHash, at }))) {
      throw new Refusal("conflict", "user_busy", "The password was just changed elsewhere.");
    }
    await runBatch(tx, [
      revokeOtherSessionsQuery({ sessionId, userId }, { reason: "password_changed", at }),
      renewProofQuery(sessionId, at),
      outboxQuery(UserUpdated, { userId }),
      ...accountMailQueries(deps, { userId, purpose: "password_changed" }),
    ]);
  });
}
