// Recovery codes: what to type when the phone is gone. 75 random bits each, so that a plain hash keeps them (nobody can try 2^75).
import { createHash, randomBytes } from "node:crypto";

export const RECOVERY_CODES = 10;
const GROUPS = 3;
const GROUP_LENGTH = 5;
/** Crockford's base 32: no I, L, O and U, which are misread. A byte's low five bits choose evenly. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

export function newRecoveryCodes(): readonly string[] {
  return Array.from({ length: RECOVERY_CODES }, newCode);
}

function newCode(): string {
  const letters = Array.from(randomBytes(GROUPS * GROUP_LENGTH), (byte) => ALPHABET.charAt(byte & 31));
  const groups = Array.from({ length: GROUPS }, (_, group) =>
    letters.slice(group * GROUP_LENGTH, (group + 1) * GROUP_LENGTH).join(""),
  );
  return groups.join("-");
}

/** However it is typed: small letters, spaces, no hyphens, and the letters that look like digits. */
export function hashOfRecoveryCode(userId: string, code: string): Buffer {
  const typed = code
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, "")
    .replaceAll("O", "0")
    .replaceAll(/[IL]/g, "1");
  return createHash("sha256").update(`${userId}/${typed}`).digest();
}
