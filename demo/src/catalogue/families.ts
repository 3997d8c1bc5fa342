// All hand-written products, by family.
import type { Draft, Family } from "./draft.ts";
import { baskets } from "./products/baskets.ts";
import { brass } from "./products/brass.ts";
import { ceramics } from "./products/ceramics.ts";
import { furniture } from "./products/furniture.ts";
import { glassware } from "./products/glassware.ts";
import { instruments } from "./products/instruments.ts";
import { jewellery } from "./products/jewellery.ts";
import { lanterns } from "./products/lanterns.ts";
import { leather } from "./products/leather.ts";
import { paper } from "./products/paper.ts";
import { rugs } from "./products/rugs.ts";
import { soaps } from "./products/soaps.ts";
import { spices } from "./products/spices.ts";
import { textiles } from "./products/textiles.ts";
import { tiles } from "./products/tiles.ts";

export const families: readonly Family[] = [
  { name: "rugs", categorySlug: "rugs-and-kilims", skuPrefix: "RUG", drafts: rugs },
  { name: "tiles", categorySlug: "tiles", skuPrefix: "TIL", drafts: tiles },
  { name: "lanterns", categorySlug: "lanterns-and-lamps", skuPrefix: "LAN", drafts: lanterns },
  { name: "textiles", categorySlug: "textiles-and-cushions", skuPrefix: "TEX", drafts: textiles },
  { name: "baskets", categorySlug: "baskets", skuPrefix: "BAS", drafts: baskets },
  { name: "furniture", categorySlug: "furniture", skuPrefix: "FUR", drafts: furniture },
  { name: "ceramics", categorySlug: "ceramics", skuPrefix: "CER", drafts: ceramics },
  { name: "glassware", categorySlug: "glassware", skuPrefix: "GLA", drafts: glassware },
  { name: "brass", categorySlug: "brass-and-copper", skuPrefix: "BRA", drafts: brass },
  { name: "spices", categorySlug: "spices-and-teas", skuPrefix: "SPI", drafts: spices },
  { name: "soaps", categorySlug: "soaps-and-oils", skuPrefix: "SOA", drafts: soaps },
  { name: "jewellery", categorySlug: "jewellery", skuPrefix: "JEW", drafts: jewellery },
  { name: "leather", categorySlug: "leather-goods", skuPrefix: "LEA", drafts: leather },
  { name: "paper", categorySlug: "notebooks-and-prints", skuPrefix: "PAP", drafts: paper },
  { name: "instruments", categorySlug: "instruments", skuPrefix: "INS", drafts: instruments },
];

/** "İznik Bowl No. 7" becomes "iznik-bowl-no-7". */
export function slugOf(name: string): string {
  return name
    .replaceAll("ı", "i")
    .normalize("NFD")
    .replaceAll(/[\u0300-\u036f'’]/g, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
}

export type PlacedDraft = {
  readonly family: Family;
  readonly draft: Draft;
  /** From one, in the family's list; part of the SKU. */
  readonly number: number;
};

const draftsBySlug: ReadonlyMap<string, PlacedDraft> = new Map(
  families.flatMap((family) =>
    family.drafts.map((draft, index) => [slugOf(draft.name), { family, draft, number: index + 1 }] as const),
  ),
);

export function findDraft(slug: string): PlacedDraft | undefined {
  return draftsBySlug.get(slug);
}
