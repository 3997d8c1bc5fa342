// Star and girih tilings.
import { onCircle, regular, starPoints, times, type Point, pairs } from "../shapes.ts";
import { type TilePiece, type Tiling, grid, piece } from "./tiling.ts";

/** Eight-pointed stars and the crosses between them. */
export function star8(): Tiling {
  const step = 200;
  const reach = step / 2;
  const inner = reach * 0.7654;
  return grid({ x: step, y: step }, (x, y, { column, row }) => {
    const star = starPoints({ centre: [x, y], outer: reach, inner, points: 8 });
    const heart = starPoints({
      centre: [x, y],
      outer: reach * 0.5,
      inner: reach * 0.38,
      points: 8,
      turn: -Math.PI / 2 + Math.PI / 8,
    });
    const [cx, cy] = [x + reach, y + reach];
    const tip = reach;
    const side = reach - reach * Math.SQRT1_2;
    const cross: Point[] = [0, 1, 2, 3].flatMap((quarter) => {
      const turn = (quarter * Math.PI) / 2;
      const spin = ([px, py]: Point): Point => [
        cx + px * Math.cos(turn) - py * Math.sin(turn),
        cy + px * Math.sin(turn) + py * Math.cos(turn),
      ];
      return [spin([0, -tip]), spin([side, -tip + side]), spin([side, -side])];
    });
    return [piece(cross, 1), piece(star, 0), piece(heart, (column + row) % 2 ? 2 : 1)];
  });
}

/** Rings of kites and diamonds around a star; `fold` is 10, 12 or 16. */
export function rosette(centre: Point, radius: number, fold: number): TilePiece[] {
  const step = Math.PI / fold;
  const ring = (make: (turn: number, index: number) => TilePiece[]) =>
    times(fold, (index) => make(-Math.PI / 2 + index * 2 * step, index)).flat();
  const at = (distance: number, turn: number) => onCircle(centre, radius * distance, turn);
  return [
    piece(starPoints({ centre, outer: radius * 0.36, inner: radius * 0.24, points: fold }), 0),
    piece(starPoints({ centre, outer: radius * 0.17, inner: radius * 0.12, points: fold }), 2),
    ...ring((turn) => [
      piece([at(0.24, turn + step), at(0.36, turn), at(0.5, turn + step), at(0.36, turn + 2 * step)], 1),
    ]),
    ...ring((turn, index) => [
      piece(
        [
          at(0.37, turn),
          at(0.51, turn - step),
          at(0.7, turn - step * 0.72),
          at(0.79, turn),
          at(0.7, turn + step * 0.72),
          at(0.51, turn + step),
        ],
        index % 2 ? 3 : 0,
      ),
    ]),
    ...ring((turn, index) => [
      piece(
        [at(0.46, turn), at(0.6, turn - step * 0.42), at(0.7, turn), at(0.6, turn + step * 0.42)],
        index % 2 ? 1 : 2,
      ),
    ]),
    ...ring((turn) => [
      piece(
        [
          at(0.53, turn + step),
          at(0.71, turn + step * 0.3),
          at(0.86, turn + step),
          at(0.71, turn + step * 1.7),
        ],
        1,
      ),
    ]),
    ...ring((turn) => [
      piece(
        [
          at(0.8, turn),
          at(0.73, turn + step * 0.32),
          at(0.87, turn + step),
          at(1, turn + step * 0.6),
          at(1, turn - step * 0.6),
          at(0.87, turn - step),
          at(0.73, turn - step * 0.32),
        ],
        0,
      ),
    ]),
    ...ring((turn) => [
      piece([at(0.88, turn + step), at(1, turn + step * 0.62), at(1, turn + step * 1.38)], 4),
    ]),
  ];
}

export function star12(): Tiling {
  const step = 350;
  return grid({ x: step, y: step }, (x, y) => [
    piece(regular([x, y], step * Math.SQRT1_2, { count: 4, turn: Math.PI / 4 }), 1),
    ...rosette([x, y], step * 0.5, 12),
    piece(starPoints({ centre: [x + step / 2, y + step / 2], outer: 56, inner: 36, points: 8 }), 2),
    piece(starPoints({ centre: [x + step / 2, y + step / 2], outer: 26, inner: 18, points: 8 }), 0),
  ]);
}

/** One large rosette with quarter rosettes in the corners. */
export function star16(fold: number): Tiling {
  const corner = 440;
  const corners: Point[] = [
    [-corner, -corner],
    [corner, -corner],
    [corner, corner],
    [-corner, corner],
  ];
  return [
    piece(pairs("-450,-450 450,-450 450,450 -450,450"), 4),
    ...corners.flatMap((place) => rosette(place, 235, fold)),
    ...times(4, (index) =>
      starPoints({ centre: onCircle([0, 0], 425, (index * Math.PI) / 2), outer: 66, inner: 40, points: 8 }),
    ).map((points) => piece(points, 2)),
    ...rosette([0, 0], 385, fold),
  ];
}

/** Ten-fold strapwork: decagons of five kites each, and bow-ties between. */
export function girih10(): Tiling {
  const r = 152;
  const [wide, high] = [r * 1.902, r * 1.618];
  return [
    piece(pairs("-450,-450 450,-450 450,450 -450,450"), 1),
    ...grid({ x: wide, y: high }, (x, y, { row }) => {
      const centre: Point = [x + (row % 2 ? wide / 2 : 0), y];
      const step = Math.PI / 10;
      const kites = times(10, (index) => {
        const turn = -Math.PI / 2 + index * 2 * step;
        return piece(
          [
            onCircle(centre, r * 0.4, turn + step),
            onCircle(centre, r * 0.58, turn),
            onCircle(centre, r * 0.4, turn - step),
            onCircle(centre, r * 0.3, turn),
          ],
          2,
        );
      });
      const outer = times(10, (index) => {
        const turn = -Math.PI / 2 + index * 2 * step;
        return piece(
          [
            onCircle(centre, r * 0.45, turn + step),
            onCircle(centre, r * 0.63, turn + 0.05),
            onCircle(centre, r * 0.93, turn + step * 0.35),
            onCircle(centre, r * 0.93, turn + step * 1.65),
            onCircle(centre, r * 0.63, turn + 2 * step - 0.05),
          ],
          index % 2 ? 3 : 0,
        );
      });
      return [
        piece(regular(centre, r * 0.97, { count: 10 }), 4),
        ...outer,
        ...kites,
        piece(starPoints({ centre, outer: r * 0.34, inner: r * 0.2, points: 10 }), 0),
        piece(regular(centre, r * 0.1, { count: 10 }), 2),
      ];
    }),
  ];
}
