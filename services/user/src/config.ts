// The only reader of the user service's environment.
import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from "@souk/contracts";
import type { Environment } from "@souk/service";
import { z } from "zod";
import { type IdentitySettings, identitySettings, identityVariables } from "./identities/config.ts";
import type { RelyingPartySettings } from "./second-factor/relying-party.ts";

const SECRET_LENGTH_MIN = 32;
const KEY_AGE_MAX_DAYS = 3650;
const DAY_MS = 86_400_000;

const sealSecret = z.string().min(SECRET_LENGTH_MIN);
const secretList = z
  .string()
  .default("")
  .transform((list) => list.split(",").map((secret) => secret.trim()))
  .transform((secrets) => secrets.filter((secret) => secret !== ""))
  .pipe(z.array(sealSecret));

const originList = z
  .string()
  .transform((list) => list.split(",").map((origin) => origin.trim()))
  .pipe(z.array(z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin)).min(1));

const schema = z.object({
  SOUK_ADMIN_EMAIL: z.email().default("admin@souk.example"),
  SOUK_ADMIN_PASSWORD: z.string().min(PASSWORD_LENGTH_MIN).max(PASSWORD_LENGTH_MAX).optional(),
  /** Seals what must not be readable in the database. */
  USER_SEAL_SECRET: sealSecret,
  /** What it was before, with commas: opens what was sealed then. */
  USER_SEAL_SECRETS_OLD: secretList,
  /** How old a key that signs access tokens may become; without it, keys are exchanged by hand alone. */
  USER_SIGNING_KEY_AGE_DAYS: z.coerce.number().int().min(1).max(KEY_AGE_MAX_DAYS).optional(),
  /** The domain that passkeys are bound to. */
  USER_WEBAUTHN_RP_ID: z
    .string()
    .regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/, { error: "must be a domain in small letters" })
    .optional(),
  /** Where pages that use them may come from, with commas. */
  USER_WEBAUTHN_ORIGINS: originList.optional(),
  ...identityVariables,
});

export type Config = {
  readonly adminEmail: string;
  /** Made where none is given, when the first administrator is. */
  readonly adminPassword: string | undefined;
  readonly sealSecret: string;
  readonly olderSealSecrets: readonly string[];
  readonly signingKeyAgeMaxMs: number | undefined;
  readonly webauthn: RelyingPartySettings;
  /** Who else people may sign in with. */
  readonly identities: IdentitySettings;
};

export function readConfig(env: Environment): Config {
  const values = schema.parse(env);
  const ageDays = values.USER_SIGNING_KEY_AGE_DAYS;
  return {
    adminEmail: values.SOUK_ADMIN_EMAIL,
    adminPassword: values.SOUK_ADMIN_PASSWORD,
    sealSecret: values.USER_SEAL_SECRET,
    olderSealSecrets: values.USER_SEAL_SECRETS_OLD,
    signingKeyAgeMaxMs: ageDays === undefined ? undefined : ageDays * DAY_MS,
    webauthn: { rpId: values.USER_WEBAUTHN_RP_ID, origins: values.USER_WEBAUTHN_ORIGINS },
    identities: identitySettings(values),
  };
}
