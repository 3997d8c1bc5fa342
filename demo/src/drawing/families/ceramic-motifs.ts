// What is painted on pots: bands, dots, leaves, drips, lattices; all bent around the body.
import { mix, shade } from "../colour.ts";
import { onBody } from "../lathe.ts";
import { leafPath, smooth, times, type Point } from "../shapes.ts";
import { grain } from "../grain.ts";
import { linear, px } from "../sheet.ts";
import { randomFor } from "../subject.ts";
import { type Canvas, topOf, half, around, band, line, speckle } from "./ceramic-brush.ts";

/** Glaze that has run: a scalloped edge with a thicker, darker bead below. */
function drip(canvas: Canvas): string {
  const { subject, profile } = canvas;
  const random = randomFor(subject, "drip");
  const top = topOf(profile);
  const edge: Point[] = times(17, (index) => {
    const turn = -half + (index / 16) * Math.PI;
    const run = index % 2 === 0 ? random.between(0.3, 0.5) : random.between(0.12, 0.3);
    const { x, y } = onBody(profile, turn, top * run);
    return [x * 1.04, y];
  });
  const glaze = `${smooth(edge)}L600 ${px(-top - 200)}H-600Z`;
  const { base, deep } = subject.palette;
  const pool = linear(subject.sheet, 90, [
    [0, shade(base, 0.12)],
    [0.5, base],
    [0.85, shade(base, -0.08)],
    [1, shade(deep, 0.02)],
  ]);
  return (
    `<path d="${glaze}" fill="${pool}"/><path d="${glaze}" fill="${grain(subject.sheet, { scale: 0.02, strength: 0.5, colour: deep, stretch: 0.35 })}"/>` +
    `<path d="${smooth(edge)}" fill="none" stroke="${shade(deep, -0.04)}" stroke-width="9" opacity=".5"/>` +
    `<path d="${smooth(edge)}" fill="none" stroke="#fffaf0" stroke-width="3" opacity=".35" transform="translate(-2 -9)"/>`
  );
}

function bands(canvas: Canvas): string {
  const { palette } = canvas.subject;
  const top = topOf(canvas.profile);
  const [from, to] = [canvas.field[0] * top, canvas.field[1] * top];
  const step = (from - to) / 10;
  const petals = around(
    canvas,
    { height: from - step * 3.4, count: 15 },
    () =>
      `<path d="M-30 ${px(step * 1.7)}Q-34 ${px(-step)} 0 ${px(-step * 1.5)}Q34 ${px(-step)} 30 ${px(step * 1.7)}Z" fill="${palette.base}"/><path d="M-13 ${px(step * 1.4)}Q-15 ${px(-step * 0.3)} 0 ${px(-step * 0.8)}Q15 ${px(-step * 0.3)} 13 ${px(step * 1.4)}Z" fill="${palette.accent}"/>`,
  );
  return (
    band(canvas, from, from - step * 1.1, palette.base) +
    around(
      canvas,
      { height: from - step * 0.55, count: 34 },
      () => `<circle r="${px(step * 0.22)}" fill="${palette.pale}"/>`,
    ) +
    line(canvas, from - step * 1.4, { colour: palette.deep, width: 4 }) +
    petals +
    line(canvas, from - step * 5.4, { colour: palette.deep, width: 4 }) +
    band(canvas, from - step * 5.8, from - step * 7.2, palette.base) +
    around(
      canvas,
      { height: from - step * 6.5, count: 26 },
      () => `<path d="M-13 0L0 ${px(-step * 0.5)}L13 0L0 ${px(step * 0.5)}Z" fill="${palette.pale}"/>`,
    ) +
    line(canvas, from - step * 7.6, { colour: palette.accent, width: 7 })
  );
}

function dots(canvas: Canvas): string {
  const { palette } = canvas.subject;
  const top = topOf(canvas.profile);
  const colours = [palette.base, palette.accent, palette.base, palette.second];
  return times(9, (row) => {
    const height = top * (canvas.field[0] - ((canvas.field[0] - canvas.field[1]) * row) / 8);
    const radius = 12 - row * 0.7;
    return around(
      canvas,
      { height, count: 33, shift: (row % 2) * 0.5 },
      (index) =>
        `<circle r="${px(radius)}" fill="${colours[(row * 3 + index) % (row % 3 === 0 ? 4 : 1)] ?? palette.base}"/>`,
    );
  }).join("");
}

function leaves(canvas: Canvas): string {
  const { palette } = canvas.subject;
  const top = topOf(canvas.profile);
  const middle = (top * (canvas.field[0] + canvas.field[1])) / 2;
  const spray =
    `<path d="M0 70V-64" stroke="${palette.deep}" stroke-width="5"/>` +
    times(4, (index) =>
      [-1, 1]
        .map(
          (side) =>
            `<path d="${leafPath([0, 48 - index * 30], 54, { turn: -half + side * 0.8, width: 13 })}" fill="${index % 2 ? palette.base : shade(palette.base, -0.08)}"/>`,
        )
        .join(""),
    ).join("");
  return (
    line(canvas, top * 0.92, { colour: palette.base, width: 12 }) +
    around(canvas, { height: middle, count: 9 }, () => spray) +
    line(canvas, top * 0.2, { colour: palette.accent, width: 6 })
  );
}

function rays(canvas: Canvas): string {
  const { palette } = canvas.subject;
  const top = topOf(canvas.profile);
  return (
    around(
      canvas,
      { height: top * 0.42, count: 17 },
      (index) =>
        `<path d="M0 ${px(top * 0.3)}L${px(-17)} ${px(-top * (index % 2 ? 0.26 : 0.36))}Q0 ${px(-top * 0.44)} 17 ${px(-top * (index % 2 ? 0.26 : 0.36))}Z" fill="${index % 2 ? palette.accent : palette.base}"/>`,
    ) +
    band(canvas, top * 0.22, top * 0.02, palette.base) +
    around(canvas, { height: top * 0.12, count: 25 }, () => `<circle r="8" fill="${palette.pale}"/>`)
  );
}

function lattice(canvas: Canvas): string {
  const { palette } = canvas.subject;
  const top = topOf(canvas.profile);
  const rows = times(6, (row) =>
    around(canvas, { height: top * (0.8 - row * 0.125), count: 12, shift: (row % 2) * 0.5 }, () => {
      const r = top * 0.125;
      return `<path d="M0 ${px(-r)}L44 0L0 ${px(r)}L-44 0Z" fill="none" stroke="${palette.base}" stroke-width="8"/><circle r="9" fill="${palette.accent}"/><circle cy="-22" r="5" fill="${palette.base}"/><circle cy="22" r="5" fill="${palette.base}"/>`;
    }),
  );
  return (
    rows.join("") + band(canvas, top, top * 0.9, palette.base) + band(canvas, top * 0.07, 0, palette.base)
  );
}

function incised(canvas: Canvas): string {
  const { palette } = canvas.subject;
  const top = topOf(canvas.profile);
  const cut = shade(palette.base, -0.2);
  return (
    times(3, (row) => line(canvas, top * (0.72 - row * 0.16), { colour: cut, width: 5 })).join("") +
    around(
      canvas,
      { height: top * 0.64, count: 15 },
      () =>
        `<path d="M-22 24L0 -22L22 24" fill="none" stroke="${cut}" stroke-width="6"/><path d="M-22 27L0 -19L22 27" fill="none" stroke="#fff3df" stroke-width="2.5" opacity=".4"/>`,
    ) +
    around(
      canvas,
      { height: top * 0.47, count: 25 },
      () => `<circle r="8" fill="${cut}"/><circle cy="2.5" r="5" fill="${shade(palette.base, -0.08)}"/>`,
    )
  );
}

function berber(canvas: Canvas): string {
  const { palette } = canvas.subject;
  const ink = mix(palette.deep, "#1c1310", 0.6);
  const top = topOf(canvas.profile);
  return (
    band(canvas, top * 0.9, top * 0.82, shade(palette.second, -0.02)) +
    around(canvas, { height: top * 0.6, count: 8 }, (index) =>
      index % 2
        ? `<path d="M-46 44L0 -44L46 44ZM-28 32L0 -20L28 32Z" fill="${ink}" fill-rule="evenodd"/>`
        : `<path d="M-40 -40L40 40M40 -40L-40 40M0 -46V46" stroke="${ink}" stroke-width="7"/><path d="M-52 0L0 -50L52 0L0 50Z" fill="none" stroke="${ink}" stroke-width="6"/>`,
    ) +
    line(canvas, top * 0.8, { colour: ink, width: 6 }) +
    line(canvas, top * 0.38, { colour: ink, width: 6 }) +
    around(canvas, { height: top * 0.3, count: 22 }, () => `<path d="M-14 -12L0 14L14 -12Z" fill="${ink}"/>`)
  );
}

function pierced(canvas: Canvas): string {
  const top = topOf(canvas.profile);
  const hole = (r: number) =>
    `<circle r="${r}" fill="#1d120c"/><path d="M${-r} 2a${r} ${r} 0 0 0 ${r * 2} 0" fill="none" stroke="#fff0dc" stroke-width="3" opacity=".5"/>`;
  return (
    around(
      canvas,
      { height: top * 0.28, count: 9 },
      () => `<path d="M0 -44L17 10Q0 26 -17 10Z" fill="#1d120c"/>`,
    ) +
    around(canvas, { height: top * 0.12, count: 13 }, () => hole(11)) +
    around(canvas, { height: top * 0.76, count: 11 }, () => hole(12)) +
    line(canvas, top * 0.88, { colour: shade(canvas.subject.palette.base, -0.22), width: 6 })
  );
}

function ribs(canvas: Canvas): string {
  const top = topOf(canvas.profile);
  return times(11, (row) => {
    const height = top * (0.76 - row * 0.066);
    return (
      line(canvas, height, { colour: "#2a150c", width: 6 }).replace("/>", ' opacity=".2"/>') +
      line(canvas, height - 10, { colour: "#fff4e0", width: 5 }).replace("/>", ' opacity=".2"/>')
    );
  }).join("");
}

function dip(canvas: Canvas): string {
  const { subject, profile } = canvas;
  const top = topOf(profile);
  return (
    band(canvas, top + 20, top * 0.46, subject.palette.base) +
    line(canvas, top * 0.46, { colour: subject.palette.deep, width: 6 }) +
    speckle(canvas, subject.palette.deep, 0.5)
  );
}

const motifs: Record<string, (canvas: Canvas) => string> = {
  drip,
  bands,
  dots,
  leaves,
  rays,
  lattice,
  incised,
  berber,
  pierced,
  ribs,
  dip,
  speckle: (canvas) => speckle(canvas, canvas.subject.palette.deep),
};

export function paintedMotif(canvas: Canvas): string {
  return motifs[canvas.subject.motif]?.(canvas) ?? "";
}
