// Signing in, registering and signing out on the server. The browser keeps only the refresh token, in a cookie that scripts cannot read.
import { isApiProblem } from "@souk/client";
import { PASSWORD_LENGTH_MIN, type Session } from "@souk/contracts";
import type { FieldProblem } from "@souk/ui";
import { findProblems, problemsOf, readValues, type Values } from "../../lib/forms.server.ts";
import type { Shop } from "../../lib/shop.server.ts";
import type { CheckoutMessages } from "../../messages/en-checkout.ts";

export type SignInOutcome =
  | { readonly status: "signed_in" }
  | {
      readonly status: "refused";
      readonly values: Values;
      readonly problems: readonly FieldProblem[];
      readonly message?: string;
    };

const LOGIN_FIELDS = ["email", "password"] as const;
const REGISTER_FIELDS = ["firstName", "lastName", "email", "password"] as const;
export const passwordLengthMin = PASSWORD_LENGTH_MIN;

/** A password is never sent back into a page. */
const withoutPassword = (values: Values): Values => ({ ...values, password: "" });

function begin(shop: Shop, { accessToken, expiresIn, refreshToken }: Session): SignInOutcome {
  shop.parts.sessions.keep({ accessToken, expiresIn, refreshToken });
  shop.rememberSession(refreshToken);
  shop.rereadCart(); // Asked for as the customer from now on, whose it becomes with the first detail they give.
  return { status: "signed_in" };
}

function refusal(
  error: unknown,
  values: Values,
  { messages, names, wrong }: { messages: CheckoutMessages; names: readonly string[]; wrong: string },
): SignInOutcome {
  if (!isApiProblem(error) || error.status >= 500 || error.status === 0) throw error;
  const problems = problemsOf(error.errors, names, messages);
  const message = error.status === 429 ? messages.account.tooMany : problems.length === 0 ? wrong : undefined;
  return {
    status: "refused",
    values: withoutPassword(values),
    problems,
    ...(message === undefined ? {} : { message }),
  };
}

export async function signIn(shop: Shop, form: FormData, messages: CheckoutMessages): Promise<SignInOutcome> {
  const { email = "", ...rest } = readValues(form, LOGIN_FIELDS);
  const values = { email, ...rest };
  const problems = findProblems(values, LOGIN_FIELDS, messages);
  if (problems.length > 0) return { status: "refused", values: withoutPassword(values), problems };
  try {
    return begin(shop, (await shop.api.users.login({ email, password: passwordOf(form) })).data);
  } catch (error) {
    return refusal(error, values, { messages, names: LOGIN_FIELDS, wrong: messages.account.signInFailed });
  }
}

export async function register(
  shop: Shop,
  form: FormData,
  messages: CheckoutMessages,
): Promise<SignInOutcome> {
  const { email = "", firstName = "", lastName = "", ...rest } = readValues(form, REGISTER_FIELDS);
  const values = { email, firstName, lastName, ...rest };
  const password = passwordOf(form);
  const short = password !== "" && password.length < PASSWORD_LENGTH_MIN;
  const problems = [
    ...findProblems(values, REGISTER_FIELDS, messages),
    ...(short ? [{ name: "password", message: messages.fields.passwordShort(PASSWORD_LENGTH_MIN) }] : []),
  ];
  if (problems.length > 0) return { status: "refused", values: withoutPassword(values), problems };
  try {
    return begin(shop, (await shop.api.users.register({ email, password, firstName, lastName })).data);
  } catch (error) {
    return refusal(error, values, {
      messages,
      names: REGISTER_FIELDS,
      wrong: messages.account.registerFailed,
    });
  }
}

/** Spaces at the ends belong to a password. */
function passwordOf(form: FormData): string {
  const value = form.get("password");
  return typeof value === "string" ? value : "";
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
