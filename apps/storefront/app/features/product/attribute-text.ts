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
const MM_PER_CM = 10;
/** From here on people think in centimetres. */
const CM_FROM_MM = 100;

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
  if (unit === "Mm" && typeof value === "number" && value >= CM_FROM_MM)
    return { name, text: `${value / MM_PER_CM} cm` };
  return { name, text: unit === undefined ? String(value) : `${value} ${UNITS[unit]}` };
}

type Attributes = Readonly<Record<string, string | number | boolean>>;
type Entry = readonly [string, Attributes[string]];
const SIDES: readonly string[] = ["lengthMm", "widthMm", "heightMm"];

/** The sides of a thing in one line: "40 × 30 × 2.5 cm". */
function sizeText(attributes: Attributes): string {
  const sides = SIDES.map((key) => attributes[key]).filter((side) => typeof side === "number");
  return Math.max(...sides) >= CM_FROM_MM
    ? `${sides.map((side) => side / MM_PER_CM).join(" × ")} cm`
    : `${sides.join(" × ")} mm`;
}

/** `material: "wool"` beside `materials: "wool on cotton"` says nothing new. */
function isSaidBetter([key, value]: Entry, attributes: Attributes): boolean {
  const other = attributes[key.endsWith("s") ? key.slice(0, -1) : `${key}s`];
  if (other === undefined) return false;
  const [length, otherLength] = [String(value).length, String(other).length];
  return otherLength > length || (otherLength === length && !key.endsWith("s"));
}

/** All attributes as they are read, each thing said once. */
export function attributeTexts(
  attributes: Attributes,
  words: { yes: string; no: string; size: string },
): readonly AttributeText[] {
  const hasSides = SIDES.filter((key) => typeof attributes[key] === "number").length > 1;
  return Object.entries(attributes)
    .filter((entry) => !isSaidBetter(entry, attributes))
    .filter(([key]) => !hasSides || !SIDES.includes(key) || key === SIDES.find((side) => side in attributes))
    .map(([key, value]) =>
      hasSides && SIDES.includes(key)
        ? { name: words.size, text: sizeText(attributes) }
        : attributeText(key, value, words),
    );
}
