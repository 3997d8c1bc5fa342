// Tilings: each pattern lists its pieces over a square of 800, so that glaze and joint can be added once for all.
import { polygon, type Point } from "../shapes.ts";
import type { Tiling } from "./tiling.ts";
import { star8, star12, star16, girih10 } from "./tilings-stars.ts";
import { square, scale, herringbone, hexagon, rhombus, checker, vine } from "./tilings-plain.ts";

const tilings: Record<string, () => Tiling> = {
  star8,
  square,
  scale,
  herringbone,
  hexagon,
  rhombus,
  checker,
  vine,
  star12,
  star16: () => star16(16),
  girih10,
};

export function tilingFor(motif: string): Tiling {
  return (tilings[motif] ?? star8)();
}

export function pathOf(points: readonly Point[]): string {
  // Whole numbers: a hand cut these, and a dense field is a third smaller so.
  return polygon(points.map(([x, y]): Point => [Math.round(x), Math.round(y)]));
}
