// Where every kind of sign-in ends: this browser is the customer's from now on.
import type { Session } from "@souk/contracts";
import type { Shop } from "../../lib/shop.server.ts";

export function beginSession(shop: Shop, { accessToken, expiresIn, refreshToken }: Session): void {
  const { secondFactor, refresh } = shop.cookies.names;
  const before = shop.cookies.get(refresh);
  if (before !== undefined) shop.parts.sessions.forget(before);
  shop.parts.sessions.keep({ accessToken, expiresIn, refreshToken });
  shop.rememberSession(refreshToken);
  if (shop.cookies.get(secondFactor) !== undefined) shop.cookies.clear(secondFactor);
  shop.rereadCart(); // Asked for as the customer from now on, whose it becomes with the first detail they give.
}
