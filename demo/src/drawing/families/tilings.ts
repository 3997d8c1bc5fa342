// Tilings: each pattern lists its pieces over a square of 800, so that glaze and joint can be added once for all.
import { onCircle, polygon, regular, starPoints, times, type Point } from "../shapes.ts";

/** `kind` chooses the glaze: 0 the main colour, 1 pale, 2 accent, 3 second, 4 dark. */
export type TilePiece = { readonly points: readonly Point[]; readonly kind: 0 | 1 | 2 | 3 | 4 };
export type Tiling = readonly TilePiece[];

const extent = 430;

function grid(step: { x: number; y: number }, make: (x: number, y: number, place: { column: number; row: number }) => Tiling): Tiling {
  const [wide, high] = [Math.ceil(extent / step.x), Math.ceil(extent / step.y)];
  return times(wide * 2 + 1, (column) => times(high * 2 + 1, (row) => make((column - wide) * step.x, (row - high) * step.y, { column, row }))).flat(2);
}

const piece = (points: readonly Point[], kind: TilePiece["kind"]): TilePiece => ({ points, kind });

/** Eight-pointed stars and the crosses between them. */
function star8(): Tiling {
  const step = 200;
  const reach = step / 2;
  const inner = reach * 0.7654;
  return grid({ x: step, y: step }, (x, y, { column, row }) => {
    const star = starPoints({ centre: [x, y], outer: reach, inner, points: 8 });
    const heart = starPoints({ centre: [x, y], outer: reach * 0.5, inner: reach * 0.38, points: 8, turn: -Math.PI / 2 + Math.PI / 8 });
    const [cx, cy] = [x + reach, y + reach];
    const tip = reach;
    const side = reach - reach * Math.SQRT1_2;
    const cross: Point[] = [0, 1, 2, 3].flatMap((quarter) => {
      const turn = (quarter * Math.PI) / 2;
      const spin = ([px, py]: Point): Point => [cx + px * Math.cos(turn) - py * Math.sin(turn), cy + px * Math.sin(turn) + py * Math.cos(turn)];
      return [spin([0, -tip]), spin([side, -tip + side]), spin([side, -side])];
    });
    return [piece(cross, 1), piece(star, 0), piece(heart, (column + row) % 2 ? 2 : 1)];
  });
}

function square(): Tiling {
  return grid({ x: 100, y: 100 }, (x, y) => [piece(regular([x, y], 100 * Math.SQRT1_2, { count: 4, turn: Math.PI / 4 }), 0)]);
}

function scale(): Tiling {
  const [wide, high] = [124, 62];
  return grid({ x: wide, y: high }, (x, y, { row }) => {
    const centre = x + (row % 2 ? wide / 2 : 0);
    const r = wide / 2;
    const lower: Point[] = times(13, (index) => onCircle([centre, y], r, (index / 12) * Math.PI));
    // The two upper edges are the lower arcs of the scales above.
    const left: Point[] = times(7, (index) => onCircle([centre - r, y - high], r, Math.PI / 2 - (index / 6) * (Math.PI / 2)));
    const right: Point[] = times(7, (index) => onCircle([centre + r, y - high], r, Math.PI - (index / 6) * (Math.PI / 2)));
    return [piece([...lower, ...left, ...right], 0)];
  });
}

function herringbone(): Tiling {
  const [long, short] = [150, 50];
  const brick = (x: number, y: number, upright: boolean): Point[] =>
    upright ? [[x, y], [x + short, y], [x + short, y + long], [x, y + long]] : [[x, y], [x + long, y], [x + long, y + short], [x, y + short]];
  const turn = Math.PI / 4;
  const spin = ([x, y]: Point): Point => [x * Math.cos(turn) - y * Math.sin(turn), x * Math.sin(turn) + y * Math.cos(turn)];
  return times(40, (line) =>
    times(24, (index) => {
      const [x, y] = [(index - 12) * short + (line - 20) * long * 1, (index - 12) * short - (line - 20) * short * 1];
      return [piece(brick(x, y, false).map(spin), index % 7 === 3 ? 3 : 0), piece(brick(x + long, y - long + short, true).map(spin), 0)];
    }).flat(),
  )
    .flat()
    .filter(({ points }) => points.every(([x, y]) => Math.abs(x) < 560 && Math.abs(y) < 560));
}

function hexagon(): Tiling {
  const r = 96;
  const [wide, high] = [r * Math.sqrt(3), r * 1.5];
  return grid({ x: wide, y: high }, (x, y, { row }) => {
    const centre: Point = [x + (row % 2 ? wide / 2 : 0), y];
    const petals = times(3, (index) => {
      const turn = -Math.PI / 2 + (index * 2 * Math.PI) / 3;
      return piece([onCircle(centre, 6, turn), onCircle(centre, r * 0.62, turn - 0.42), onCircle(centre, r * 0.93, turn), onCircle(centre, r * 0.62, turn + 0.42)], 1);
    });
    const buds = times(3, (index) => {
      const turn = Math.PI / 2 + (index * 2 * Math.PI) / 3;
      return piece([onCircle(centre, r * 0.3, turn), onCircle(centre, r * 0.6, turn - 0.24), onCircle(centre, r * 0.88, turn), onCircle(centre, r * 0.6, turn + 0.24)], 2);
    });
    return [piece(regular(centre, r, { count: 6 }), 0), ...petals, ...buds];
  });
}

function rhombus(): Tiling {
  const [wide, high] = [128, 212];
  return grid({ x: wide, y: high / 2 }, (x, y, { column, row }) => {
    const centre = x + (row % 2 ? wide / 2 : 0);
    const at = (k: number): Point[] => [[centre, y - (high / 2) * k], [centre + (wide / 2) * k, y], [centre, y + (high / 2) * k], [centre - (wide / 2) * k, y]];
    return (row + column * 2) % 6 === 0 ? [piece(at(1), 1), piece(at(0.5), 0)] : [piece(at(1), 0)];
  });
}

function checker(): Tiling {
  const step = 116;
  return grid({ x: step, y: step }, (x, y) => [piece(regular([x, y], step / 2, { count: 4 }), 1), piece(regular([x + step / 2, y + step / 2], step / 2, { count: 4 }), 0)]);
}

function vine(): Tiling {
  return grid({ x: 286, y: 215 }, (x, y, { row }) => {
    const flip = row % 2 ? -1 : 1;
    const box: Point[] = [[x - 143, y - 107], [x + 143, y - 107], [x + 143, y + 107], [x - 143, y + 107]];
    const edge = (top: number): Point[] => [[x - 143, y + top], [x + 143, y + top], [x + 143, y + top + 13], [x - 143, y + top + 13]];
    const stem: Point[] = [...times(25, (index): Point => [x - 143 + (index * 286) / 24, y + Math.sin((index / 24) * Math.PI * 2) * 34 * flip - 5]), ...times(25, (index): Point => [x + 143 - (index * 286) / 24, y + Math.sin(((24 - index) / 24) * Math.PI * 2) * 34 * flip + 5])];
    const leaf = (lx: number, ly: number, look: { turn: number; size: number; kind: TilePiece["kind"] }): TilePiece =>
      piece(times(16, (index) => {
        const part = index / 16;
        const along = part < 0.5 ? part * 2 : 2 - part * 2;
        const out = Math.sin(Math.PI * along) * look.size * 0.3 * (part < 0.5 ? 1 : -1);
        const [ax, ay] = onCircle([x + lx, y + ly * flip], along * look.size, look.turn * flip);
        return onCircle([ax, ay], out, look.turn * flip + Math.PI / 2);
      }), look.kind);
    const flower = times(6, (index) => leaf(0, 0, { turn: (index * Math.PI) / 3, size: 34, kind: 3 })).map((petal) => piece(petal.points.map(([px, py]): Point => [px, py]), 3));
    return [
      piece(box, 1), piece(edge(-103), 0), piece(edge(90), 0), piece(stem, 0),
      leaf(-72, 34, { turn: -1.25, size: 82, kind: 0 }), leaf(-72, 34, { turn: 1.1, size: 54, kind: 2 }), leaf(72, -34, { turn: 1.25, size: 82, kind: 0 }), leaf(72, -34, { turn: -1.1, size: 54, kind: 2 }),
      leaf(-120, 16, { turn: 2.4, size: 46, kind: 0 }), leaf(30, -16, { turn: 2.2, size: 62, kind: 0 }), leaf(-30, 16, { turn: -0.9, size: 62, kind: 0 }), leaf(120, -16, { turn: -2.2, size: 46, kind: 0 }), ...flower,
    ];
  });
}

/** Rings of kites and diamonds around a star; `fold` is 10, 12 or 16. */
export function rosette(centre: Point, radius: number, fold: number): TilePiece[] {
  const step = Math.PI / fold;
  const ring = (make: (turn: number, index: number) => TilePiece[]) => times(fold, (index) => make(-Math.PI / 2 + index * 2 * step, index)).flat();
  const at = (distance: number, turn: number) => onCircle(centre, radius * distance, turn);
  return [
    piece(starPoints({ centre, outer: radius * 0.36, inner: radius * 0.24, points: fold }), 0),
    piece(starPoints({ centre, outer: radius * 0.17, inner: radius * 0.12, points: fold }), 2),
    ...ring((turn) => [piece([at(0.24, turn + step), at(0.36, turn), at(0.5, turn + step), at(0.36, turn + 2 * step)], 1)]),
    ...ring((turn, index) => [piece([at(0.37, turn), at(0.51, turn - step), at(0.7, turn - step * 0.72), at(0.79, turn), at(0.7, turn + step * 0.72), at(0.51, turn + step)], index % 2 ? 3 : 0)]),
    ...ring((turn, index) => [piece([at(0.46, turn), at(0.6, turn - step * 0.42), at(0.7, turn), at(0.6, turn + step * 0.42)], index % 2 ? 1 : 2)]),
    ...ring((turn) => [piece([at(0.53, turn + step), at(0.71, turn + step * 0.3), at(0.86, turn + step), at(0.71, turn + step * 1.7)], 1)]),
    ...ring((turn) => [piece([at(0.8, turn), at(0.73, turn + step * 0.32), at(0.87, turn + step), at(1, turn + step * 0.6), at(1, turn - step * 0.6), at(0.87, turn - step), at(0.73, turn - step * 0.32)], 0)]),
    ...ring((turn) => [piece([at(0.88, turn + step), at(1, turn + step * 0.62), at(1, turn + step * 1.38)], 4)]),
  ];
}

function star12(): Tiling {
  const step = 290;
  return grid({ x: step, y: step }, (x, y) => [
    piece(regular([x, y], step * Math.SQRT1_2, { count: 4, turn: Math.PI / 4 }), 1),
    ...rosette([x, y], step * 0.5, 12),
    piece(starPoints({ centre: [x + step / 2, y + step / 2], outer: 56, inner: 36, points: 8 }), 2),
    piece(starPoints({ centre: [x + step / 2, y + step / 2], outer: 26, inner: 18, points: 8 }), 0),
  ]);
}

/** One large rosette with quarter rosettes in the corners. */
function star16(fold: number): Tiling {
  const corner = 440;
  const corners: Point[] = [[-corner, -corner], [corner, -corner], [corner, corner], [-corner, corner]];
  return [
    piece([[-450, -450], [450, -450], [450, 450], [-450, 450]], 4),
    ...corners.flatMap((place) => rosette(place, 235, fold)),
    ...times(4, (index) => starPoints({ centre: onCircle([0, 0], 425, (index * Math.PI) / 2), outer: 66, inner: 40, points: 8 })).map((points) => piece(points, 2)),
    ...rosette([0, 0], 385, fold),
  ];
}

/** Ten-fold strapwork: decagons of five kites each, and bow-ties between. */
function girih10(): Tiling {
  const r = 152;
  const [wide, high] = [r * 1.902, r * 1.618];
  return [
    piece([[-450, -450], [450, -450], [450, 450], [-450, 450]], 1),
    ...grid({ x: wide, y: high }, (x, y, { row }) => {
      const centre: Point = [x + (row % 2 ? wide / 2 : 0), y];
      const step = Math.PI / 10;
      const kites = times(10, (index) => {
        const turn = -Math.PI / 2 + index * 2 * step;
        return piece([onCircle(centre, r * 0.4, turn + step), onCircle(centre, r * 0.58, turn), onCircle(centre, r * 0.4, turn - step), onCircle(centre, r * 0.3, turn)], 2);
      });
      const outer = times(10, (index) => {
        const turn = -Math.PI / 2 + index * 2 * step;
        return piece([onCircle(centre, r * 0.45, turn + step), onCircle(centre, r * 0.63, turn + 0.05), onCircle(centre, r * 0.93, turn + step * 0.35), onCircle(centre, r * 0.93, turn + step * 1.65), onCircle(centre, r * 0.63, turn + 2 * step - 0.05)], index % 2 ? 3 : 0);
      });
      return [piece(regular(centre, r * 0.97, { count: 10 }), 4), ...outer, ...kites, piece(starPoints({ centre, outer: r * 0.34, inner: r * 0.2, points: 10 }), 0), piece(regular(centre, r * 0.1, { count: 10 }), 2)];
    }),
  ];
}

const tilings: Record<string, () => Tiling> = { star8, square, scale, herringbone, hexagon, rhombus, checker, vine, star12, star16: () => star16(16), girih10 };

export function tilingFor(motif: string): Tiling {
  return (tilings[motif] ?? star8)();
}

export function pathOf(points: readonly Point[]): string {
  return polygon(points);
}
