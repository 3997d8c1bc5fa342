// The new address was proven: it is the account's from now on, and the old one is told.
import { UserUpdated } from "@souk/contracts";
import { inTransaction, runBatch } from "@souk/db";
import { outboxQuery } from "@souk/events";
import type { Deps } from "../deps.ts";
import { canonicalEmail } from "../domain/user.ts";
import { changeEmailQuery } from "../store/credentials.ts";
import { loadMailedLink, takeMailedLink } from "./load-mailed-link.ts";
import { refuseTaken } from "./refuse-taken.ts";
import { accountMailQueries } from "./request-account-mail.ts";

export async function confirmEmailChange(deps: Deps, token: string): Promise<void> {
  const wanted = { token, purposes: ["change_email"] } as const;
  const { userId } = await loadMailedLink(deps, wanted);
  const work = inTransaction(deps.db, async (tx) => {
    const { recipient: email, accountEmail } = await takeMailedLink({ ...deps, db: tx }, wanted, userId);
    const at = deps.now();
    await runBatch(tx, [
      changeEmailQuery(userId, { email, emailCanonical: canonicalEmail(email), at }),
      outboxQuery(UserUpdated, { userId }),
      ...accountMailQueries(deps, { userId, purpose: "email_changed", value: accountEmail }),
    ]);
  });
  await refuseTaken(work);
}
