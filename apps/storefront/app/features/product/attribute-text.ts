// Attributes as they are read: `weightKg: 3.6` is "Weight, 3.6 kg". Names come from the catalogue and are tidied, not translated.
const UNITS: Readonly<Record<string, string>> = {
  Kg: "kg",
  Grams: "g",
  Cm: "cm",
  Mm: "mm",
  Ml: "ml",
  Watts: "W",
};
const NAME_WITH_UNIT = new RegExp(`^(?<name>[a-z][A-Za-z]*)(?<unit>${Object.keys(UNITS).join("|")})$`);

export type AttributeText = { readonly name: string; readonly text: string };

export function attributeText(
  key: string,
  value: string | number | boolean,
  words: { yes: string; no: string },
): AttributeText {
  const { name: base = key, unit } = NAME_WITH_UNIT.exec(key)?.groups ?? {};
  const spaced = base
    .replace(/_/g, " ")
    .replace(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`);
  const name = spaced.charAt(0).toUpperCase() + spaced.slice(1);
  if (typeof value === "boolean") return { name, text: value ? words.yes : words.no };
  return { name, text: unit === undefined ? String(value) : `${value} ${UNITS[unit]}` };
}
