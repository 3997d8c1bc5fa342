// Cloth as a paint: ikat, stripes, block print, embroidery. Every pattern is a repeatable tile.
import { mix } from "../colour.ts";
import { px, type Box } from "../sheet.ts";
import type { Subject } from "../subject.ts";
import type { ClothCover } from "./cloth-cover.ts";
import { ikat, stripes, woven, small } from "./cloth-weaves.ts";
import { block, suzani, mirrors, paisley, birds } from "./cloth-prints.ts";

/** The cloth of a textile's motif. */
export function clothCover(subject: Subject): ClothCover {
  const { palette } = subject;
  const { base, deep, pale, accent, second } = palette;
  switch (subject.motif) {
    case "ikat":
      return ikat(subject);
    case "block":
      return block(subject);
    case "suzani":
      return suzani(subject);
    case "mirrors":
      return mirrors(subject);
    case "paisley":
      return paisley(subject);
    case "birds":
      return birds(subject);
    case "sadu":
      return woven(subject, { columns: 60, rows: 42, knot: 9, motif: "sadu" });
    case "stripes":
      return stripes(subject, {
        ground: mix(pale, "#ffffff", 0.3),
        size: 150,
        plan: [
          [0, 62, base],
          [74, 6, base],
          [90, 14, mix(base, pale, 0.35)],
          [114, 6, base],
        ],
      });
    case "awning":
      return stripes(subject, {
        ground: pale,
        size: 150,
        plan: [
          [0, 60, base],
          [72, 7, accent],
          [92, 34, mix(base, deep, 0.5)],
        ],
      });
    case "sabra":
      return stripes(subject, {
        ground: base,
        size: 700,
        plan: [
          [34, 10, pale],
          [58, 40, accent],
          [110, 6, pale],
          [132, 12, second],
          [158, 4, pale],
          [540, 4, pale],
          [556, 12, second],
          [582, 6, pale],
          [602, 40, accent],
          [656, 10, pale],
        ],
      });
    case "waffle":
    case "check":
    case "diamond":
    case "sequins":
    case "pompom":
      return small(subject, subject.motif);
    default:
      return { cover: () => "", ground: base };
  }
}

/** Threads over any cloth; closer views show finer ones. */
export function threadLines(box: Box, close: boolean): string {
  const step = close ? 4 : 5;
  const across = Array.from(
    { length: Math.ceil(box.height / step) },
    (_, index) => `M${px(box.x)} ${px(box.y + index * step)}h${px(box.width)}`,
  ).join("");
  const down = Array.from(
    { length: Math.ceil(box.width / step) },
    (_, index) => `M${px(box.x + index * step)} ${px(box.y)}v${px(box.height)}`,
  ).join("");
  return `<path d="${across}" stroke="#1d0f08" stroke-width="1.2" opacity=".2"/><path d="${down}" stroke="#1d0f08" stroke-width="1" opacity=".13"/><path d="${across}" stroke="#fffaf0" stroke-width="1" opacity=".14" transform="translate(0 ${step / 2})"/>`;
}
