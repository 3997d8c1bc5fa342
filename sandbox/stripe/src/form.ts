// Bodies as Stripe takes them: `metadata[order]=1&expand[0]=charge`, made into an object.
const BRACKETS = /[^[\]]+/g;
const INDEX = /^\d+$/;

export type Form = { readonly [name: string]: Value };
export type Value = string | Form;

type Draft = { [name: string]: string | Draft };

export function parseForm(text: string): Form {
  const form: Draft = {};
  for (const [name, value] of new URLSearchParams(text)) put(form, name.match(BRACKETS) ?? [name], value);
  return form;
}

function put(form: Draft, path: readonly string[], value: string): void {
  const [head = "", ...rest] = path;
  if (rest.length === 0) {
    form[head] = value;
    return;
  }
  const inner = form[head];
  const next: Draft = typeof inner === "object" ? inner : {};
  form[head] = next;
  put(next, rest, value);
}

/** The texts of a list such as `expand[0]=…`. */
export function listOf(value: Value | undefined): readonly string[] {
  if (typeof value !== "object") return [];
  return Object.entries(value).flatMap(([name, item]) =>
    INDEX.test(name) && typeof item === "string" ? [item] : [],
  );
}

/** The texts of a map such as `metadata[order]=…`. */
export function mapOf(value: Value | undefined): Record<string, string> {
  if (typeof value !== "object") return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, item]) =>
      typeof item === "string" ? [[name, item] as const] : [],
    ),
  );
}

export function textOf(value: Value | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
