// Tokens from mailed links. The token leaves the address at once, and with it the history and what other sites are told; a cookie keeps it until the
// page's button is pressed. Opening the link changes nothing, so that programs that look into mails use nothing up.
import { redirect } from "react-router";
import type { Shop } from "../../lib/shop.server.ts";

const TOKEN_LENGTH_MAX = 300;
const KEPT_SECONDS = 3_600;

export type MailedPage = "verify-email" | "reset-password" | "confirm-email-change";

/** Whether there is a token to use; one in the address is taken out of it first. */
export function holdMailedToken(shop: Shop, url: URL, page: MailedPage): boolean {
  const name = shop.cookies.names.mailed(page);
  const token = url.searchParams.get("token");
  if (token === null) return shop.cookies.get(name) !== undefined;
  if (token.length <= TOKEN_LENGTH_MAX) shop.cookies.set(name, token, { maxAgeSeconds: KEPT_SECONDS });
  throw redirect(`/${page}`, 303);
}

export const mailedToken = ({ cookies }: Shop, page: MailedPage): string =>
  cookies.get(cookies.names.mailed(page)) ?? "";

export function forgetMailedToken({ cookies }: Shop, page: MailedPage): void {
  cookies.clear(cookies.names.mailed(page));
}
