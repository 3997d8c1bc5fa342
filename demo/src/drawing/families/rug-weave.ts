// A rug as cloth: its yarn plan with borders, turned into a few paths; also laid out on a floor in perspective.
import { shade } from "../colour.ts";
import { polygon, type Point } from "../shapes.ts";
import { px, sharedPath } from "../sheet.ts";
import { randomFor, type Subject } from "../subject.ts";
import { knotsFor } from "./weave-motifs.ts";
import { type Yarn } from "./weave.ts";

export type Cloth = {
  readonly columns: number;
  readonly rows: number;
  readonly yarns: readonly string[];
  readonly at: (column: number, row: number) => number;
};

/** Six yarns: the five of the pattern and the border's ground. */
function yarnsOf({ palette, motif, form }: Subject): string[] {
  const undyed = ["lozenge", "symbols", "hexagon"].includes(motif) || form === "runner";
  const field =
    undyed && motif !== "hexagon"
      ? palette.name === "Charcoal"
        ? palette.base
        : motif === "symbols"
          ? palette.name === "Ivory"
            ? palette.base
            : shade(palette.base, 0.08)
          : palette.name === "Chalk" || palette.name === "Ivory"
            ? palette.base
            : palette.pale
      : palette.base;
  const fieldIsPale = ["Ivory", "Chalk", "Natural", "Sand"].includes(palette.name) || field === palette.pale;
  const figure = fieldIsPale ? (field === palette.pale ? palette.base : palette.deep) : palette.pale;
  const dark = fieldIsPale ? palette.accent : palette.deep;
  return [
    field,
    figure,
    fieldIsPale ? palette.second : palette.accent,
    fieldIsPale && field === palette.pale ? palette.accent : palette.second,
    dark,
    shade(fieldIsPale ? palette.second : palette.deep, 0.03),
  ];
}

function borderAt(inset: number, along: number, width: number): number {
  const part = inset / width;
  if (part < 0.14) return 5;
  if (part < 0.24) return 1;
  if (part < 0.3) return 4;
  if (part < 0.78) {
    const x = Math.abs((along % 8) - 4);
    const y = Math.abs(inset - width * 0.54);
    if (x + y < 1.6) return 2;
    return x + y < 3.4 ? 1 : 5;
  }
  if (part < 0.86) return 4;
  return along % 4 < 2 ? 1 : 2;
}

const borders: Record<string, number> = {
  medallion: 9,
  gul: 9,
  garden: 12,
  niche: 12,
  hexagon: 8,
  stars: 5,
  diamonds: 6,
  checks: 0,
  gabbeh: 3,
  bands: 0,
  symbols: 0,
  chevron: 0,
  sadu: 0,
};

/** The rug of a subject. On a floor, far off, fewer knots do. */
export function clothFor(subject: Subject, look: { far?: boolean } = {}): Cloth {
  const runner = subject.form === "runner";
  const fine = ["gul", "garden", "niche", "hexagon"].includes(subject.motif);
  const columns = runner ? (look.far ? 36 : 44) : fine && !look.far ? 90 : look.far ? 54 : 72;
  const rows = runner ? columns * 3 : Math.round(columns * 1.38);
  const width = borders[subject.motif] ?? 0;
  const knots = knotsFor(subject.motif, subject.slug, {
    columns: columns - width * 2,
    rows: rows - width * 2,
  });
  const at = (column: number, row: number): number => {
    const inset = Math.min(column, columns - 1 - column, row, rows - 1 - row);
    if (inset >= width) return knots(column - width, row - width) satisfies Yarn;
    const side = Math.min(column, columns - 1 - column) < Math.min(row, rows - 1 - row);
    const along = side ? Math.abs(row - (rows - 1) / 2) : Math.abs(column - (columns - 1) / 2);
    return borderAt(inset, Math.floor(along), width);
  };
  return { columns, rows, yarns: yarnsOf(subject), at };
}

type Run = { readonly yarn: number; readonly row: number; readonly from: number; readonly to: number };

function runsOf(cloth: Cloth): Run[] {
  const runs: Run[] = [];
  for (let row = 0; row < cloth.rows; row += 1) {
    let from = 0;
    for (let column = 1; column <= cloth.columns; column += 1) {
      const yarn = cloth.at(from, row);
      if (column === cloth.columns || cloth.at(column, row) !== yarn) {
        if (yarn !== 0) runs.push({ yarn, row, from, to: column });
        from = column;
      }
    }
  }
  return runs;
}

/** Runs of equal yarn that repeat in the next rows become one taller piece; it saves more than half of the file. */
function blocksOf(cloth: Cloth): (Run & { readonly high: number })[] {
  const open = new Map<string, { run: Run; high: number }>();
  const done: (Run & { high: number })[] = [];
  for (const run of runsOf(cloth)) {
    const key = `${run.yarn} ${run.from} ${run.to}`;
    const above = open.get(key);
    if (above && above.run.row + above.high === run.row) above.high += 1;
    else {
      if (above) done.push({ ...above.run, high: above.high });
      open.set(key, { run, high: 1 });
    }
  }
  return [...done, ...[...open.values()].map(({ run, high }) => ({ ...run, high }))];
}

/** The cloth flat, its corner at the origin; drawn in knots and then scaled, so that all numbers are small and whole. */
export function flatCloth(cloth: Cloth, knot: { width: number; height: number }): string {
  const paths = cloth.yarns.map(() => "");
  // A hair more than a knot, so that no seam of background shows between rows.
  for (const { yarn, row, from, to, high } of blocksOf(cloth))
    paths[yarn] += `M${from} ${row}h${to - from}.03v${high}.03H${from}Z`;
  const ground = `<rect width="${cloth.columns}" height="${cloth.rows}" fill="${cloth.yarns[0]}"/>`;
  const figures = paths.map((path, yarn) => (path ? `<path d="${path}" fill="${cloth.yarns[yarn]}"/>` : ""));
  return `<g transform="scale(${knot.width} ${knot.height})">${ground}${figures.join("")}</g>`;
}

export type Floor = (column: number, row: number) => Point;

/** The same cloth on a floor; `floor` says where a knot's corner is seen. */
export function clothOnFloor(cloth: Cloth, floor: Floor): string {
  const paths = cloth.yarns.map(() => "");
  for (const { yarn, row, from, to, high } of blocksOf(cloth)) {
    const corners = [floor(from, row), floor(to, row), floor(to, row + high), floor(from, row + high)];
    paths[yarn] += polygon(corners);
  }
  return paths.map((path, yarn) => (path ? `<path d="${path}" fill="${cloth.yarns[yarn]}"/>` : "")).join("");
}

/** Fringe along one edge: strands that part, cross and curl a little. */
export function fringe(
  subject: Subject,
  edge: { width: number; length: number; colour: string; purpose: string },
): string {
  const random = randomFor(subject, edge.purpose);
  const { width, length, colour } = edge;
  const count = Math.round(width / 11);
  const strands = Array.from({ length: count }, (_, index) => {
    const x = (index + 0.5) * (width / count);
    const [reach, bend] = [length * random.between(0.78, 1.1), random.between(-9, 9)];
    return `M${px(x)} -2q${px(bend * 0.2)} ${px(reach * 0.5)} ${px(bend)} ${px(reach)}`;
  });
  const strand = sharedPath(subject.sheet, strands.join(""));
  const line = 'fill="none" stroke-linecap="round"';
  return (
    strand(`${line} stroke="${shade(colour, -0.2)}" stroke-width="6" opacity=".5" x="2" y="2"`) +
    strand(`${line} stroke="${colour}" stroke-width="4.6"`)
  );
}
