// Guests' order tokens: derived from the order's id and a secret, so that nothing needs to be stored and any order's mail can carry one.
import { createHmac, timingSafeEqual } from "node:crypto";

export type GuestTokens = {
  tokenFor(orderId: string): string;
  isTokenFor(orderId: string, token: string): boolean;
};

export function createGuestTokens(secret: string): GuestTokens {
  const tokenFor = (orderId: string): string =>
    createHmac("sha256", secret).update(`order:${orderId}`).digest("base64url");
  return {
    tokenFor,
    isTokenFor(orderId, token) {
      const expected = Buffer.from(tokenFor(orderId));
      const given = Buffer.from(token);
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
  };
}
