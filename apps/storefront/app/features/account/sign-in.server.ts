// Signing in, registering and signing out on the server. The browser keeps only the refresh token, in a cookie that scripts cannot read.
import { isApiProblem } from "@souk/client";
import { PASSWORD_LENGTH_MIN } from "@souk/contracts";
import { findProblems, readValues } from "../../lib/forms.server.ts";
import type { Shop } from "../../lib/shop.server.ts";
import { accountMessagesFor } from "../../messages/use-account-messages.ts";
import { checkoutMessagesFor } from "../../messages/use-checkout-messages.ts";
import { beginSession } from "./begin-session.server.ts";
import { refused, refusedBy, secretOf, type Refused } from "./form-outcome.server.ts";
import { newPasswordProblems } from "./new-password.server.ts";
import { keepSecondFactor } from "./second-factor.server.ts";

export type SignInOutcome =
  | { readonly status: "signed_in" }
  /** The first factor was right; what the second one needs is in a cookie. */
  | { readonly status: "second_factor" }
  | Refused;

const LOGIN_FIELDS = ["email", "password"] as const;
const REGISTER_FIELDS = ["firstName", "lastName", "email", "password"] as const;
export const passwordLengthMin = PASSWORD_LENGTH_MIN;

export async function signIn(shop: Shop, form: FormData): Promise<SignInOutcome> {
  const { email = "" } = readValues(form, ["email"]);
  const password = secretOf(form, "password");
  const values = { email };
  const problems = findProblems({ email, password }, LOGIN_FIELDS, checkoutMessagesFor("en"));
  if (problems.length > 0) return refused(problems, values);
  try {
    await beginSession(shop, (await shop.api.users.login({ email, password })).data);
    return { status: "signed_in" };
  } catch (error) {
    if (keepSecondFactor(shop, error)) return { status: "second_factor" };
    const { failed, closed } = accountMessagesFor("en").signIn;
    const says = { account_closed: { text: closed } };
    return refusedBy(error, { values, names: LOGIN_FIELDS, says, otherwise: failed });
  }
}

export async function register(shop: Shop, form: FormData): Promise<SignInOutcome> {
  const { email = "", firstName = "", lastName = "" } = readValues(form, ["email", "firstName", "lastName"]);
  const values = { firstName, lastName, email };
  const password = secretOf(form, "password");
  const problems = [
    ...findProblems(values, REGISTER_FIELDS, checkoutMessagesFor("en")),
    ...newPasswordProblems(password, "password"),
  ];
  if (problems.length > 0) return refused(problems, values);
  try {
    await beginSession(shop, (await shop.api.users.register({ ...values, password })).data);
    return { status: "signed_in" };
  } catch (error) {
    if (keepSecondFactor(shop, error)) return { status: "second_factor" }; // The account was there already, with this very password.
    const words = accountMessagesFor("en");
    const says = { password_unsuitable: { name: "password", text: words.passwordUnsuitable } };
    return refusedBy(error, { values, names: REGISTER_FIELDS, says, otherwise: words.register.failed });
  }
}

/** Ends the session here and, where it can be reached, there. */
export async function signOut(shop: Shop): Promise<void> {
  const { refresh } = shop.cookies.names;
  const refreshToken = shop.cookies.get(refresh);
  if (refreshToken === undefined) return;
  const api = await shop.customerApi();
  shop.parts.sessions.forget(refreshToken);
  shop.cookies.clear(refresh);
  shop.forgetCart();
  try {
    await api.users.logout(refreshToken);
  } catch (error) {
    if (!isApiProblem(error)) throw error; // The cookie is gone in any case; the session ends by itself.
  }
}
