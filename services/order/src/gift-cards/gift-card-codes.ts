// Makes codes of gift cards and the keyed hashes by which they are found. Whoever has the database alone can neither read nor try codes.
import { createHmac, randomBytes } from "node:crypto";
import { GIFT_CARD_CODE_BYTES, giftCardCodeFrom } from "./domain/gift-card-code.ts";

export type GiftCardCodes = {
  newCode(): string;
  hashOf(code: string): Buffer;
};

export function createGiftCardCodes(secret: string): GiftCardCodes {
  return {
    newCode: () => giftCardCodeFrom(randomBytes(GIFT_CARD_CODE_BYTES)),
    hashOf: (code) => createHmac("sha256", secret).update(`gift-card:${code}`).digest(),
  };
}
