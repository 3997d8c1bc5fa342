// Codes of gift cards: 16 characters of Crockford's base 32, 80 random bits; no letter looks like a digit, and none spells words with U.
// https://www.crockford.com/base32.html
export const GIFT_CARD_CODE_BYTES = 10;
const CODE_LENGTH = 16;
const GROUP_LENGTH = 4;
const BITS_PER_CHARACTER = 5;
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CODE = /^[0-9A-HJKMNP-TV-Z]{16}$/;

export function giftCardCodeFrom(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return Array.from({ length: CODE_LENGTH }, (_, index) => {
    const start = index * BITS_PER_CHARACTER;
    return ALPHABET.charAt(Number.parseInt(bits.slice(start, start + BITS_PER_CHARACTER), 2));
  }).join("");
}

/** As it is printed: XXXX-XXXX-XXXX-XXXX. */
export function printedCode(code: string): string {
  const groups = Array.from({ length: CODE_LENGTH / GROUP_LENGTH }, (_, index) =>
    code.slice(index * GROUP_LENGTH, (index + 1) * GROUP_LENGTH),
  );
  return groups.join("-");
}

export function last4Of(code: string): string {
  return code.slice(-GROUP_LENGTH);
}

/** The code that somebody typed: in any case, with spaces and hyphens, O for 0, I and L for 1. Undefined where it cannot be one. */
export function parseGiftCardCode(typed: string): string | undefined {
  const code = typed.toUpperCase().replaceAll(/[\s-]/g, "").replaceAll("O", "0").replaceAll(/[IL]/g, "1");
  return CODE.test(code) ? code : undefined;
}
