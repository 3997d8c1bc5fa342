// Notes that somebody has forgotten a password. Whether there is such an account is looked up by the job, so that here the same is done for every
// address, and nothing can be read from how long it takes.
import { enqueue } from "@souk/jobs";
import type { Deps } from "../deps.ts";
import { canonicalEmail } from "../domain/user.ts";
import { MailPasswordReset } from "../job-definitions.ts";

export async function requestPasswordReset(deps: Deps, email: string): Promise<void> {
  const address = canonicalEmail(email);
  const key = deps.seal.sign(address, "password-reset").toString("hex");
  await enqueue(deps.db, MailPasswordReset, { key, data: { email: address } });
}
