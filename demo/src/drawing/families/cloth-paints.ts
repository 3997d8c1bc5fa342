// Cloth as a paint: ikat, stripes, block print, embroidery. Every pattern is a repeatable tile.
import { mix, shade } from "../colour.ts";
import { circlePath, leafPath, onCircle, times } from "../shapes.ts";
import { grain, px, tiled } from "../sheet.ts";
import { randomFor, type Subject } from "../subject.ts";
import { knotsFor } from "./weave-motifs.ts";

export type ClothPaint = { readonly paint: string; readonly ground: string };

const rect = (x: number, y: number, box: { width: number; height: number; fill: string }) => `<rect x="${px(x)}" y="${px(y)}" width="${px(box.width)}" height="${px(box.height)}" fill="${box.fill}"/>`;

/** A vertical shape with feathered edges, as warp threads slip in the dyeing. */
function feathered(subject: Subject, shape: { cx: number; cy: number; half: number; high: number; purpose: string }): string {
  const random = randomFor(subject, shape.purpose);
  const strips = Math.max(6, Math.round(shape.half / 4.2));
  return times(strips * 2, (index) => {
    const u = (index - strips + 0.5) / strips;
    const x = shape.cx + u * shape.half;
    const reach = shape.high * (1 - Math.abs(u)) + random.between(-0.09, 0.09) * shape.high;
    const wide = shape.half / strips + 0.4;
    return reach > 2 ? `M${px(x)} ${px(shape.cy - reach - random.between(0, 14))}h${px(wide)}V${px(shape.cy + reach + random.between(0, 14))}h${px(-wide)}Z` : "";
  }).join("");
}

function ikat(subject: Subject): ClothPaint {
  const { palette, sheet } = subject;
  const [width, height] = [200, 300];
  const figure = (cx: number, cy: number, purpose: string) =>
    [[88, 140, palette.base], [70, 112, palette.pale], [56, 90, palette.accent], [34, 56, palette.deep], [15, 27, palette.pale]]
      .map(([half, high, colour], index) => `<path d="${feathered(subject, { cx, cy, half: Number(half), high: Number(high), purpose: `${purpose} ${index}` })}" fill="${colour}"/>`)
      .join("");
  const horns = (cx: number, cy: number) => `<path d="${feathered(subject, { cx: cx - 62, cy, half: 13, high: 58, purpose: `horn ${cx}` })}${feathered(subject, { cx: cx + 62, cy, half: 13, high: 58, purpose: `horn b ${cx}` })}" fill="${palette.second}"/>`;
  const content = rect(0, 0, { width, height, fill: palette.pale }) + figure(100, 150, "middle") + [0, height].map((cy) => [0, width].map((cx) => `${horns(cx, cy)}<path d="${feathered(subject, { cx, cy, half: 44, high: 74, purpose: "corner" })}" fill="${palette.second}"/><path d="${feathered(subject, { cx, cy, half: 20, high: 38, purpose: "corner heart" })}" fill="${palette.accent}"/>`).join("")).join("");
  return { paint: tiled(sheet, [width, height], { content }), ground: palette.pale };
}

function block(subject: Subject): ClothPaint {
  const { palette, sheet } = subject;
  const sprig = (x: number, y: number) =>
    `<g transform="translate(${x} ${y})"><path d="M0 40V-6" stroke="${palette.second}" stroke-width="3.4"/>${[-1, 1].map((side) => `<path d="${leafPath([0, 32], 32, { turn: -Math.PI / 2 + side * 0.95, width: 9 })}${leafPath([0, 16], 24, { turn: -Math.PI / 2 + side * 0.9, width: 7 })}" fill="${palette.second}"/>`).join("")}<path d="${times(7, (index) => leafPath([0, -16], 25, { turn: -Math.PI / 2 + (index - 3) * 0.5, width: 6.5 })).join("")}" fill="${palette.base}"/><circle cy="-16" r="7" fill="${palette.accent}"/><path d="${times(5, (index) => circlePath(onCircle([0, -16], 33, -Math.PI / 2 + (index - 2) * 0.62), 2.6)).join("")}" fill="${palette.base}"/></g>`;
  const content = rect(0, 0, { width: 130, height: 160, fill: palette.pale }) + sprig(34, 42) + sprig(98, 122) + `<circle cx="98" cy="34" r="3.5" fill="${palette.base}"/><circle cx="34" cy="116" r="3.5" fill="${palette.base}"/>`;
  return { paint: tiled(sheet, [130, 160], { content }), ground: palette.pale };
}

function suzani(subject: Subject): ClothPaint {
  const { palette, sheet } = subject;
  const sun = (x: number, y: number, r: number) =>
    `<g transform="translate(${x} ${y})"><circle r="${r}" fill="none" stroke="${palette.second}" stroke-width="5"/><path d="${times(18, (index) => leafPath(onCircle([0, 0], r * 0.62, (index * Math.PI) / 9), r * 0.34, { turn: (index * Math.PI) / 9, width: r * 0.1 })).join("")}" fill="${palette.accent}"/><circle r="${px(r * 0.64)}" fill="${palette.base}"/><circle r="${px(r * 0.46)}" fill="none" stroke="${palette.pale}" stroke-width="5" stroke-dasharray="5 7"/><path d="${times(8, (index) => leafPath([0, 0], r * 0.4, { turn: (index * Math.PI) / 4, width: r * 0.09 })).join("")}" fill="${palette.accent}"/><circle r="${px(r * 0.13)}" fill="${palette.deep}"/></g>`;
  const sprays = times(8, (index) => {
    const turn = (index * Math.PI) / 4 + 0.39;
    return `<path d="${leafPath(onCircle([150, 150], 118, turn), 60, { turn: turn + 0.6, width: 16 })}${leafPath(onCircle([150, 150], 118, turn), 46, { turn: turn - 0.8, width: 13 })}" fill="${index % 2 ? palette.second : shade(palette.second, 0.1)}"/>`;
  }).join("");
  const content = rect(0, 0, { width: 300, height: 300, fill: palette.pale }) + sprays + sun(150, 150, 104) + [[0, 0], [300, 0], [0, 300], [300, 300]].map(([x, y]) => sun(x ?? 0, y ?? 0, 58)).join("");
  return { paint: tiled(sheet, [300, 300], { content }), ground: palette.pale };
}

function stripes(subject: Subject, look: { ground: string; plan: readonly (readonly [at: number, width: number, colour: string])[]; size: number }): ClothPaint {
  const content = rect(0, 0, { width: look.size, height: look.size, fill: look.ground }) + look.plan.map(([y, height, fill]) => rect(0, y, { width: look.size, height, fill })).join("");
  return { paint: tiled(subject.sheet, [look.size, look.size], { content }), ground: look.ground };
}

function mirrors(subject: Subject): ClothPaint {
  const { palette, sheet } = subject;
  const flower = (x: number, y: number, colour: string) => `<g transform="translate(${x} ${y})"><path d="${times(12, (index) => leafPath(onCircle([0, 0], 15, (index * Math.PI) / 6), 18, { turn: (index * Math.PI) / 6, width: 4.4 })).join("")}" fill="${colour}"/><circle r="15" fill="${palette.pale}"/><circle r="11.5" fill="#b9c4c6"/><path d="M-8 3L4 -9L9 -4L-3 9Z" fill="#ffffff" opacity=".8"/></g>`;
  const content = rect(0, 0, { width: 124, height: 124, fill: palette.base }) + `<path d="M62 0L124 62L62 124L0 62Z" fill="none" stroke="${palette.accent}" stroke-width="4" stroke-dasharray="9 5"/>` + flower(62, 62, palette.accent) + [[0, 0], [124, 0], [0, 124], [124, 124]].map(([x, y]) => flower(x ?? 0, y ?? 0, palette.second === palette.base ? palette.pale : "#c9604c")).join("");
  return { paint: tiled(sheet, [124, 124], { content }), ground: palette.base };
}

function paisley(subject: Subject): ClothPaint {
  const { palette, sheet } = subject;
  const drop = "M0 60C-46 60 -58 6 -30 -28C-10 -54 20 -58 40 -84C44 -50 56 -30 46 6C40 40 24 60 0 60Z";
  const boteh = (x: number, y: number, flip: number) => `<g transform="translate(${x} ${y}) scale(${flip * 0.92} .92)"><path d="${drop}" fill="${palette.accent}"/><path d="${drop}" fill="${palette.deep}" transform="translate(0 4) scale(.82)"/><path d="${drop}" fill="none" stroke="${palette.pale}" stroke-width="3.4" stroke-dasharray="2 7" stroke-linecap="round" transform="translate(0 3) scale(.9)"/><path d="${times(7, (index) => leafPath([-2, 26], 30, { turn: -Math.PI / 2 + (index - 3) * 0.5, width: 6 })).join("")}" fill="${palette.pale}"/><circle cx="-2" cy="28" r="8" fill="${palette.second === palette.base ? palette.accent : "#b8432f"}"/><circle cx="14" cy="-22" r="6" fill="${palette.accent}"/></g>`;
  const content = rect(0, 0, { width: 200, height: 220, fill: palette.base }) + boteh(52, 66, 1) + boteh(150, 178, -1) + `<path d="${[[150, 50], [48, 165], [100, 110], [4, 110], [196, 110]].map(([x, y]) => times(6, (index) => leafPath([x ?? 0, y ?? 0], 15, { turn: (index * Math.PI) / 3, width: 4 })).join("")).join("")}" fill="${palette.pale}" opacity=".85"/>`;
  return { paint: tiled(sheet, [200, 220], { content }), ground: palette.base };
}

function woven(subject: Subject, plan: { columns: number; rows: number; knot: number; motif: string }): ClothPaint {
  const { palette, sheet } = subject;
  const at = knotsFor(plan.motif, subject.slug, plan);
  const yarns = [palette.base, palette.pale, palette.accent, palette.second, palette.deep];
  const paths = yarns.map(() => "");
  for (let row = 0; row < plan.rows; row += 1) for (let column = 0; column < plan.columns; column += 1) {
    const yarn = at(column, row);
    if (yarn !== 0) paths[yarn] += `M${px(column * plan.knot)} ${px(row * plan.knot)}h${px(plan.knot + 0.3)}v${px(plan.knot + 0.3)}h${px(-plan.knot - 0.3)}Z`;
  }
  const size = [plan.columns * plan.knot, plan.rows * plan.knot] as const;
  const content = rect(0, 0, { width: size[0], height: size[1], fill: palette.base }) + paths.map((path, yarn) => (path ? `<path d="${path}" fill="${yarns[yarn]}"/>` : "")).join("");
  return { paint: tiled(sheet, size, { content }), ground: palette.base };
}

function birds(subject: Subject): ClothPaint {
  const { palette, sheet } = subject;
  const bird = (x: number, y: number, look: { flip: number; colour: string }) => `<g transform="translate(${x} ${y}) scale(${look.flip} 1)"><path d="M-30 2C-24 -18 0 -24 14 -14L26 -26L36 -17L26 -10C22 10 2 20 -16 14L-46 22Z" fill="${look.colour}"/><circle cx="27" cy="-18" r="2.6" fill="${palette.pale}"/><path d="M-2 16v14M8 14v14" stroke="${palette.deep}" stroke-width="3"/></g>`;
  const tree = (x: number, y: number) => `<g transform="translate(${x} ${y})"><path d="M-5 74L-3 -10H3L5 74Z" fill="${palette.accent}"/><path d="${times(9, (index) => leafPath([0, -8], 62, { turn: -Math.PI / 2 + (index - 4) * 0.52, width: 10 })).join("")}" fill="${palette.second}"/></g>`;
  const content = rect(0, 0, { width: 260, height: 250, fill: palette.pale }) + tree(66, 96) + tree(196, 214) + bird(170, 66, { flip: 1, colour: palette.base }) + bird(96, 214, { flip: -1, colour: palette.accent }) + bird(20, 150, { flip: 1, colour: palette.second }) + rect(0, 238, { width: 260, height: 6, fill: palette.base }) + rect(0, 118, { width: 260, height: 3, fill: palette.accent });
  return { paint: tiled(sheet, [260, 250], { content }), ground: palette.pale };
}

function small(subject: Subject, kind: "waffle" | "check" | "diamond" | "sequins" | "pompom"): ClothPaint {
  const { palette, sheet } = subject;
  const { base, deep, pale } = palette;
  const contents: Record<typeof kind, readonly [size: number, content: string]> = {
    waffle: [26, rect(0, 0, { width: 26, height: 26, fill: base }) + rect(4, 4, { width: 18, height: 18, fill: shade(base, -0.09) }) + `<path d="M4 22V4H22" fill="none" stroke="${shade(base, -0.2)}" stroke-width="3"/><path d="M4 22H22V4" fill="none" stroke="${shade(base, 0.08)}" stroke-width="3"/>`],
    check: [44, rect(0, 0, { width: 44, height: 44, fill: pale }) + `<path d="M0 0H22V44H0ZM0 0H44V22H0Z" fill="${base}" opacity=".52"/><path d="M33 0V44M0 33H44" stroke="${palette.accent}" stroke-width="2" opacity=".6"/>`],
    diamond: [34, rect(0, 0, { width: 34, height: 34, fill: base }) + `<path d="M17 1L33 17L17 33L1 17Z" fill="none" stroke="${mix(base, deep, 0.4)}" stroke-width="3"/><path d="M17 11L23 17L17 23L11 17Z" fill="${mix(base, pale, 0.6)}"/>`],
    sequins: [150, rect(0, 0, { width: 150, height: 150, fill: base }) + times(7, (row) => `<path d="M0 ${row * 21 + 8}H150" stroke="${shade(base, -0.08)}" stroke-width="7" stroke-dasharray="3 4"/>`).join("") + times(10, (index) => `<circle cx="${(index * 47) % 150}" cy="${(index * 61) % 150}" r="7.5" fill="${palette.name === "Charcoal" ? "#d9d3c6" : "#c9b48a"}"/><circle cx="${((index * 47) % 150) - 2}" cy="${((index * 61) % 150) - 2}" r="3.4" fill="#ffffff" opacity=".85"/>`).join("")],
    pompom: [120, rect(0, 0, { width: 120, height: 120, fill: palette.name === "Ivory" ? base : pale }) + rect(0, 14, { width: 120, height: 17, fill: palette.name === "Ivory" ? palette.accent : base }) + rect(0, 42, { width: 120, height: 5, fill: palette.name === "Ivory" ? palette.second : palette.accent }) + rect(0, 78, { width: 120, height: 8, fill: palette.name === "Ivory" ? palette.accent : base })],
  };
  const [size, content] = contents[kind];
  return { paint: tiled(sheet, [size, size], { content }), ground: kind === "check" ? pale : base };
}

/** The cloth of a textile's motif. */
export function clothPaint(subject: Subject): ClothPaint {
  const { palette } = subject;
  const { base, deep, pale, accent, second } = palette;
  switch (subject.motif) {
    case "ikat": return ikat(subject);
    case "block": return block(subject);
    case "suzani": return suzani(subject);
    case "mirrors": return mirrors(subject);
    case "paisley": return paisley(subject);
    case "birds": return birds(subject);
    case "sadu": return woven(subject, { columns: 60, rows: 42, knot: 9, motif: "sadu" });
    case "stripes": return stripes(subject, { ground: mix(pale, "#ffffff", 0.3), size: 150, plan: [[0, 62, base], [74, 6, base], [90, 14, mix(base, pale, 0.35)], [114, 6, base]] });
    case "awning": return stripes(subject, { ground: pale, size: 150, plan: [[0, 60, base], [72, 7, accent], [92, 34, mix(base, deep, 0.5)]] });
    case "sabra": return stripes(subject, { ground: base, size: 700, plan: [[0, 10, pale], [18, 24, second === base ? accent : second], [52, 5, pale], [640, 5, pale], [655, 24, second === base ? accent : second], [690, 10, pale]] });
    case "waffle": case "check": case "diamond": case "sequins": case "pompom": return small(subject, subject.motif);
    default: return { paint: base, ground: base };
  }
}

/** Threads over any cloth; closer views show warp and weft. */
export function threadOverlay(subject: Subject, size = 5): string {
  const step = subject.close ? size * 0.8 : size;
  return tiled(subject.sheet, [step, step], { content: `<path d="M0 ${px(step * 0.82)}H${px(step)}" stroke="#1d0f08" stroke-width="${px(step * 0.2)}" opacity=".2"/><path d="M${px(step * 0.82)} 0V${px(step)}" stroke="#1d0f08" stroke-width="${px(step * 0.2)}" opacity=".13"/><path d="M0 ${px(step * 0.3)}H${px(step * 0.6)}" stroke="#fffaf0" stroke-width="${px(step * 0.25)}" opacity=".16"/>` });
}

export function linenGrain(subject: Subject): string {
  return grain(subject.sheet, { scale: 0.5, strength: 0.22, colour: "#1d0f08", stretch: 0.5 });
}
