// Which passwords may be chosen. No rules about kinds of characters and no expiry (NIST SP 800-63B, section 3.1.1.2): long, not the
// address, and none of those that everybody tries first. The length is the contract's (packages/contracts/src/rest/users.ts).
import { Refusal } from "@souk/errors";
import { commonPasswords } from "./common-passwords.ts";
import { canonicalEmail } from "./user.ts";

export type PasswordChoice = {
  readonly password: string;
  readonly email: string;
  /** Where it stands in the body, such as `/password`. */
  readonly pointer: string;
};

export function requireGoodPassword({ password, email, pointer }: PasswordChoice): void {
  const plain = password.normalize("NFKC").trim().toLowerCase();
  const address = canonicalEmail(email);
  if (plain === address || plain === address.slice(0, address.lastIndexOf("@"))) {
    throw unsuitable(pointer, "email", "must not be the e-mail address");
  }
  if (isCommon(plain))
    throw unsuitable(pointer, "common", "is one of those that are tried first; choose another");
}

/** Also one of them with something small behind it, and one character over and over. */
function isCommon(plain: string): boolean {
  if (new Set(plain).size <= 2) return true;
  const stem = plain.replace(/[\d!?.@#$*_-]{1,4}$/, "");
  return commonPasswords.has(plain) || commonPasswords.has(stem);
}

function unsuitable(pointer: string, code: string, message: string): Refusal {
  return new Refusal("unprocessable", "password_unsuitable", "Please choose another password.", {
    fields: [{ pointer, code, message }],
  });
}
