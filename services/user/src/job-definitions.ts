// The durable jobs of accounts.
import { defineJob } from "@souk/jobs";

const FOR_EVER = Number.MAX_SAFE_INTEGER;

/** Asked for by somebody who says they have forgotten the password of this address. */
export const MailPasswordReset = defineJob<{ readonly email: string }>({ name: "user.mail_password_reset" });
/** Clears away what is over. */
export const TidyAccounts = defineJob<object>({ name: "user.tidy_accounts", attemptsMax: FOR_EVER });
/** Exchanges old signing keys and deletes expired ones. */
export const TendSigningKeys = defineJob<object>({ name: "user.tend_signing_keys", attemptsMax: FOR_EVER });
/** Moves what is sealed to the newest key. */
export const ResealSecrets = defineJob<object>({ name: "user.reseal_secrets" });
