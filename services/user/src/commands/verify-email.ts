// Proves that the address of an account is its holder's, who could read the mail sent there.
import { UserUpdated } from "@souk/contracts";
import { inTransaction, runBatch } from "@souk/db";
import { outboxQuery } from "@souk/events";
import type { Deps } from "../deps.ts";
import { proveAddressQuery } from "../store/credentials.ts";
import { loadMailedLink, takeMailedLink } from "./load-mailed-link.ts";
import { refuseTaken } from "./refuse-taken.ts";

export async function verifyEmail(deps: Deps, token: string): Promise<void> {
  const wanted = { token, purposes: ["verify_email"] } as const;
  const { userId } = await loadMailedLink(deps, wanted);
  const work = inTransaction(deps.db, async (tx) => {
    await takeMailedLink({ ...deps, db: tx }, wanted, userId);
    await runBatch(tx, [proveAddressQuery(userId, deps.now()), outboxQuery(UserUpdated, { userId })]);
  });
  await refuseTaken(work);
}
