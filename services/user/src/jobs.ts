// The user service's jobs.
import { enqueue, type JobHandler, onJob } from "@souk/jobs";
import { mailPasswordReset } from "./commands/mail-password-reset.ts";
import { resealSecrets } from "./commands/reseal-secrets.ts";
import { tendSigningKeys } from "./commands/tend-signing-keys.ts";
import { tidyAccounts } from "./commands/tidy-accounts.ts";
import type { Deps } from "./deps.ts";
import { MailPasswordReset, ResealSecrets, TendSigningKeys, TidyAccounts } from "./job-definitions.ts";
import { forgetWhatExpired } from "./second-factor/commands/forget-what-expired.ts";
import { sealedColumns } from "./sealed-columns.ts";

const HOUR_MS = 3_600_000;
/** Between two runs of which the first could not do everything. */
const BREATH_MS = 1_000;
const ONLY = "only";

export function jobs(
  deps: Deps,
  { signingKeyAgeMaxMs }: { readonly signingKeyAgeMaxMs: number | undefined },
): readonly JobHandler[] {
  return [
    onJob(MailPasswordReset, async ({ email }) => {
      await mailPasswordReset(deps, email);
      return "done";
    }),
    onJob(TidyAccounts, async () => {
      await forgetWhatExpired(deps);
      return { retryAfterMs: (await tidyAccounts(deps)) ? BREATH_MS : HOUR_MS };
    }),
    onJob(TendSigningKeys, async () => {
      await tendSigningKeys(deps, signingKeyAgeMaxMs);
      return { retryAfterMs: HOUR_MS };
    }),
    onJob(ResealSecrets, async () => {
      await resealSecrets(deps, sealedColumns);
      return "done";
    }),
  ];
}

/** What runs from time to time, and what a start may have made necessary. */
export async function startJobs({ db }: Pick<Deps, "db">): Promise<void> {
  await enqueue(db, TidyAccounts, { key: ONLY, data: {} });
  await enqueue(db, TendSigningKeys, { key: ONLY, data: {} });
  await enqueue(db, ResealSecrets, { key: ONLY, data: {} });
}
