// What a passkey is, and a ceremony: one question to an authenticator. No I/O.

export type Passkey = {
  readonly id: string;
  readonly userId: string;
  readonly credentialId: string;
  readonly publicKey: Buffer;
  readonly transports: readonly string[];
  readonly name: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
};

/** A ceremony answers one purpose only: what was signed to sign in cannot confirm something else. */
export type CeremonyPurpose = "register" | "sign_in" | "second_step" | "reauthenticate";

export type Ceremony = {
  readonly id: string;
  readonly purpose: CeremonyPurpose;
  readonly challenge: string;
  /** Nobody is named who signs in by passkey alone. */
  readonly userId: string | undefined;
  /** The hash of the sign-in that waits for this. */
  readonly signInChallenge: Buffer | undefined;
  readonly expiresAt: Date;
};

export const CEREMONY_MS = 300_000;
export const PASSKEYS_MAX = 20;
