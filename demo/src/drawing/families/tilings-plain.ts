// Tilings of one or two shapes: squares, scales, bricks, hexagons, diamonds, and the painted border.
import { onCircle, regular, times, type Point } from "../shapes.ts";
import { type TilePiece, type Tiling, grid, piece } from "./tiling.ts";

export function square(): Tiling {
  return grid({ x: 100, y: 100 }, (x, y) => [
    piece(regular([x, y], 100 * Math.SQRT1_2, { count: 4, turn: Math.PI / 4 }), 0),
  ]);
}

export function scale(): Tiling {
  const [wide, high] = [124, 62];
  return grid({ x: wide, y: high }, (x, y, { row }) => {
    const centre = x + (row % 2 ? wide / 2 : 0);
    const r = wide / 2;
    const lower: Point[] = times(13, (index) => onCircle([centre, y], r, (index / 12) * Math.PI));
    // The two upper edges are the lower arcs of the scales above.
    const left: Point[] = times(7, (index) =>
      onCircle([centre - r, y - high], r, Math.PI / 2 - (index / 6) * (Math.PI / 2)),
    );
    const right: Point[] = times(7, (index) =>
      onCircle([centre + r, y - high], r, Math.PI - (index / 6) * (Math.PI / 2)),
    );
    return [piece([...lower, ...left, ...right], 0)];
  });
}

export function herringbone(): Tiling {
  const [long, short] = [150, 50];
  const brick = (x: number, y: number, upright: boolean): Point[] =>
    upright
      ? [
          [x, y],
          [x + short, y],
          [x + short, y + long],
          [x, y + long],
        ]
      : [
          [x, y],
          [x + long, y],
          [x + long, y + short],
          [x, y + short],
        ];
  const turn = Math.PI / 4;
  const spin = ([x, y]: Point): Point => [
    x * Math.cos(turn) - y * Math.sin(turn),
    x * Math.sin(turn) + y * Math.cos(turn),
  ];
  return times(40, (line) =>
    times(24, (index) => {
      const [x, y] = [
        (index - 12) * short + (line - 20) * long * 1,
        (index - 12) * short - (line - 20) * short * 1,
      ];
      return [
        piece(brick(x, y, false).map(spin), (index * 5 + line * 3) % 11 === 0 ? 1 : 0),
        piece(brick(x + long, y - long + short, true).map(spin), 0),
      ];
    }).flat(),
  )
    .flat()
    .filter(({ points }) => points.every(([x, y]) => Math.abs(x) < 560 && Math.abs(y) < 560));
}

export function hexagon(): Tiling {
  const r = 96;
  const [wide, high] = [r * Math.sqrt(3), r * 1.5];
  return grid({ x: wide, y: high }, (x, y, { row }) => {
    const centre: Point = [x + (row % 2 ? wide / 2 : 0), y];
    const petals = times(3, (index) => {
      const turn = -Math.PI / 2 + (index * 2 * Math.PI) / 3;
      return piece(
        [
          onCircle(centre, 6, turn),
          onCircle(centre, r * 0.62, turn - 0.42),
          onCircle(centre, r * 0.93, turn),
          onCircle(centre, r * 0.62, turn + 0.42),
        ],
        1,
      );
    });
    const buds = times(3, (index) => {
      const turn = Math.PI / 2 + (index * 2 * Math.PI) / 3;
      return piece(
        [
          onCircle(centre, r * 0.3, turn),
          onCircle(centre, r * 0.6, turn - 0.24),
          onCircle(centre, r * 0.88, turn),
          onCircle(centre, r * 0.6, turn + 0.24),
        ],
        2,
      );
    });
    return [piece(regular(centre, r, { count: 6 }), 0), ...petals, ...buds];
  });
}

export function rhombus(): Tiling {
  const [wide, high] = [128, 212];
  return grid({ x: wide, y: high / 2 }, (x, y, { column, row }) => {
    const centre = x + (row % 2 ? wide / 2 : 0);
    const at = (k: number): Point[] => [
      [centre, y - (high / 2) * k],
      [centre + (wide / 2) * k, y],
      [centre, y + (high / 2) * k],
      [centre - (wide / 2) * k, y],
    ];
    return (row + column * 2) % 6 === 0 ? [piece(at(1), 1), piece(at(0.5), 0)] : [piece(at(1), 0)];
  });
}

export function checker(): Tiling {
  const step = 116;
  return grid({ x: step, y: step }, (x, y) => [
    piece(regular([x, y], step / 2, { count: 4 }), 1),
    piece(regular([x + step / 2, y + step / 2], step / 2, { count: 4 }), 0),
  ]);
}

export function vine(): Tiling {
  return grid({ x: 286, y: 215 }, (x, y, { row }) => {
    const flip = row % 2 ? -1 : 1;
    const box: Point[] = [
      [x - 143, y - 107],
      [x + 143, y - 107],
      [x + 143, y + 107],
      [x - 143, y + 107],
    ];
    const edge = (top: number): Point[] => [
      [x - 143, y + top],
      [x + 143, y + top],
      [x + 143, y + top + 13],
      [x - 143, y + top + 13],
    ];
    const stem: Point[] = [
      ...times(25, (index): Point => [
        x - 143 + (index * 286) / 24,
        y + Math.sin((index / 24) * Math.PI * 2) * 34 * flip - 5,
      ]),
      ...times(25, (index): Point => [
        x + 143 - (index * 286) / 24,
        y + Math.sin(((24 - index) / 24) * Math.PI * 2) * 34 * flip + 5,
      ]),
    ];
    const leaf = (
      lx: number,
      ly: number,
      look: { turn: number; size: number; kind: TilePiece["kind"] },
    ): TilePiece =>
      piece(
        times(12, (index) => {
          const part = index / 12;
          const along = part < 0.5 ? part * 2 : 2 - part * 2;
          const out = Math.sin(Math.PI * along) * look.size * 0.3 * (part < 0.5 ? 1 : -1);
          const [ax, ay] = onCircle([x + lx, y + ly * flip], along * look.size, look.turn * flip);
          return onCircle([ax, ay], out, look.turn * flip + Math.PI / 2);
        }),
        look.kind,
      );
    const flower = times(6, (index) => leaf(0, 0, { turn: (index * Math.PI) / 3, size: 34, kind: 3 })).map(
      (petal) =>
        piece(
          petal.points.map(([px, py]): Point => [px, py]),
          3,
        ),
    );
    return [
      piece(box, 1),
      piece(edge(-103), 0),
      piece(edge(90), 0),
      piece(stem, 0),
      leaf(-72, 34, { turn: -1.25, size: 82, kind: 0 }),
      leaf(-72, 34, { turn: 1.1, size: 54, kind: 2 }),
      leaf(72, -34, { turn: 1.25, size: 82, kind: 0 }),
      leaf(72, -34, { turn: -1.1, size: 54, kind: 2 }),
      leaf(-120, 16, { turn: 2.4, size: 46, kind: 0 }),
      leaf(30, -16, { turn: 2.2, size: 62, kind: 0 }),
      leaf(-30, 16, { turn: -0.9, size: 62, kind: 0 }),
      leaf(120, -16, { turn: -2.2, size: 46, kind: 0 }),
      ...flower,
    ];
  });
}
