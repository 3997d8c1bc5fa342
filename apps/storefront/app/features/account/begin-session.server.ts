// Where every kind of sign-in ends: this browser is the customer's from now on, and what is in its bag becomes theirs.
import type { Session } from "@souk/contracts";
import type { Shop } from "../../lib/shop.server.ts";
import { takeCartAlong } from "./take-cart-along.server.ts";

export async function beginSession(
  shop: Shop,
  { accessToken, expiresIn, refreshToken }: Session,
): Promise<void> {
  const { secondFactor, refresh } = shop.cookies.names;
  const before = shop.cookies.get(refresh);
  if (before !== undefined) shop.parts.sessions.forget(before);
  shop.parts.sessions.keep({ accessToken, expiresIn, refreshToken });
  shop.rememberSession(refreshToken);
  if (shop.cookies.get(secondFactor) !== undefined) shop.cookies.clear(secondFactor);
  await takeCartAlong(shop);
}
