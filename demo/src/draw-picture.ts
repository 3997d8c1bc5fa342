// One product picture: finds the product, chooses its artist, and wraps the drawing as SVG.
import { findDraft, type PlacedDraft } from "./catalogue/families.ts";
import type { FamilyName } from "./catalogue/draft.ts";
import type { PictureView } from "./catalogue/types.ts";
import { artists } from "./drawing/artists.ts";
import { paletteFor, plainColourName } from "./drawing/dyes.ts";
import { createSheet, type Sheet } from "./drawing/sheet.ts";
import { finish, pictureHeight, pictureWidth } from "./drawing/stage.ts";
import type { Artist, Subject } from "./drawing/subject.ts";

export type PictureRequest = {
  readonly productSlug: string;
  readonly view: PictureView;
  /** A colour of the product; left out, its first. */
  readonly optionValue?: string;
};

/** Wraps a drawing of any size. */
export function svgDocument(sheet: Sheet, size: { width: number; height: number }, content: string): string {
  const { width, height } = size;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><defs>${sheet.definitions()}</defs>${content}</svg>`;
}

export function subjectOf(
  placed: PlacedDraft,
  sheet: Sheet,
  look: { slug: string; colour?: string; close?: boolean },
): Subject {
  const { draft } = placed;
  return {
    sheet,
    slug: look.slug,
    form: draft.drawn.form,
    motif: draft.drawn.motif,
    palette: paletteFor(look.colour ?? draft.colours?.[0] ?? plainColourName, look.slug),
    close: look.close ?? false,
  };
}

export function artistFor(family: FamilyName): Artist {
  return artists[family];
}

/** Draws one view of one product as an SVG of 1200 × 1500. Throws for a slug the demo does not know. */
export function drawPicture({ productSlug, view, optionValue }: PictureRequest): string {
  const placed = findDraft(productSlug);
  if (!placed) throw new Error(`The demo has no product ${productSlug}.`);
  const sheet = createSheet({ close: view === "detail" });
  const colour = optionValue ? { colour: optionValue } : {};
  const subject = subjectOf(placed, sheet, { slug: productSlug, close: view === "detail", ...colour });
  const artist = artistFor(placed.family.name);
  const drawing = { front: artist.front, detail: artist.detail, in_use: artist.inUse }[view](subject);
  return svgDocument(sheet, { width: pictureWidth, height: pictureHeight }, drawing + finish(sheet));
}
