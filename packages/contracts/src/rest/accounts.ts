// REST contract of what somebody does with an account: proving the e-mail address, passwords, sessions.
import { z } from "zod";
import { Email, Id, requiredText, Timestamp } from "./common.ts";
import { WebAuthnJson } from "./second-factor.ts";
import { NewPassword, PasswordInput } from "./users.ts";

/** What a mailed link carries. */
const MailedToken = z.string().min(20).max(300);

export const VerifyEmailBody = z.strictObject({ token: MailedToken });
export const RequestPasswordResetBody = z.strictObject({ email: Email });
export const ResetPasswordBody = z.strictObject({ token: MailedToken, password: NewPassword });
export const ChangePasswordBody = z.strictObject({
  currentPassword: PasswordInput,
  newPassword: NewPassword,
});
export const ChangeEmailBody = z.strictObject({ newEmail: Email, password: PasswordInput });
export const ConfirmEmailChangeBody = z.strictObject({ token: MailedToken });
/** By the password, by a code of the authenticator app, or by a passkey (`POST /users/reauthenticate/passkey` begins it). */
export const ReauthenticateBody = z.union([
  z.strictObject({ password: PasswordInput }),
  z.strictObject({ totpCode: requiredText(20) }),
  z.strictObject({ ceremonyId: Id, assertion: WebAuthnJson }),
]);
export type ReauthenticateBody = z.infer<typeof ReauthenticateBody>;

/** A place where somebody is signed in. */
export const AccountSession = z
  .object({
    id: Id,
    /** The one that asks. */
    current: z.boolean(),
    /** Like "Firefox on Linux"; "Unknown device" where the browser does not say. */
    device: z.string(),
    /** The network signed in from, shortened to what does not name a household: "203.0.113.0/24". Null where it was not known. */
    network: z.string().nullable(),
    createdAt: Timestamp,
    lastUsedAt: Timestamp,
    expiresAt: Timestamp,
  })
  .meta({ id: "AccountSession" });
export type AccountSession = z.infer<typeof AccountSession>;
export const AccountSessionList = z
  .object({ items: z.array(AccountSession) })
  .meta({ id: "AccountSessionList" });

/** A new key is published at once and signs from `signsAt` on. */
export const SigningKeyRotation = z
  .object({ kid: z.string(), signsAt: Timestamp })
  .meta({ id: "SigningKeyRotation" });
export type SigningKeyRotation = z.infer<typeof SigningKeyRotation>;
