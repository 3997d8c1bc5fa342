// What mailed links do, once their page's button was pressed: prove an address, change it, choose a password.
import { isApiProblem } from "@souk/client";
import { findProblems, readValues } from "../../lib/forms.server.ts";
import type { Shop } from "../../lib/shop.server.ts";
import { accountMessagesFor } from "../../messages/use-account-messages.ts";
import { checkoutMessagesFor } from "../../messages/use-checkout-messages.ts";
import { refused, refusedBy, secretOf, type Refused } from "./form-outcome.server.ts";
import { forgetMailedToken, mailedToken, type MailedPage } from "./mailed-token.server.ts";
import { newPasswordProblems } from "./new-password.server.ts";

export type LinkOutcome =
  | { readonly status: "done" }
  /** Too old, used, or never ours. */
  | { readonly status: "invalid" }
  /** Somebody else proved the address first. */
  | { readonly status: "taken" }
  | Refused;

async function useLink(
  shop: Shop,
  page: MailedPage,
  work: (token: string) => Promise<unknown>,
): Promise<LinkOutcome> {
  try {
    await work(mailedToken(shop, page));
  } catch (error) {
    const outcome = outcomeOf(error);
    if (outcome.status !== "refused") forgetMailedToken(shop, page);
    return outcome;
  }
  forgetMailedToken(shop, page);
  return { status: "done" };
}

function outcomeOf(error: unknown): LinkOutcome {
  if (isApiProblem(error, "email_taken")) return { status: "taken" };
  const isAboutToken =
    isApiProblem(error, "link_invalid") ||
    (isApiProblem(error) && error.errors.some(({ pointer }) => pointer === "/token"));
  return isAboutToken
    ? { status: "invalid" }
    : refusedBy(error, {
        names: ["password"],
        says: {
          password_unsuitable: { name: "password", text: accountMessagesFor("en").passwordUnsuitable },
        },
      });
}

export const verifyEmail = (shop: Shop): Promise<LinkOutcome> =>
  useLink(shop, "verify-email", (token) => shop.api.users.verifyEmail(token));

export const confirmEmailChange = (shop: Shop): Promise<LinkOutcome> =>
  useLink(shop, "confirm-email-change", (token) => shop.api.users.confirmEmailChange(token));

/** Ends every session, this browser's too. */
export async function resetPassword(shop: Shop, form: FormData): Promise<LinkOutcome> {
  const password = secretOf(form, "password");
  const problems = newPasswordProblems(password, "password");
  if (problems.length > 0) return refused(problems);
  const outcome = await useLink(shop, "reset-password", (token) =>
    shop.api.users.resetPassword({ token, password }),
  );
  if (outcome.status === "done") await leaveSession(shop);
  return outcome;
}

async function leaveSession(shop: Shop): Promise<void> {
  const { refresh } = shop.cookies.names;
  const refreshToken = shop.cookies.get(refresh);
  if (refreshToken === undefined) return;
  await shop.forgetOtherSessions();
  shop.parts.sessions.forget(refreshToken);
  shop.cookies.clear(refresh);
}

export type ResetRequestOutcome = { readonly status: "sent"; readonly email: string } | Refused;

export async function requestReset(shop: Shop, form: FormData): Promise<ResetRequestOutcome> {
  const { email = "" } = readValues(form, ["email"]);
  const problems = findProblems({ email }, ["email"], checkoutMessagesFor("en"));
  if (problems.length > 0) return refused(problems, { email });
  try {
    await shop.api.users.requestPasswordReset(email);
    return { status: "sent", email };
  } catch (error) {
    const { failed } = accountMessagesFor("en");
    return refusedBy(error, { values: { email }, names: ["email"], otherwise: failed });
  }
}
