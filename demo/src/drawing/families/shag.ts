// Long-piled rugs: thousands of locks would be too many, so rows of overlapping tufts stand for them.
import { mix, shade } from "../colour.ts";
import { grain } from "../grain.ts";
import { clipped, linear, px, stops } from "../sheet.ts";
import { times, type Point } from "../shapes.ts";
import { randomFor, type Piece, type Subject } from "../subject.ts";

type ToneAt = (x: number, y: number) => string;

const ragColours = ["#c9503f", "#e0a23c", "#2f6f78", "#7b3f63", "#e9dcc3", "#3f5a9a", "#d98a86", "#6c7c45"];

/** The colour of the pile at a place, both from 0 to 1. */
function toneOf(subject: Subject): ToneAt {
  const { palette, motif } = subject;
  const random = randomFor(subject, "tones");
  const shift = random.between(0.4, 0.6);
  if (motif === "lozenge") {
    const [ground, line] =
      palette.name === "Charcoal" ? [palette.base, palette.pale] : [palette.base, "#4a3d33"];
    const skew = times(12, () => random.between(-0.014, 0.014));
    return (x, y) => {
      const wobble = (skew[Math.floor(y * 11)] ?? 0) + Math.sin(y * 19) * 0.006;
      const [u, v] = [(x + wobble) * 3, y * 4.4];
      const [a, b] = [Math.abs(((u + v) % 1) - 0.5), Math.abs(((((u - v) % 1) + 1) % 1) - 0.5)];
      return Math.min(0.5 - a, 0.5 - b) < 0.055 ? line : ground;
    };
  }
  if (motif === "rags") {
    const colours = [palette.base, palette.accent, palette.pale, palette.second, ...ragColours];
    const cells = times(140, () => colours[random.integer(0, colours.length - 1)] ?? palette.base);
    return (x, y) => {
      const row = Math.floor(y * 15);
      const zig = Math.abs(((x * 4 + shift) % 1) - 0.5) * 2.4;
      const cell =
        cells[(Math.floor(x * 7 + (row % 2) * 0.5) + Math.floor(y * 15 + zig) * 9) % 140] ?? palette.base;
      return (Math.floor(y * 15 + zig) + Math.floor(x * 2)) % 4 === 0 ? palette.base : cell;
    };
  }
  const inner = mix(palette.base, palette.deep, 0.45);
  return (x, y) => {
    const inset = Math.min(x, 1 - x, y * 1.3, (1 - y) * 1.3);
    if (inset > 0.3) return mix(palette.base, palette.pale, 0.22);
    return inset > 0.15 && inset < 0.24 ? inner : palette.base;
  };
}

type Field = {
  readonly columns: number;
  readonly rows: number;
  readonly length: number;
  readonly at: (x: number, y: number) => Point;
};

/** Tufts row by row from the far side, gathered into one path for each tone. */
function tufts(subject: Subject, field: Field): string {
  const random = randomFor(subject, "tufts");
  const toneAt = toneOf(subject);
  const rows = times(field.rows, (row) => {
    const strokes = new Map<string, string>();
    for (let column = 0; column < field.columns; column += 1) {
      const [x, y] = [
        (column + random.between(0.1, 0.9)) / field.columns,
        (row + random.next()) / field.rows,
      ];
      const colour = shade(toneAt(x, y), random.pick([-0.05, -0.015, 0.02, 0.05]));
      const [px0, py0] = field.at(x, y);
      const [dx, dy] = [random.between(-0.5, 0.5) * field.length, field.length * random.between(0.65, 1.1)];
      strokes.set(
        colour,
        `${strokes.get(colour) ?? ""}M${Math.round(px0)} ${Math.round(py0)}l${Math.round(dx)} ${Math.round(dy)}`,
      );
    }
    return [...strokes].map(([colour, path]) => `<path d="${path}" stroke="${colour}"/>`).join("");
  });
  return rows.join("");
}

export function shagPiece(subject: Subject): Piece {
  const [width, height] = [850, 1180];
  const { sheet } = subject;
  const long = subject.motif === "squares";
  const length = long ? 40 : 24;
  const field: Field = {
    columns: 34,
    rows: long ? 48 : 57,
    length,
    at: (x, y) => [x * width, y * (height - length * 0.5)],
  };
  const tones = toneOf(subject);
  const box = `x="0" y="0" width="${width}" height="${height}" rx="14"`;
  const lit = linear(sheet, 60, stops("0 #fff6e0 0.2, 0.5 #fff6e0 0, 1 #1d0f08 0.28"));
  const markup =
    `<rect ${box} fill="${shade(tones(0.01, 0.5), -0.12)}"/><g fill="none" stroke-width="${long ? 15 : 14}" stroke-linecap="round">${tufts(subject, field)}</g>` +
    clipped(
      sheet,
      `<rect x="-10" y="-10" width="${width + 20}" height="${height + 30}"/>`,
      `<rect ${box} fill="${grain(sheet, { scale: 0.4, strength: 0.3, colour: "#1d0f08", stretch: 0.3 })}"/><rect ${box} fill="${grain(sheet, { scale: 0.5, strength: 0.3, colour: "#fffaf0", stretch: 0.3 })}"/><rect ${box} fill="${lit}"/>`,
    );
  return {
    markup: `<g transform="translate(${-width / 2} ${-height / 2})">${markup}</g>`,
    width,
    height,
    outline: `M${-width / 2} ${-height / 2}h${width}v${height}h${-width}Z`,
  };
}

export function shagOnFloor(subject: Subject, floor: (x: number, y: number) => Point): string {
  const field: Field = { columns: 38, rows: 38, length: 17, at: floor };
  const ground = [floor(0, 0), floor(1, 0), floor(1, 1), floor(0, 1)]
    .map(([x, y]) => `${px(x)} ${px(y)}`)
    .join("L");
  return `<path d="M${ground}Z" fill="${shade(toneOf(subject)(0.01, 0.5), -0.1)}"/><g fill="none" stroke-width="15" stroke-linecap="round">${tufts(subject, field)}</g><path d="M${ground}Z" fill="${grain(subject.sheet, { scale: 0.08, strength: 0.5, colour: "#1d0f08", stretch: 2 })}"/>`;
}
