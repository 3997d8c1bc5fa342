// How the forms of accounts end when they are not accepted: what the API refused, in words, beside its field where it has one.
import { isApiProblem, type ApiProblem } from "@souk/client";
import type { FieldProblem } from "@souk/ui";
import { problemsOf, type Values } from "../../lib/forms.server.ts";
import { checkoutMessagesFor } from "../../messages/use-checkout-messages.ts";
import { accountMessagesFor } from "../../messages/use-account-messages.ts";

export type Refused = {
  readonly status: "refused";
  /** What to show in the fields again; never a secret. */
  readonly values: Values;
  readonly problems: readonly FieldProblem[];
  readonly message?: string;
};

export type FormAnswer = {
  readonly values?: Values;
  /** The names of the form's fields. */
  readonly names: readonly string[];
  /** What the API's codes mean here: a text for the field of this name, or for the form where there is none. */
  readonly says?: Readonly<Record<string, { readonly name?: string; readonly text: string }>>;
  /** For codes that nobody foresaw. */
  readonly otherwise?: string;
};

const SIGNED_OUT = 401;
const TOO_MANY = 429;
const BUSY = 503;
const SERVER_ERROR_MIN = 500;

export const refused = (problems: readonly FieldProblem[], values: Values = {}): Refused => ({
  status: "refused",
  values,
  problems,
});
export const refusedWith = (message: string, values: Values = {}): Refused => ({
  status: "refused",
  values,
  problems: [],
  message,
});

/** What the API did not like, for the form. Whatever is no answer to the form itself goes up: faults, and that somebody must sign in first. */
export function refusedBy(error: unknown, { values = {}, names, says = {}, otherwise }: FormAnswer): Refused {
  if (!isApiProblem(error)) throw error;
  if (error.status === BUSY) return refusedWith(accountMessagesFor("en").busy, values);
  if (error.status >= SERVER_ERROR_MIN || error.status === 0) throw error;
  if (error.code === "reauthentication_required") throw error;
  if (error.status === TOO_MANY) return refusedWith(tooManyText(error), values);
  const said = says[error.code] ?? everywhere()[error.code];
  if (error.status === SIGNED_OUT && !said && otherwise === undefined) throw error;
  if (said?.name !== undefined) return refused([{ name: said.name, message: said.text }], values);
  if (said) return refusedWith(said.text, values);
  const problems = problemsOf(error.errors, names, checkoutMessagesFor("en"));
  if (problems.length > 0) return refused(problems, values);
  return refusedWith(otherwise ?? accountMessagesFor("en").failed, values);
}

/** What may be answered to any form of an account. */
function everywhere(): NonNullable<FormAnswer["says"]> {
  return { email_unverified: { text: accountMessagesFor("en").unverified } };
}

function tooManyText({ retryAfterSeconds }: ApiProblem): string {
  const { tooMany, tooManyFor } = accountMessagesFor("en");
  return retryAfterSeconds === undefined ? tooMany : tooManyFor(retryAfterSeconds);
}

/** Spaces at the ends belong to a secret. */
export function secretOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
