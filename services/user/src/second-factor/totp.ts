// One-time codes (RFC 6238) the way every authenticator app makes them: SHA-1, 6 digits, 30 s.
import { Secret, TOTP } from "otpauth";

const SECRET_BYTES = 20; // As long as SHA-1's output (RFC 4226, section 4).
const PERIOD_SECONDS = 30;
const DIGITS = 6;
/** The codes before and after are good too: clocks differ, and people take their time. */
const WINDOW_STEPS = 1;
const ISSUER = "Souk";

export function newTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** What a QR code shows. `account` is how the app lists it. */
export function totpUri(secret: string, account: string): string {
  return totpOf(secret, account).toString();
}

/** The step that the code belongs to; undefined where it belongs to none that is near. */
export function findTotpStep(secret: string, code: string, at: Date): number | undefined {
  const totp = totpOf(secret);
  const timestamp = at.getTime();
  const token = code.replaceAll(/\D/g, ""); // People type "123 456"; and the library throws on letters beyond ASCII.
  const distance = totp.validate({ token, timestamp, window: WINDOW_STEPS });
  return distance === null ? undefined : totp.counter({ timestamp }) + distance;
}

/** What secrets are sealed for; one account's opens as no other's. */
export function totpPurpose(userId: string): string {
  return `totp/${userId}`;
}

function totpOf(secret: string, label = ""): TOTP {
  return new TOTP({
    issuer: ISSUER,
    label,
    algorithm: "SHA1",
    digits: DIGITS,
    period: PERIOD_SECONDS,
    secret: Secret.fromBase32(secret),
  });
}
