// Leather as a material: grain, edges, stitches, buckles.
import { shade } from "../colour.ts";
import { grain } from "../grain.ts";
import { clipped, linear, px, type Sheet, stops } from "../sheet.ts";

/** A piece of leather of any outline: light across it, pores in it, a burnished edge. */
export function hide(
  sheet: Sheet,
  outline: string,
  look: { colour: string; angle?: number; close?: boolean },
): string {
  const { colour, angle = 55, close = false } = look;
  const light = linear(sheet, angle, [
    [0, shade(colour, 0.12)],
    [0.45, colour],
    [1, shade(colour, -0.12)],
  ]);
  const pores = grain(sheet, { scale: close ? 0.62 : 0.22, strength: 0.3, colour: shade(colour, -0.2) });
  const clouds = grain(sheet, { scale: 0.009, strength: 0.34, colour: shade(colour, -0.18) });
  return (
    `<path d="${outline}" fill="${light}"/><path d="${outline}" fill="${clouds}"/><path d="${outline}" fill="${pores}"/>` +
    clipped(
      sheet,
      `<path d="${outline}"/>`,
      `<path d="${outline}" fill="none" stroke="${shade(colour, -0.22)}" stroke-width="9" opacity=".6"/><path d="${outline}" fill="none" stroke="#fff2dc" stroke-width="4" opacity=".3" transform="translate(4 5)"/>`,
    )
  );
}

/** Saddle stitches along a path, each with its small shadow. */
export function stitched(path: string, colour = "#f1dcb4", size = 4): string {
  return `<path d="${path}" fill="none" stroke="#1d0f08" stroke-width="${px(size * 1.3)}" stroke-dasharray="${px(size * 3.4)} ${px(size * 2)}" opacity=".4" transform="translate(1.5 2.5)" stroke-linecap="round"/><path d="${path}" fill="none" stroke="${colour}" stroke-width="${px(size)}" stroke-dasharray="${px(size * 3.4)} ${px(size * 2)}" stroke-linecap="round"/>`;
}

export function buckle(sheet: Sheet, place: { x: number; y: number; width: number; height: number }): string {
  const { x, y, width, height } = place;
  const gold = linear(sheet, 60, stops("0 #f3dc9c, 0.4 #c29a4c, 1 #7a5a22"));
  return `<rect x="${px(x - width / 2)}" y="${px(y - height / 2)}" width="${px(width)}" height="${px(height)}" rx="12" fill="none" stroke="#1d0f08" stroke-width="16" opacity=".3" transform="translate(3 5)"/><rect x="${px(x - width / 2)}" y="${px(y - height / 2)}" width="${px(width)}" height="${px(height)}" rx="12" fill="none" stroke="${gold}" stroke-width="15"/><path d="M${px(x)} ${px(y - height / 2 - 4)}V${px(y + height / 2 + 6)}" stroke="${gold}" stroke-width="12" stroke-linecap="round"/>`;
}

/** A strap: a broad line with an edge, a light and two rows of stitches. */
export function strapAlong(path: string, colour: string, width: number): string {
  return (
    `<g fill="none" stroke-linecap="round" stroke-linejoin="round"><path d="${path}" stroke="${shade(colour, -0.24)}" stroke-width="${px(width)}"/><path d="${path}" stroke="${colour}" stroke-width="${px(width * 0.84)}"/><path d="${path}" stroke="${shade(colour, 0.1)}" stroke-width="${px(width * 0.4)}" opacity=".5" transform="translate(${px(-width * 0.1)} ${px(-width * 0.12)})"/>` +
    `<path d="${path}" stroke="#f1dcb4" stroke-width="${px(width * 0.07)}" stroke-dasharray="${px(width * 0.26)} ${px(width * 0.18)}" opacity=".75" transform="translate(${px(-width * 0.3)} 0)"/></g>`
  );
}
