// Furniture seen from the front or a little from above, standing on its origin.
import { shade } from "../colour.ts";
import { polygon, starPoints, times, pairs } from "../shapes.ts";
import { clipped, covering, linear, px, stops } from "../sheet.ts";
import type { Piece, Subject } from "../subject.ts";
import { woodOf, board, box } from "./wood.ts";
import { octagonTable, chest, rehal, trayStand, benchPiece, chair, stool } from "./furniture-tables.ts";

function screen(subject: Subject): Piece {
  const wood = woodOf(subject);
  const { sheet } = subject;
  const knots = covering(
    sheet,
    [48, 48],
    `<g fill="${shade(wood, 0.02)}"><circle cx="24" cy="24" r="11"/><circle r="8"/></g><path d="M0 0L48 48M48 0L0 48" stroke="${shade(wood, -0.06)}" stroke-width="7"/><path d="M0 -2L46 44M48 -2L2 44" stroke="#fff0d6" stroke-width="2" opacity=".3"/><circle cx="20" cy="20" r="4" fill="#fff0d6" opacity=".5"/>`,
  );
  const panel = (tone: number, index: number) => {
    const colour = shade(wood, tone);
    const frame = `${box(-160, -1040, 320, 1040)}M-122 -430V-820C-122 -900 -60 -930 0 -990C60 -930 122 -900 122 -820V-430ZM-122 -392V-240H122V-392ZM-122 -204V-50H122V-204Z`;
    const lattice = "M-122 -430V-820C-122 -900 -60 -930 0 -990C60 -930 122 -900 122 -820V-430Z";
    const low = box(-122, -392, 244, 152);
    const solid = box(-122, -204, 244, 154);
    return `${clipped(sheet, `<path d="${lattice}${low}"/>`, knots({ x: -122, y: -990, width: 244, height: 750 }))}<g fill-rule="evenodd">${board(subject, frame, { colour })}</g>${board(subject, solid, { colour: shade(colour, -0.06) })}<path d="${polygon(starPoints({ centre: [0, -127], outer: 60, inner: 42, points: 8 }))}" fill="none" stroke="${shade(colour, -0.22)}" stroke-width="7"/><path d="${lattice}${low}${solid}" fill="none" stroke="${shade(colour, -0.24)}" stroke-width="7" opacity=".7"/>${index < 2 ? `<path d="M160 -860v60M160 -240v60" stroke="#b5894a" stroke-width="12"/>` : ""}`;
  };
  const lean = pairs("-312,-0.1 0,0.03 312,-0.06").map(
    ([x, tone], index) =>
      `<g transform="translate(${x} 0) skewY(${index === 1 ? -3 : 3.4})">${panel(tone, index)}</g>`,
  );
  return { markup: lean.join(""), width: 960, height: 1070, outline: box(-470, -1040, 940, 1040) };
}

function mirror(subject: Subject): Piece {
  const { sheet, palette } = subject;
  const wood = palette.name === "Turquoise" ? palette.base : woodOf(subject);
  const gate = (k: number, foot: number) =>
    `M${px(-250 * k)} ${px(-foot)}V${px(-500)}C${px(-250 * k)} -520 ${px(-330 * k)} -560 ${px(-330 * k)} -700C${px(-330 * k)} -880 ${px(-140 * k)} ${px(-960 - 60 * k)} 0 ${px(-1000 - 90 * k)}C${px(140 * k)} ${px(-960 - 60 * k)} ${px(330 * k)} -880 ${px(330 * k)} -700C${px(330 * k)} -560 ${px(250 * k)} -520 ${px(250 * k)} -500V${px(-foot)}Z`;
  const [outer, inner] = [gate(1, 0), gate(0.76, 76)];
  const glass = linear(sheet, 40, stops("0 #f2f3ee, 0.35 #b9c4c4, 0.5 #dfe5e2, 0.7 #9aa8aa, 1 #cfd6d3"));
  const room = `<path d="M-300 -520L300 -620V-76H-300Z" fill="#d9c4a4" opacity=".5"/><path d="M-260 -1100L60 -1100L-140 -76H-300Z" fill="#ffffff" opacity=".34"/>`;
  return {
    markup: `${board(subject, outer, { colour: wood })}<path d="${outer}" fill="none" stroke="${shade(wood, -0.2)}" stroke-width="7"/><path d="${gate(0.95, 14)}" fill="none" stroke="${shade(wood, 0.14)}" stroke-width="6"/><path d="${gate(0.8, 64)}" fill="none" stroke="${shade(wood, -0.22)}" stroke-width="11" stroke-dasharray="16 10"/><path d="${gate(0.88, 40)}" fill="none" stroke="${shade(wood, -0.18)}" stroke-width="26" stroke-dasharray="4 22"/>${clipped(sheet, `<path d="${inner}"/>`, `<path d="${inner}" fill="${glass}"/>${room}`)}<path d="${inner}" fill="none" stroke="#1d120c" stroke-width="9" opacity=".5"/>`,
    width: 680,
    height: 1100,
    outline: outer,
  };
}

function shelf(subject: Subject): Piece {
  const { palette } = subject;
  const paint = palette.name === "Chalk" ? "#e9e2d3" : palette.base;
  const frame = "M-360 0V-700H-330C-300 -790 -120 -800 0 -900C120 -800 300 -790 330 -700H360V0Z";
  const holes = times(9, (index) => {
    const [x, y] = [-310 + (index % 3) * 212, -650 + Math.floor(index / 3) * 216];
    return `M${x} ${y + 190}V${y + 70}C${x} ${y + 20} ${x + 60} ${y + 30} ${x + 96} ${y}C${x + 132} ${y + 30} ${x + 192} ${y + 20} ${x + 192} ${y + 70}V${y + 190}Z`;
  });
  const inside = (path: string, index: number) =>
    `<path d="${path}" fill="${shade(paint, -0.26 + (index % 3) * 0.03)}"/><path d="${path}" fill="${linear(
      subject.sheet,
      40,
      stops("0 #120a06 0.5, 0.6 #120a06 0.05"),
    )}"/>`;
  const wares = ["#c4503f", "#dc9b2c", "#f1e6cf", "#7a3a2a", "#d3a55f", "#5d6a3c"];
  const things = [0, 2, 4, 5, 7]
    .map((index, order) => {
      const [x, y] = [-310 + (index % 3) * 212 + 96, -650 + Math.floor(index / 3) * 216 + 188];
      const tone = wares[order] ?? "#c4503f";
      return order % 2
        ? `<path d="M${x - 54} ${y}Q${x - 66} ${y - 50} ${x - 70} ${y - 62}H${x + 70}Q${x + 66} ${y - 50} ${x + 54} ${y}Z" fill="${linear(
            subject.sheet,
            0,
            [
              [0, shade(tone, -0.1)],
              [0.3, shade(tone, 0.12)],
              [1, shade(tone, -0.18)],
            ],
          )}"/>`
        : `<path d="M${x - 36} ${y}C${x - 62} ${y - 40} ${x - 40} ${y - 76} ${x - 18} ${y - 88}V${y - 108}H${x + 18}V${y - 88}C${x + 40} ${y - 76} ${x + 62} ${y - 40} ${x + 36} ${y}Z" fill="${linear(
            subject.sheet,
            0,
            [
              [0, shade(tone, -0.1)],
              [0.3, shade(tone, 0.12)],
              [1, shade(tone, -0.18)],
            ],
          )}"/>`;
    })
    .join("");
  return {
    markup: `${board(subject, frame, { colour: paint })}${holes.map(inside).join("")}${things}<path d="${holes.join("")}" fill="none" stroke="${shade(paint, 0.12)}" stroke-width="5"/><path d="${frame}" fill="none" stroke="${shade(paint, -0.18)}" stroke-width="7"/><path d="${polygon(starPoints({ centre: [0, -776], outer: 46, inner: 32, points: 8 }))}" fill="${shade(paint, -0.26)}"/><path d="M-380 0H380V-26H-380Z" fill="${shade(paint, -0.08)}"/>`,
    width: 760,
    height: 900,
    outline: frame,
  };
}

const forms: Record<string, (subject: Subject) => Piece> = {
  octagon: octagonTable,
  stool,
  screen,
  chest,
  rehal,
  traystand: trayStand,
  mirror,
  bench: benchPiece,
  chair,
  shelf,
};

export function furniturePiece(subject: Subject): Piece {
  return (forms[subject.form] ?? stool)(subject);
}
