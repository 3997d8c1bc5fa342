// Strung jewellery: necklaces, bracelets, chokers, pendants on a cord.
import { shade } from "../colour.ts";
import { engraved } from "../metal.ts";
import { circlePath, onCircle, polygon, smooth, starPoints, times, type Point } from "../shapes.ts";
import { px, radial } from "../sheet.ts";
import { randomFor, type Piece, type Subject } from "../subject.ts";
import { bead, chainAlong, stone, wire } from "./jewel-parts.ts";
import { metalOf, silver, piece } from "./jewel-base.ts";

/** A string of beads as it falls on a table: a loop, a little uneven. */
function loop(subject: Subject, count: number, size: { rx: number; ry: number }): Point[] {
  const random = randomFor(subject, "loop");
  const [a, b] = [random.between(0, 3), random.between(0, 3)];
  return times(count, (index) => {
    const turn = -Math.PI / 2 + (index / count) * Math.PI * 2;
    const wobble = 1 + 0.045 * Math.sin(turn * 2 + a) + 0.03 * Math.sin(turn * 3 + b);
    return [
      Math.cos(turn) * size.rx * wobble * (1 - 0.16 * Math.sin(turn)),
      Math.sin(turn) * size.ry * wobble,
    ];
  });
}

export function necklace(subject: Subject): Piece {
  const { sheet, palette } = subject;
  const large = subject.motif === "large";
  const points = loop(subject, large ? 26 : 62, { rx: 330, ry: 430 });
  const beads = points.map((at, index) => {
    const front = Math.sin(-Math.PI / 2 + (index / points.length) * Math.PI * 2);
    const isMetal = large ? index % 3 === 1 : index % 7 === 3;
    const radius = large ? (isMetal ? 24 : 34 + front * 17) : 20 + (index % 3);
    const colour = isMetal
      ? silver
      : large
        ? shade(palette.base, ((index * 7) % 5) * 0.02 - 0.04)
        : ([
            palette.base,
            palette.base,
            palette.pale,
            palette.accent,
            palette.base,
            shade(palette.base, 0.12),
          ][index % 6] ?? palette.base);
    return bead(sheet, { at, radius, turn: Math.atan2(at[1], at[0]) }, { colour, kind: isMetal ? 1 : 0 });
  });
  const drop = large
    ? stone(sheet, { at: [0, 500], rx: 46, ry: 60 }, { colour: palette.base, metal: silver })
    : "";
  const shadow = points
    .map((at, index) => {
      const front = Math.sin(-Math.PI / 2 + (index / points.length) * Math.PI * 2);
      return circlePath(at, large ? (index % 3 === 1 ? 22 : 32 + front * 17) : 20);
    })
    .join("");
  return piece(
    `<path d="${smooth([...points, points[0] ?? [0, 0]])}Z" fill="none" stroke="#4a3a2c" stroke-width="5"/>${beads.join("")}${drop}`,
    { width: 760, height: 1000, outline: shadow },
  );
}

export function bracelet(subject: Subject): Piece {
  const { sheet, palette } = subject;
  const metal = metalOf(subject);
  const points = loop(subject, subject.motif === "pearls" ? 34 : 60, { rx: 300, ry: 250 });
  if (subject.motif === "pearls") {
    const pearls = points.map((at, index) =>
      bead(
        sheet,
        { at, radius: 27 + ((index * 13) % 5) },
        { colour: shade(palette.name === "Rose" ? "#e3bdb2" : "#ebe3d8", ((index * 7) % 4) * 0.015 - 0.02) },
      ),
    );
    return piece(
      pearls.join("") + bead(sheet, { at: points[0] ?? [0, -250], radius: 24 }, { colour: silver, kind: 1 }),
      { width: 720, height: 620, outline: points.map((at) => circlePath(at, 28)).join("") },
    );
  }
  const plait = [0, 1, 2].map((strand) =>
    points.map(([x, y], index): Point => {
      const reach = 1 + 0.055 * Math.sin(index * 1.05 + strand * 2.1);
      return [x * reach, y * reach];
    }),
  );
  const lines = plait.map((strand) => wire(`${smooth([...strand, strand[0] ?? [0, 0]])}Z`, metal, 27));
  return piece(
    lines.join("") +
      points
        .filter((_, index) => index % 2 === 0)
        .map((at) => {
          const turn = Math.atan2(at[1], at[0]);
          const [a, b] = [onCircle(at, 19, turn + 0.6), onCircle(at, 19, turn + 0.6 + Math.PI)];
          return `<path d="M${px(a[0])} ${px(a[1])}L${px(b[0])} ${px(b[1])}" stroke="${shade(metal, -0.3)}" stroke-width="4" opacity=".6"/>`;
        })
        .join("") +
      bead(sheet, { at: points[0] ?? [0, -250], radius: 40 }, { colour: metal, kind: 1 }),
    { width: 720, height: 620, outline: points.map((at) => circlePath(at, 30)).join("") },
  );
}

export function choker(subject: Subject): Piece {
  const { sheet } = subject;
  const metal = metalOf(subject);
  const line: Point[] = times(60, (index) => {
    const part = index / 59 - 0.5;
    return [part * 820, -330 + 480 * (1 - (Math.abs(part) * 2) ** 2.2)];
  });
  const coins = times(21, (index) => {
    const part = (index / 20 - 0.5) * 0.86;
    const at: Point = [part * 820, -330 + 480 * (1 - (Math.abs(part) * 2) ** 2.2)];
    const [x, y] = [at[0], at[1] + 62];
    const disc = radial(
      sheet,
      [0.36, 0.3, 0.8],
      [
        [0, shade(metal, 0.22)],
        [0.6, metal],
        [1, shade(metal, -0.2)],
      ],
    );
    return `<path d="M${px(at[0])} ${px(at[1])}V${px(y - 34)}" stroke="${shade(metal, -0.25)}" stroke-width="6"/><circle cx="${px(x + 3)}" cy="${px(y + 4)}" r="38" fill="#1d120c" opacity=".25"/><circle cx="${px(x)}" cy="${px(y)}" r="37" fill="${disc}"/>${engraved(polygon(starPoints({ centre: [x, y], outer: 22, inner: 9, points: 6 })) + circlePath([x, y], 30), metal, 3)}`;
  });
  return piece(chainAlong(line, metal, 13) + coins.join(""), {
    width: 820,
    height: 720,
    outline: line
      .filter((_, index) => index % 3 === 0 && index > 7 && index < 53)
      .map(([x, y]) => circlePath([x, y + 56], 32))
      .join(""),
  });
}
