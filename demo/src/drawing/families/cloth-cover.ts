// What every cloth pattern gives back: a way to cover a box, and its ground colour.
import { px, type Box } from "../sheet.ts";

/** `cover` fills a box with the pattern, from its upper left corner. */
export type ClothCover = { readonly cover: (box: Box) => string; readonly ground: string };

export const rect = (x: number, y: number, box: { width: number; height: number; fill: string }) =>
  `<rect x="${px(x)}" y="${px(y)}" width="${px(box.width)}" height="${px(box.height)}" fill="${box.fill}"/>`;
