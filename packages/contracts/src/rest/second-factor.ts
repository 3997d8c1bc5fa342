// REST contract of the second factor: one-time codes (RFC 6238), recovery codes, passkeys (WebAuthn level 3).
import { z } from "zod";
import { Id, requiredText, Timestamp } from "./common.ts";

export const secondFactorMethods = ["totp", "passkey", "recovery_code"] as const;
export type SecondFactorMethod = (typeof secondFactorMethods)[number];

/** What the browser's WebAuthn API gives and takes, as JSON; the user service checks it in full. */
export const WebAuthnJson = z.record(z.string(), z.json());
const Challenge = z.string().min(20).max(300);

/**
 * The extension members of the problem `second_factor_required` (401), which answers a sign-in whose first factor was right:
 * `challenge` goes back with the second one, within `expiresIn` seconds.
 */
export const SecondFactorRequired = z
  .object({
    challenge: z.string(),
    methods: z.array(z.enum(secondFactorMethods)),
    expiresIn: z.int(),
    /** Where a sign-in with a provider wanted to go afterwards (see IdentityOutcome). */
    returnTo: z.string().nullable().optional(),
  })
  .meta({ id: "SecondFactorRequired" });
export type SecondFactorRequired = z.infer<typeof SecondFactorRequired>;

export const SecondFactorBody = z.discriminatedUnion("method", [
  z.strictObject({ method: z.literal("totp"), challenge: Challenge, code: requiredText(20) }),
  z.strictObject({ method: z.literal("recovery_code"), challenge: Challenge, code: requiredText(40) }),
  z.strictObject({
    method: z.literal("passkey"),
    challenge: Challenge,
    ceremonyId: Id,
    assertion: WebAuthnJson,
  }),
]);
export type SecondFactorBody = z.infer<typeof SecondFactorBody>;
export const SecondFactorPasskeyBody = z.strictObject({ challenge: Challenge });

/** `options` go to `navigator.credentials` as they are; `ceremonyId` comes back with what the browser gave. */
export const PasskeyCeremony = z
  .object({ ceremonyId: Id, options: WebAuthnJson })
  .meta({ id: "PasskeyCeremony" });
export type PasskeyCeremony = z.infer<typeof PasskeyCeremony>;
export const PasskeyLoginBody = z.strictObject({ ceremonyId: Id, assertion: WebAuthnJson });
export const CreatePasskeyBody = z.strictObject({
  ceremonyId: Id,
  name: requiredText(60),
  attestation: WebAuthnJson,
});
export const RenamePasskeyBody = z.strictObject({ name: requiredText(60) });

export const Passkey = z
  .object({ id: Id, name: z.string(), createdAt: Timestamp, lastUsedAt: Timestamp.nullable() })
  .meta({ id: "Passkey" });
export type Passkey = z.infer<typeof Passkey>;
/** `recoveryCodes` comes with the first second factor of an account, and is shown this once; otherwise null. */
export const NewPasskey = Passkey.extend({ recoveryCodes: z.array(z.string()).nullable() }).meta({
  id: "NewPasskey",
});
export type NewPasskey = z.infer<typeof NewPasskey>;

export const SecondFactor = z
  .object({
    /** Staff only: without a second factor the session has no permissions. */
    required: z.boolean(),
    totp: z.object({ enabled: z.boolean(), enabledAt: Timestamp.nullable() }),
    recoveryCodesLeft: z.int(),
    passkeys: z.array(Passkey),
  })
  .meta({ id: "SecondFactor" });
export type SecondFactor = z.infer<typeof SecondFactor>;

/** Shown once. `uri` is what a QR code shows (otpauth://). */
export const TotpEnrolment = z.object({ secret: z.string(), uri: z.string() }).meta({ id: "TotpEnrolment" });
export type TotpEnrolment = z.infer<typeof TotpEnrolment>;
export const ConfirmTotpBody = z.strictObject({ code: requiredText(20) });
/** Shown once; each opens the account a single time. */
export const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()) }).meta({ id: "RecoveryCodes" });
export type RecoveryCodes = z.infer<typeof RecoveryCodes>;

export const SignInPolicy = z
  .object({ staffSecondFactor: z.enum(["optional", "required"]), version: z.int() })
  .meta({ id: "SignInPolicy" });
export type SignInPolicy = z.infer<typeof SignInPolicy>;
export const SignInPolicyBody = z.strictObject({ staffSecondFactor: z.enum(["optional", "required"]) });
