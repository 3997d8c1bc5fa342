// One of the shop's goods as a piece for a scene.
import { findDraft } from "./catalogue/families.ts";
import { artists } from "./drawing/artists.ts";
import type { Sheet } from "./drawing/sheet.ts";
import type { Piece } from "./drawing/subject.ts";
import { subjectOf } from "./draw-picture.ts";

/** `size` makes small things small beside large ones. */
export type Good = { readonly slug: string; readonly colour?: string; readonly size?: number };

export function pieceOf(sheet: Sheet, good: Good): Piece {
  const placed = findDraft(good.slug);
  if (!placed) throw new Error(`The demo has no product ${good.slug}.`);
  return artists[placed.family.name].piece(subjectOf(placed, sheet, good));
}
