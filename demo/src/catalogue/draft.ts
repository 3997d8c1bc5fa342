// What is written by hand about a product; `build-product.ts` turns it into catalogue data and the drawings read `drawn`.
import type { CareKey } from "./care.ts";

export type FamilyName =
  | "rugs"
  | "tiles"
  | "ceramics"
  | "lanterns"
  | "textiles"
  | "spices"
  | "baskets"
  | "glassware"
  | "paper"
  | "soaps"
  | "jewellery"
  | "leather"
  | "brass"
  | "furniture"
  | "instruments";

/** A second option (size, weight, set …); `factor` multiplies the product's base price. */
export type Choice = {
  readonly name: string;
  readonly values: readonly { readonly value: string; readonly factor: number }[];
};

/** What a hand-set state does: a sale lowers the price, `few` and `none` set the stock. */
export type DraftState = "featured" | "new" | "sale" | "few" | "none";

export type Draft = {
  readonly name: string;
  readonly subtitle: string;
  readonly story: string;
  readonly materials: string;
  /** `place` is "town or region, country". */
  readonly made: { readonly place: string; readonly material: string; readonly care: CareKey };
  readonly facts: {
    readonly size: readonly [lengthMm: number, widthMm: number, heightMm: number];
    readonly grams: number;
    readonly euros: number;
  };
  readonly colours?: readonly string[];
  readonly choice?: Choice;
  /** How the object is drawn: its form, and the pattern or contents on it. */
  readonly drawn: { readonly form: string; readonly motif: string };
  readonly states?: readonly DraftState[];
};

export type Family = {
  readonly name: FamilyName;
  readonly categorySlug: string;
  readonly skuPrefix: string;
  readonly drafts: readonly Draft[];
};

/** Writes a choice as pairs, so that a product's table stays readable. */
export function choice(name: string, ...pairs: readonly (readonly [string, number])[]): Choice {
  return { name, values: pairs.map(([value, factor]) => ({ value, factor })) };
}
