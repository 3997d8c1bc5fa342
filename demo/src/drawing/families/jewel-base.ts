// What all jewellery drawings share: the metals and the shape of a shadow.
import { metalNamed } from "../metal.ts";
import { px } from "../sheet.ts";
import type { Piece, Subject } from "../subject.ts";

export const metalOf = ({ palette }: Subject) =>
  metalNamed(palette.name, palette.name === "Saffron" || palette.name === "Amber" ? "#b9b8b3" : "#b4b2ab");

export const silver = "#b4b2ab";

export const gold = "#cfa550";

export const piece = (
  markup: string,
  size: { width: number; height: number; outline: string; shadow?: string },
): Piece => ({ markup, ...size });

export const hoop = (radius: number, width: number, at: { y?: number; ratio?: number } = {}) =>
  `<ellipse cy="${at.y ?? 0}" rx="${radius}" ry="${px(radius * (at.ratio ?? 1))}" fill="none" stroke="#2b1a12" stroke-width="${width}"/>`;
