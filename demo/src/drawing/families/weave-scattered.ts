// Woven patterns of loose signs and squares on an open field.
import type { Random } from "../../random.ts";
import { type Yarn, type Weave, type KnotAt, fold } from "./weave.ts";

/** Soft squares, each a little frame around a heart of another yarn. */
export function checks(random: Random, { columns, rows }: Weave): KnotAt {
  const [wide, high] = [columns / 5, rows / 7];
  const hearts = Array.from({ length: 35 }, () => random.pick<Yarn>([1, 1, 2, 3, 4]));
  return (column, row) => {
    const [across, down] = [Math.floor(column / wide), Math.floor(row / high)];
    const [x, y] = [Math.abs(fold(column + 0.5, wide)), Math.abs(fold(row + 0.5, high))];
    const heart = hearts[(across + down * 5) % 35] ?? 1;
    if ((across + down) % 2) return Math.max(x, y) < 1.6 ? heart : 0;
    if (Math.max(x / wide, y / high) < 0.16) return heart === 1 ? 2 : 1;
    return heart === 4 ? 3 : heart;
  };
}

const signs = [
  "00100.01110.11111.01110.00100",
  "10001.01010.00100.01010.10001",
  "11111.10001.10101.10001.11111",
  "01010.11111.01010.11111.01010",
  "00100.00100.11111.00100.00100",
  "10101.10101.11111.00100.00100",
  "11011.10001.00000.10001.11011",
  "00100.01010.10001.01010.00100",
];

/** Loose signs on an open field, as in a letter rug or a gabbeh. */
export function scattered(random: Random, look: { step: number; scale: number; fill: number }): KnotAt {
  const { step, scale, fill } = look;
  const plan = Array.from({ length: 160 }, () => ({
    sign: random.integer(0, signs.length - 1),
    yarn: random.pick<Yarn>([1, 2, 3, 4, 2]),
    shown: random.chance(fill),
    dx: random.integer(0, 3),
    dy: random.integer(0, 3),
  }));
  return (column, row) => {
    const cell = plan[(Math.floor(column / step) * 17 + Math.floor(row / step) * 31) % plan.length];
    if (!cell?.shown) return 0;
    const [x, y] = [
      Math.floor(((column % step) - cell.dx - 1) / scale),
      Math.floor(((row % step) - cell.dy - 1) / scale),
    ];
    return signs[cell.sign]?.split(".")[y]?.[x] === "1" ? cell.yarn : 0;
  };
}
