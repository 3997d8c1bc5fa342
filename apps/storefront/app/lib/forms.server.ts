// Forms on the server: what was typed, what is wrong with it in kind words, and what the API found wrong.
import type { ApiFieldError } from "@souk/client";
import type { FieldProblem } from "@souk/ui";
import type { CheckoutMessages } from "../messages/en-checkout.ts";

export const FIELD_LENGTH_MAX = 200;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export type Values = Readonly<Record<string, string>>;

/** The named fields as trimmed texts; what is missing is empty. Nothing else of the form is looked at. */
export function readValues(form: FormData, names: readonly string[]): Values {
  return Object.fromEntries(
    names.map((name) => {
      const value = form.get(name);
      return [name, typeof value === "string" ? value.trim() : ""];
    }),
  );
}

/** What to say about the fields before the API is asked: required ones that are empty, texts that cannot be right. */
export function findProblems(
  values: Values,
  required: readonly string[],
  { fields }: CheckoutMessages,
): readonly FieldProblem[] {
  return Object.entries(values).flatMap(([name, value]) => {
    if (value === "")
      return required.includes(name) ? [{ name, message: fields.missing[name] ?? fields.wrong }] : [];
    if (value.length > FIELD_LENGTH_MAX) return [{ name, message: fields.tooLong }];
    if (name === "email" && !EMAIL.test(value)) return [{ name, message: fields.emailWrong }];
    return [];
  });
}

/** The API's complaints as ours: the last part of a pointer is the field's name. Those about no field of the form are left out. */
export function problemsOf(
  errors: readonly ApiFieldError[],
  names: readonly string[],
  { fields }: CheckoutMessages,
): readonly FieldProblem[] {
  const seen = new Set<string>();
  return errors.flatMap(({ pointer, message }) => {
    const name = pointer.split("/").at(-1) ?? "";
    if (!names.includes(name) || seen.has(name)) return [];
    seen.add(name);
    return [{ name, message: name === "email" ? fields.emailWrong : message || fields.wrong }];
  });
}

/** The message beside one field. */
export const problemAt = (problems: readonly FieldProblem[], name: string): string | undefined =>
  problems.find((problem) => problem.name === name)?.message;
