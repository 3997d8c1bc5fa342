// Woven patterns as functions of a knot's place: each answers which yarn lies there. Shared by rugs and textiles.
import { randomFrom, type Random } from "../../random.ts";
import { type Yarn, type Weave, type KnotAt, yarnAt, fold } from "./weave.ts";
import { checks, scattered } from "./weave-scattered.ts";

function diamonds(random: Random): KnotAt {
  const [wide, high] = [random.pick([20, 24, 30]), random.pick([22, 26, 30])];
  return (column, row) => {
    const stepped = Math.floor(fold(column, wide) / 2) * 2;
    const distance = stepped / (wide / 2) + (Math.floor(fold(row, high) / 2) * 2) / (high / 2);
    const index = Math.floor(row / high);
    if (distance < 0.22) return 4;
    if (distance < 0.45) return yarnAt(index + 1);
    if (distance < 0.62) return 1;
    if (distance < 0.92) return yarnAt(index);
    if (distance < 1.02) return 4;
    return distance > 1.72 ? 2 : 0;
  };
}

function medallion({ columns, rows }: Weave): KnotAt {
  const high = rows / 3;
  return (column, row) => {
    const x = Math.floor(Math.abs(column - columns / 2) / 2) * 2;
    const y = Math.floor(fold(row, high) / 2) * 2;
    const index = Math.floor(row / high);
    const size = high * 0.46;
    const distance = (Math.max(x * 0.72, y) + (x * 0.72 + y) * 0.4) / size;
    const hook = x > size * 0.9 && x < columns * 0.36 && Math.abs((y % 8) - 4) < 2;
    if (distance < 0.2) return 2;
    if (distance < 0.34) return 4;
    if (distance < 0.62) return index % 2 ? 3 : 1;
    if (distance < 0.76) return 4;
    if (distance < 1.12) return index % 2 ? 1 : 2;
    if (distance < 1.24) return 4;
    if (distance < 1.36 && y % 6 < 3) return 4;
    return hook && distance < 2 ? 2 : 0;
  };
}

function bands(random: Random): KnotAt {
  const plan = Array.from({ length: 26 }, () => ({
    high: random.integer(2, 7),
    yarn: random.pick<Yarn>([0, 0, 1, 2, 3, 4, 0]),
    comb: random.chance(0.42),
  }));
  const total = plan.reduce((sum, { high }) => sum + high + 2, 0);
  return (_column, row) => {
    let left = row % total;
    for (const { high, yarn, comb } of plan) {
      const height = high + 2;
      if (left < height) {
        if (comb && high > 3) {
          if (left < 1 || left >= height - 1) return 4;
          if ((_column + (left > height / 2 ? 3 : 0)) % 6 < 3) return yarn === 1 ? 2 : 1;
        }
        return yarn;
      }
      left -= height;
    }
    return 0;
  };
}

function gul({ columns }: Weave): KnotAt {
  const [wide, high] = [columns / 3, 20];
  return (column, row) => {
    const [x, y] = [fold(column, wide), fold(row, high)];
    const side = Math.floor(column / (wide / 2)) + Math.floor(row / (high / 2));
    const size = Math.max(x / (wide * 0.42), y / (high * 0.4), (x / (wide * 0.42) + y / (high * 0.4)) * 0.68);
    if (size < 0.2) return 2;
    if (size < 0.34) return 4;
    if (size < 0.56) return side % 2 ? 1 : 3;
    if (size < 0.68) return 4;
    if (size < 0.9) return side % 2 ? 3 : 1;
    if (size < 1) return 4;
    const [smallX, smallY] = [fold(column + wide / 2, wide), fold(row + high / 2, high)];
    if (smallX + smallY < 2.4) return 2;
    return smallX + smallY < 4 ? 4 : 0;
  };
}

function garden({ columns, rows }: Weave): KnotAt {
  return (column, row) => {
    const [x, y] = [Math.abs(column - columns / 2), Math.abs(row - rows / 2)];
    const pool = Math.max(x, y * 0.9);
    if (pool < 4) return 2;
    if (pool < 8) return (x + y) % 4 < 2 ? 3 : 1;
    if (pool < 9.5) return 4;
    if (x < 3 || y < 3) return (Math.floor(x + y) + 40) % 6 < 2 ? 1 : 3;
    if (x < 4.5 || y < 4.5) return 4;
    const [bedX, bedY] = [fold(x - 4, 9), fold(y - 4, 11)];
    if (bedX + bedY < 1.6) return 2;
    if (bedX < 1 && bedY < 5) return 1;
    if (bedX + bedY < 4.2 && bedX + bedY > 2.6) return (Math.floor(x / 9) + Math.floor(y / 11)) % 2 ? 2 : 3;
    return bedX > 4 && bedY > 4.6 ? 1 : 0;
  };
}

function niche({ columns, rows }: Weave): KnotAt {
  return (column, row) => {
    const x = Math.floor(Math.abs(column - columns / 2) / 2) * 2;
    const arch = rows * 0.2 + x * 0.95;
    const inside = row > arch && x < columns * 0.36;
    if (!inside) {
      if (row > arch - 4 && x < columns * 0.4) return row > arch - 2 ? 4 : 2;
      return fold(column, 8) + fold(row, 8) < 2 ? 1 : 3;
    }
    const lamp = Math.abs(row - rows * 0.42);
    if (x < 1 && row < rows * 0.42) return 2;
    if (x * 1.1 + lamp < 6) return x + lamp < 3 ? 1 : 2;
    const trunk = row > rows * 0.58;
    if (trunk && x < 1.5) return 4;
    if (trunk && x < (row - rows * 0.55) * 0.5 && Math.abs((row + x) % 7) < 2.4) return 1;
    if (x > columns * 0.27 && x < columns * 0.31) return row % 4 < 2 ? 1 : 2;
    return 0;
  };
}

function chevron(random: Random): KnotAt {
  const high = random.pick([18, 22]);
  return (column, row) => {
    const turn = (((row + fold(column, 22)) % high) + high) % high;
    if (turn < 3) return 4;
    if (turn < 6) return 2;
    if (turn < 8) return 0;
    return turn < 10 ? 3 : 0;
  };
}

function hexagon({ columns, rows }: Weave): KnotAt {
  return (column, row) => {
    const [x, y] = [Math.abs(column - columns / 2), Math.abs(row - rows / 2)];
    const distance = Math.max(x / (columns * 0.34), (y + x * 0.55) / (rows * 0.4));
    if (distance < 0.16) return 2;
    if (distance < 0.24) return 4;
    if (distance < 0.5) return fold(column, 6) + fold(row, 6) < 2 ? 2 : 1;
    if (distance < 0.56) return 4;
    if (distance < 0.88) return fold(column + row, 8) < 1.5 ? 1 : 3;
    if (distance < 0.95) return 4;
    const corner = columns / 2 - x + (rows / 2 - y);
    if (corner < columns * 0.32) return fold(column, 6) + fold(row, 6) < 2.2 ? 1 : 3;
    return corner < columns * 0.36 ? 4 : 0;
  };
}

function stars({ columns, rows }: Weave): KnotAt {
  const [wide, high] = [columns / 4, rows / 6];
  const repeat = 16;
  return (column, row) => {
    const [x, y] = [fold(column + 0.5, wide), fold(row + 0.5, high)];
    const odd = (Math.floor(column / wide) + Math.floor(row / high)) % 2;
    const star = Math.min(Math.max(x, y), (x + y) * 0.72);
    if (star < 2.2) return odd ? 1 : 2;
    if (star < 5.4) return odd ? 2 : 1;
    return x + y > repeat - 3 ? 3 : 0;
  };
}

function sadu({ columns }: Weave): KnotAt {
  return (column, row) => {
    const x = Math.abs(column - columns / 2);
    if (x < 9) {
      const [step, at] = [Math.floor(row / 14) % 3, fold(row, 14)];
      if (step === 0) return x * 0.9 + at < 6.4 ? (x * 0.9 + at < 3 ? 2 : 1) : 0;
      if (step === 1) return Math.abs(x - at) < 1.6 ? 1 : 0;
      return at < 5 && x % 4 < 2 ? 1 : 0;
    }
    if (x < 11) return 1;
    if (x < 17) return fold(row + Math.floor(x / 2) * 2, 8) < 2 ? 1 : 2;
    if (x < 19) return 4;
    if (x < 24) return 2;
    return x % 6 < 2 ? 1 : 0;
  };
}

/** The yarn plan of a motif, the same for one seed. */
export function knotsFor(motif: string, seed: string, weave: Weave): KnotAt {
  const random = randomFrom(`${seed} weave`);
  switch (motif) {
    case "medallion":
      return medallion(weave);
    case "bands":
      return bands(random);
    case "gul":
      return gul(weave);
    case "garden":
      return garden(weave);
    case "niche":
      return niche(weave);
    case "chevron":
      return chevron(random);
    case "hexagon":
      return hexagon(weave);
    case "stars":
      return stars(weave);
    case "sadu":
      return sadu(weave);
    case "checks":
      return checks(random, weave);
    case "symbols":
      return scattered(random, { step: 14.4, scale: 2, fill: 0.8 });
    case "gabbeh":
      return scattered(random, { step: 16.5, scale: 2, fill: 0.5 });
    default:
      return diamonds(random);
  }
}
