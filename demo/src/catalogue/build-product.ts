// Turns a hand-written draft into catalogue data: variants, prices, stock, attributes, pictures.
import { randomFrom, type Random } from "../random.ts";
import { careNotes } from "./care.ts";
import type { Draft } from "./draft.ts";
import { slugOf, type PlacedDraft } from "./families.ts";
import { pictureText } from "./picture-texts.ts";
import type { DemoOption, DemoPicture, DemoProduct, DemoVariant, Prices } from "./types.ts";

const usdPerEur = 1.09;
const saleFactor = 0.8;
/** Below this a price is rounded to ten cents, above to whole units. */
const smallPriceMinor = 2000;
const seoDescriptionMaxCharacters = 155;

function roundPrice(minor: number): number {
  return minor < smallPriceMinor ? Math.round(minor / 10) * 10 : Math.round(minor / 100) * 100;
}

function pricesFor(euros: number): Prices {
  const eurMinor = roundPrice(euros * 100);
  return { EUR: eurMinor, USD: roundPrice(eurMinor * usdPerEur) };
}

function stockFor(draft: Draft, random: Random): number {
  if (draft.states?.includes("none")) return 0;
  if (draft.states?.includes("few")) return random.integer(1, 3);
  // Large, dear things are kept in small numbers; about one variant in twenty-five is out.
  const most = draft.facts.euros > 300 ? 9 : draft.facts.euros > 100 ? 24 : 80;
  return random.chance(0.04) ? 0 : random.integer(Math.ceil(most / 5), most);
}

type Combination = {
  readonly values: Record<string, string>;
  readonly factor: number;
  readonly code: string;
};

function combinationsOf(draft: Draft): Combination[] {
  const colours = (draft.colours ?? []).map((colour) => ({
    values: { Colour: colour },
    factor: 1,
    code: `-${slugOf(colour).slice(0, 4).toUpperCase()}`,
  }));
  const start: Combination[] = colours.length > 0 ? colours : [{ values: {}, factor: 1, code: "" }];
  const { choice } = draft;
  if (!choice) return start;
  return start.flatMap((one) =>
    choice.values.map(({ value, factor }, index) => ({
      values: { ...one.values, [choice.name]: value },
      factor: one.factor * factor,
      code: `${one.code}-${index + 1}`,
    })),
  );
}

function variantsOf({ family, draft, number }: PlacedDraft): DemoVariant[] {
  const random = randomFrom(`stock ${draft.name}`);
  const onSale = draft.states?.includes("sale") ?? false;
  return combinationsOf(draft).map(({ values, factor, code }) => {
    const full = draft.facts.euros * factor;
    return {
      sku: `${family.skuPrefix}-${String(number).padStart(2, "0")}${code}`,
      optionValues: values,
      price: pricesFor(onSale ? full * saleFactor : full),
      ...(onSale ? { compareAt: pricesFor(full) } : {}),
      stock: stockFor(draft, random),
    };
  });
}

function optionsOf(draft: Draft): DemoOption[] {
  const options: DemoOption[] = [];
  if (draft.colours) options.push({ name: "Colour", values: draft.colours });
  if (draft.choice)
    options.push({ name: draft.choice.name, values: draft.choice.values.map(({ value }) => value) });
  return options;
}

/** Front and detail for each colour; the styled scene only once, in the first colour. */
function picturesOf({ family, draft }: PlacedDraft): DemoPicture[] {
  const textFor = (view: DemoPicture["view"], colour?: string): DemoPicture => ({
    view,
    ...(colour ? { optionValue: colour } : {}),
    alt: pictureText({ family: family.name, name: draft.name, view, ...(colour ? { colour } : {}) }),
  });
  const [first, ...others] = draft.colours ?? [];
  return [
    textFor("front", first),
    textFor("detail", first),
    textFor("in_use", first),
    ...others.flatMap((colour) => [textFor("front", colour), textFor("detail", colour)]),
  ];
}

function seoDescription(draft: Draft): string {
  const text = `${draft.subtitle}. ${draft.story.replaceAll("\n\n", " ")}`;
  const cut = text.slice(0, seoDescriptionMaxCharacters);
  return `${cut.slice(0, cut.lastIndexOf(" ")).replace(/[,;:.]$/, "")}…`;
}

function attributesOf(draft: Draft): DemoProduct["attributes"] {
  const [region = "", origin = ""] = draft.made.place.split(/, (?=[^,]+$)/);
  const { grams } = draft.facts;
  return {
    material: draft.made.material,
    origin,
    region,
    handmade: true,
    weightKg: Math.round(grams / 10) / 100,
    ...(draft.made.care === "glazed" ? { dishwasherSafe: true } : {}),
    ...(draft.made.care === "spice" || draft.made.care === "tea" ? { vegan: true } : {}),
  };
}

export function buildProduct(placed: PlacedDraft): DemoProduct {
  const { family, draft } = placed;
  const [lengthMm, widthMm, heightMm] = draft.facts.size;
  return {
    slug: slugOf(draft.name),
    name: draft.name,
    subtitle: draft.subtitle,
    description: draft.story,
    materials: draft.materials,
    dimensions: { lengthMm, widthMm, heightMm },
    weightGrams: draft.facts.grams,
    care: careNotes[draft.made.care],
    categorySlug: family.categorySlug,
    options: optionsOf(draft),
    variants: variantsOf(placed),
    attributes: attributesOf(draft),
    featured: draft.states?.includes("featured") ?? false,
    isNew: draft.states?.includes("new") ?? false,
    seo: { title: `${draft.name} | Souk`, description: seoDescription(draft) },
    pictures: picturesOf(placed),
  };
}
