// What the user service's commands may use.
import type { Db } from "@souk/db";
import { databaseOf, type Host } from "@souk/service";
import type { Telemetry } from "@souk/telemetry";
import type { Config } from "./config.ts";
import { createIdentityProviders, type IdentityProviders } from "./identities/providers.ts";
import { createPasswords, type Passwords } from "./passwords.ts";
import { createSeal, type Seal } from "./seal.ts";
import { type RelyingParty, relyingPartyOf } from "./second-factor/relying-party.ts";
import { createSigningKeys, type SigningKeys } from "./signing-keys.ts";
import type { Database } from "./store/database.gen.ts";
import { type AccessTokens, createAccessTokens } from "./tokens.ts";

export type Deps = {
  readonly db: Db<Database>;
  readonly accessTokens: AccessTokens;
  readonly signingKeys: SigningKeys;
  readonly passwords: Passwords;
  readonly seal: Seal;
  readonly telemetry: Telemetry;
  /** The shop's origin, known once it listens. */
  readonly publicUrl: () => string;
  /** Whom passkeys are for. */
  readonly relyingParty: () => RelyingParty;
  /** Who else people may sign in with. */
  readonly identityProviders: IdentityProviders;
  readonly now: () => Date;
  readonly newId: () => string;
};

export async function createDeps(config: Config, host: Host): Promise<Deps> {
  const { now, newId, telemetry, publicUrl } = host;
  const db = databaseOf<Database>(host);
  const seal = createSeal(config.sealSecret, config.olderSealSecrets);
  const signingKeys = await createSigningKeys({ db, seal, now });
  const accessTokens = createAccessTokens({ ...signingKeys, now });
  const passwords = createPasswords(telemetry.metrics);
  const identityProviders = createIdentityProviders(config.identities, host);
  const relyingParty = () => relyingPartyOf(publicUrl(), config.webauthn);
  return {
    db,
    accessTokens,
    signingKeys,
    passwords,
    seal,
    telemetry,
    publicUrl,
    relyingParty,
    identityProviders,
    now,
    newId,
  };
}
