// Which version of a product is meant, what the others are one step away, and which pictures belong to it.
import type { Picture, Product, Variant } from "@souk/contracts";

type Versions = Pick<Product, "variants" | "options" | "pictures">;

/** The version in the address, by its article number or id; without one, the first that can be bought, or the first. */
export function pickVariant(
  { variants }: Pick<Product, "variants">,
  named: string | null,
): Variant | undefined {
  return (
    variants.find(({ sku, id }) => sku === named || id === named) ??
    variants.find(({ available }) => available > 0) ??
    variants[0]
  );
}

export type OptionValue = {
  readonly value: string;
  readonly sku: string;
  readonly isChosen: boolean;
  readonly isAvailable: boolean;
  readonly picture: Picture | undefined;
};
export type OptionChoice = {
  readonly name: string;
  readonly chosen: string;
  readonly values: readonly OptionValue[];
};

/** The version with this value that differs least from the chosen one; one that can be bought goes first. */
function closest(
  { variants }: Versions,
  chosen: Variant,
  [name, value]: readonly [string, string],
): Variant | undefined {
  const candidates = variants.filter((variant) => variant.options[name] === value);
  const agreement = (variant: Variant): number =>
    Object.entries(chosen.options).filter(
      ([other, otherValue]) => other !== name && variant.options[other] === otherValue,
    ).length;
  return candidates.toSorted(
    (a, b) => agreement(b) - agreement(a) || Number(b.available > 0) - Number(a.available > 0),
  )[0];
}

/** For each option its values, each with the version it leads to. Values that no version has are left out. */
export function optionChoices(product: Versions, chosen: Variant): readonly OptionChoice[] {
  return product.options.map(({ name, values }) => ({
    name,
    chosen: chosen.options[name] ?? "",
    values: values.flatMap((value) => {
      const variant = closest(product, chosen, [name, value]);
      if (!variant) return [];
      const picture = product.pictures.find(({ id }) => id === variant.pictureId);
      return [
        {
          value,
          sku: variant.sku,
          isChosen: chosen.options[name] === value,
          isAvailable: variant.available > 0,
          picture,
        },
      ];
    }),
  }));
}

/** Whether the values of an option look different, so that pictures say more than words. */
export function hasOwnPictures({ values }: OptionChoice): boolean {
  const ids = new Set(values.map(({ picture }) => picture?.id));
  return values.length > 1 && ids.size === values.length && !ids.has(undefined);
}

/** What shows the version or any version, its own picture first; what shows another colour is left out. */
export function galleryOf({ pictures }: Pick<Product, "pictures">, chosen: Variant): readonly Picture[] {
  const values = new Set(Object.values(chosen.options));
  const shown = pictures.filter(({ optionValue }) => optionValue === null || values.has(optionValue));
  return shown.toSorted((a, b) => Number(b.id === chosen.pictureId) - Number(a.id === chosen.pictureId));
}
