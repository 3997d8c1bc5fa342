// Order numbers people can read out: random, so that they tell nothing about how much the shop sells.

/** Crockford's base 32 without letters that look like digits; https://www.crockford.com/base32.html */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
export const ORDER_NUMBER_BYTES = 10;

/** `SK-7F3K9-QXM2A` from ten random bytes (50 bits used); the database's unique index has the last word. */
export function orderNumberFrom(bytes: Uint8Array): string {
  const symbols = [...bytes.subarray(0, ORDER_NUMBER_BYTES)].map((byte) =>
    ALPHABET.charAt(byte % ALPHABET.length),
  );
  return `SK-${symbols.slice(0, 5).join("")}-${symbols.slice(5).join("")}`;
}
