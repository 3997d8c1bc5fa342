// The vocabulary of tilings: pieces with a glaze, laid out over a square of 860.
import { times, type Point } from "../shapes.ts";

/** `kind` chooses the glaze: 0 the main colour, 1 pale, 2 accent, 3 second, 4 dark. */
export type TilePiece = { readonly points: readonly Point[]; readonly kind: 0 | 1 | 2 | 3 | 4 };

export type Tiling = readonly TilePiece[];

const extent = 430;

export function grid(
  step: { x: number; y: number },
  make: (x: number, y: number, place: { column: number; row: number }) => Tiling,
): Tiling {
  const [wide, high] = [Math.ceil(extent / step.x), Math.ceil(extent / step.y)];
  return times(wide * 2 + 1, (column) =>
    times(high * 2 + 1, (row) => make((column - wide) * step.x, (row - high) * step.y, { column, row })),
  ).flat(2);
}

export const piece = (points: readonly Point[], kind: TilePiece["kind"]): TilePiece => ({ points, kind });
