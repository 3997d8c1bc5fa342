// Printed and embroidered cloth: sprigs, suns, mirrors, paisley, birds.
import { shade } from "../colour.ts";
import { circlePath, leafPath, onCircle, times, pairs } from "../shapes.ts";
import { covering, px } from "../sheet.ts";
import type { Subject } from "../subject.ts";
import { type ClothCover, rect } from "./cloth-cover.ts";

export function block(subject: Subject): ClothCover {
  const { palette, sheet } = subject;
  const sprig = (x: number, y: number) =>
    `<g transform="translate(${x} ${y})"><path d="M0 40V-6" stroke="${palette.second}" stroke-width="3.4"/>${[-1, 1].map((side) => `<path d="${leafPath([0, 32], 32, { turn: -Math.PI / 2 + side * 0.95, width: 9 })}${leafPath([0, 16], 24, { turn: -Math.PI / 2 + side * 0.9, width: 7 })}" fill="${palette.second}"/>`).join("")}<path d="${times(7, (index) => leafPath([0, -16], 25, { turn: -Math.PI / 2 + (index - 3) * 0.5, width: 6.5 })).join("")}" fill="${palette.base}"/><circle cy="-16" r="7" fill="${palette.accent}"/><path d="${times(5, (index) => circlePath(onCircle([0, -16], 33, -Math.PI / 2 + (index - 2) * 0.62), 2.6)).join("")}" fill="${palette.base}"/></g>`;
  const content =
    rect(0, 0, { width: 130, height: 160, fill: palette.pale }) +
    sprig(34, 42) +
    sprig(98, 122) +
    `<circle cx="98" cy="34" r="3.5" fill="${palette.base}"/><circle cx="34" cy="116" r="3.5" fill="${palette.base}"/>`;
  return { cover: covering(sheet, [130, 160], content), ground: palette.pale };
}

export function suzani(subject: Subject): ClothCover {
  const { palette, sheet } = subject;
  const sun = (x: number, y: number, r: number) =>
    `<g transform="translate(${x} ${y})"><circle r="${r}" fill="none" stroke="${palette.second}" stroke-width="5"/><path d="${times(18, (index) => leafPath(onCircle([0, 0], r * 0.62, (index * Math.PI) / 9), r * 0.34, { turn: (index * Math.PI) / 9, width: r * 0.1 })).join("")}" fill="${palette.accent}"/><circle r="${px(r * 0.64)}" fill="${palette.base}"/><circle r="${px(r * 0.46)}" fill="none" stroke="${palette.pale}" stroke-width="5" stroke-dasharray="5 7"/><path d="${times(8, (index) => leafPath([0, 0], r * 0.4, { turn: (index * Math.PI) / 4, width: r * 0.09 })).join("")}" fill="${palette.accent}"/><circle r="${px(r * 0.13)}" fill="${palette.deep}"/></g>`;
  const sprays = times(8, (index) => {
    const turn = (index * Math.PI) / 4 + 0.39;
    return `<path d="${leafPath(onCircle([150, 150], 118, turn), 60, { turn: turn + 0.6, width: 16 })}${leafPath(onCircle([150, 150], 118, turn), 46, { turn: turn - 0.8, width: 13 })}" fill="${index % 2 ? palette.second : shade(palette.second, 0.1)}"/>`;
  }).join("");
  const content =
    rect(0, 0, { width: 300, height: 300, fill: palette.pale }) +
    sprays +
    sun(150, 150, 104) +
    pairs("0,0 300,0 0,300 300,300")
      .map(([x, y]) => sun(x, y, 58))
      .join("");
  return { cover: covering(sheet, [300, 300], content), ground: palette.pale };
}

export function mirrors(subject: Subject): ClothCover {
  const { palette, sheet } = subject;
  const flower = (x: number, y: number, colour: string) =>
    `<g transform="translate(${x} ${y})"><path d="${times(9, (index) => leafPath(onCircle([0, 0], 15, (index * Math.PI) / 4.5), 18, { turn: (index * Math.PI) / 4.5, width: 5.4 })).join("")}" fill="${colour}"/><circle r="15" fill="${palette.pale}"/><circle r="11.5" fill="#b9c4c6"/><path d="M-8 3L4 -9L9 -4L-3 9Z" fill="#ffffff" opacity=".8"/></g>`;
  const content =
    rect(0, 0, { width: 124, height: 124, fill: palette.base }) +
    `<path d="M62 0L124 62L62 124L0 62Z" fill="none" stroke="${palette.accent}" stroke-width="4" stroke-dasharray="9 5"/>` +
    flower(62, 62, palette.accent) +
    // Only one corner: the tiles beside and below draw theirs over it.
    flower(0, 0, "#c9604c");
  return { cover: covering(sheet, [124, 124], content), ground: palette.base };
}

export function paisley(subject: Subject): ClothCover {
  const { palette, sheet } = subject;
  const drop = "M0 60C-46 60 -58 6 -30 -28C-10 -54 20 -58 40 -84C44 -50 56 -30 46 6C40 40 24 60 0 60Z";
  const boteh = (x: number, y: number, flip: number) =>
    `<g transform="translate(${x} ${y}) scale(${flip * 0.92} .92)"><path d="${drop}" fill="${palette.accent}"/><path d="${drop}" fill="${palette.deep}" transform="translate(0 4) scale(.82)"/><path d="${drop}" fill="none" stroke="${palette.pale}" stroke-width="3.4" stroke-dasharray="2 7" stroke-linecap="round" transform="translate(0 3) scale(.9)"/><path d="${times(7, (index) => leafPath([-2, 26], 30, { turn: -Math.PI / 2 + (index - 3) * 0.5, width: 6 })).join("")}" fill="${palette.pale}"/><circle cx="-2" cy="28" r="8" fill="${palette.second === palette.base ? palette.accent : "#b8432f"}"/><circle cx="14" cy="-22" r="6" fill="${palette.accent}"/></g>`;
  const content =
    rect(0, 0, { width: 200, height: 220, fill: palette.base }) +
    boteh(52, 66, 1) +
    boteh(150, 178, -1) +
    `<path d="${pairs("150,50 48,165 100,110 4,110 196,110")
      .map(([x, y]) =>
        times(6, (index) => leafPath([x, y], 15, { turn: (index * Math.PI) / 3, width: 4 })).join(""),
      )
      .join("")}" fill="${palette.pale}" opacity=".85"/>`;
  return { cover: covering(sheet, [200, 220], content), ground: palette.base };
}

export function birds(subject: Subject): ClothCover {
  const { palette, sheet } = subject;
  const bird = (x: number, y: number, look: { flip: number; colour: string }) =>
    `<g transform="translate(${x} ${y}) scale(${look.flip} 1)"><path d="M-30 2C-24 -18 0 -24 14 -14L26 -26L36 -17L26 -10C22 10 2 20 -16 14L-46 22Z" fill="${look.colour}"/><circle cx="27" cy="-18" r="2.6" fill="${palette.pale}"/><path d="M-2 16v14M8 14v14" stroke="${palette.deep}" stroke-width="3"/></g>`;
  const tree = (x: number, y: number) =>
    `<g transform="translate(${x} ${y})"><path d="M-5 74L-3 -10H3L5 74Z" fill="${palette.accent}"/><path d="${times(9, (index) => leafPath([0, -8], 62, { turn: -Math.PI / 2 + (index - 4) * 0.52, width: 10 })).join("")}" fill="${palette.second}"/></g>`;
  const content =
    rect(0, 0, { width: 260, height: 250, fill: palette.pale }) +
    tree(66, 96) +
    tree(196, 214) +
    bird(170, 66, { flip: 1, colour: palette.base }) +
    bird(96, 214, { flip: -1, colour: palette.accent }) +
    bird(20, 150, { flip: 1, colour: palette.second }) +
    rect(0, 238, { width: 260, height: 6, fill: palette.base }) +
    rect(0, 118, { width: 260, height: 3, fill: palette.accent });
  return { cover: covering(sheet, [260, 250], content), ground: palette.pale };
}
