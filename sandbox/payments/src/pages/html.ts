// HTML as a template that escapes whatever is put into it, unless that is such a template itself.

export type Html = { readonly markup: string };
type Value = Html | string | readonly Html[];

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export function html(texts: TemplateStringsArray, ...values: readonly Value[]): Html {
  const parts = texts.map((text, index) => text + toMarkup(values[index] ?? ""));
  return { markup: parts.join("") };
}

function toMarkup(value: Value): string {
  if (typeof value === "string")
    return value.replaceAll(/[&<>"']/gu, (character) => entities[character] ?? character);
  return "markup" in value ? value.markup : value.map((part) => part.markup).join("");
}
