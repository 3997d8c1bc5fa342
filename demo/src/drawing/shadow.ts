// Shadows: what holds an object to the ground.
import { blurred, px, radial, softened, type Sheet } from "./sheet.ts";
import { placed } from "./shapes.ts";
import type { Piece } from "./subject.ts";

const shadowInk = "#2b1a12";

/** The dark line where things touch, and a soft pool around it. */
export function contactShadow(
  sheet: Sheet,
  at: { x: number; y: number; radius: number },
  strength = 1,
): string {
  const pool = radial(
    sheet,
    [0.5, 0.5, 0.5],
    [
      [0, shadowInk, 0.62],
      [0.5, shadowInk, 0.3],
      [1, shadowInk, 0],
    ],
  );
  const { x, y, radius } = at;
  return (
    `<g opacity="${strength}"><ellipse cx="${px(x + radius * 0.16)}" cy="${px(y + radius * 0.03)}" rx="${px(radius * 1.5)}" ry="${px(radius * 0.34)}" fill="${pool}"/>` +
    `<ellipse cx="${px(x)}" cy="${px(y)}" rx="${px(radius * 1.05)}" ry="${px(radius * 0.17)}" fill="${pool}"/></g>`
  );
}

/** The object's own outline, thrown along the ground to the right and towards us. */
export function castShadow(
  sheet: Sheet,
  piece: Piece,
  place: { x: number; y: number; scale?: number },
): string {
  const { x, y, scale = 1 } = place;
  const lean = `matrix(${scale} ${0.02 * scale} ${-0.72 * scale} ${-0.13 * scale} ${px(x)} ${px(y)})`;
  return `<g ${blurred(sheet, 11)}><path d="${piece.outline}" transform="${lean}" fill="${shadowInk}" opacity=".3"/></g>`;
}

export type Standing = {
  readonly x: number;
  readonly y: number;
  readonly scale?: number;
  readonly foot?: number;
  /** Below 1 for things on legs, which let light in underneath. */
  readonly pool?: number;
};

/** Puts a standing piece on the ground with both its shadows. `foot` is the radius that touches. */
export function stand(
  sheet: Sheet,
  piece: Piece,
  { x, y, scale = 1, foot = piece.width * 0.32, pool = 1 }: Standing,
): string {
  return (
    castShadow(sheet, piece, { x, y, scale }) +
    contactShadow(sheet, { x, y, radius: foot * scale }, pool) +
    placed(piece.markup, x, { y, scale })
  );
}

export type Lying = {
  readonly x: number;
  readonly y: number;
  readonly scale?: number;
  readonly turn?: number;
  readonly lift?: number;
};

/** Puts a lying or hanging piece down; `lift` is how far it stands off the surface. */
export function lay(piece: Piece, { x, y, scale = 1, turn = 0, lift = 10 }: Lying): string {
  const under = piece.shadow ?? `<path d="${piece.outline}"/>`;
  const soft = softened(under, { colour: shadowInk, opacity: 0.34, spread: (lift * 1.9) / scale });
  return (
    placed(soft, x + lift * 0.8, { y: y + lift * 1.15, scale, turn }) +
    placed(piece.markup, x, { y, scale, turn })
  );
}
