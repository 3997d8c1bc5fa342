// Waiting for what is sold out: asking to be told, and the links in the mails about it.
import { isApiProblem } from "@souk/client";
import { redirect } from "react-router";
import type { Shop } from "../../lib/shop.server.ts";
import { catalogueMessagesFor } from "../../messages/use-catalogue-messages.ts";

export type WaitingOutcome =
  | { readonly status: "waiting" | "confirmation_sent" }
  | {
      readonly status: "refused";
      readonly message: string;
      readonly email: string;
      readonly isAboutEmail: boolean;
    };

const TOO_MANY = 429;
const NOT_FOUND = 404;
const SERVER_ERROR_MIN = 500;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
};

function refusal(error: unknown, email: string): WaitingOutcome {
  if (!isApiProblem(error) || error.status >= SERVER_ERROR_MIN || error.status === 0) throw error;
  const { backInStock: words } = catalogueMessagesFor("en");
  const isAboutEmail = error.errors.some(({ pointer }) => pointer === "/email");
  const texts: Readonly<Record<string, string>> = {
    in_stock: words.inStock,
    waiting_for_too_much: words.tooMany,
  };
  const byStatus: Readonly<Record<number, string>> = { [TOO_MANY]: words.busy, [NOT_FOUND]: words.gone };
  const message = isAboutEmail
    ? words.emailWrong
    : (texts[error.code] ?? byStatus[error.status] ?? words.failed);
  return { status: "refused", message, email, isAboutEmail };
}

/** Who is signed in is written to where the account says; a guest says where to. */
export async function waitForVariant(shop: Shop, form: FormData): Promise<WaitingOutcome> {
  const api = await shop.customerApi();
  const email = textOf(form, "email");
  if (!shop.hasSession && !EMAIL.test(email)) {
    const { emailWrong } = catalogueMessagesFor("en").backInStock;
    return { status: "refused", message: emailWrong, email, isAboutEmail: true };
  }
  try {
    const body = shop.hasSession ? {} : { email };
    return { status: (await api.backInStock.subscribe(textOf(form, "variantId"), body)).data.status };
  } catch (error) {
    return refusal(error, email);
  }
}

const TOKEN_LENGTH_MAX = 64;
const KEPT_SECONDS = 3_600;
type LinkedPage = "confirm" | "unsubscribe";

const cookieOf = ({ cookies }: Shop, page: LinkedPage): string =>
  cookies.names.mailed(`back-in-stock-${page}`);

/** The token leaves the address at once and waits in a cookie for the page's button: opening a link changes nothing. */
export function holdWaitingToken(shop: Shop, url: URL, page: LinkedPage): boolean {
  const token = url.searchParams.get("token");
  if (token === null) return shop.cookies.get(cookieOf(shop, page)) !== undefined;
  if (token.length <= TOKEN_LENGTH_MAX)
    shop.cookies.set(cookieOf(shop, page), token, { maxAgeSeconds: KEPT_SECONDS });
  throw redirect(`/back-in-stock/${page}`, 303);
}

export type LinkOutcome =
  | { readonly status: "waiting" | "in_stock"; readonly productSlug: string; readonly productName: string }
  | { readonly status: "ended" | "broken" };

const isGone = (error: unknown): boolean =>
  isApiProblem(error) && error.status >= 400 && error.status < SERVER_ERROR_MIN && error.status !== TOO_MANY;

/** The token is used once: afterwards the cookie has nothing to keep. */
export async function confirmWaiting(shop: Shop): Promise<LinkOutcome> {
  const name = cookieOf(shop, "confirm");
  const token = shop.cookies.get(name) ?? "";
  try {
    const { status, productSlug, productName } = (await shop.api.backInStock.confirm(token)).data;
    shop.cookies.clear(name);
    return { status, productSlug, productName };
  } catch (error) {
    if (!isGone(error)) throw error;
    shop.cookies.clear(name);
    return { status: "broken" };
  }
}

export async function endWaiting(shop: Shop): Promise<LinkOutcome> {
  const name = cookieOf(shop, "unsubscribe");
  const token = shop.cookies.get(name) ?? "";
  try {
    await shop.api.backInStock.unsubscribe(token);
  } catch (error) {
    if (!isGone(error)) throw error; // A link that opens nothing has nothing to end.
  }
  shop.cookies.clear(name);
  return { status: "ended" };
}
