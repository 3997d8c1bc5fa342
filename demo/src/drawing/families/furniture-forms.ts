// Furniture seen from the front or a little from above, standing on its origin.
import { mix, shade } from "../colour.ts";
import { circlePath, leafPath, onCircle, placed, polygon, regular, starPoints, times, type Point } from "../shapes.ts";
import { clipped, grain, linear, px, tiled } from "../sheet.ts";
import type { Piece, Subject } from "../subject.ts";
import { rosette } from "./tilings.ts";
import { stoolMarkup } from "./stools.ts";

const natural: Record<string, string> = { Walnut: "#70492f", Honey: "#b98348", Natural: "#c9a06a", Black: "#35302d", Chalk: "#e6dfd0" };
export const woodOf = ({ palette }: Subject) => natural[palette.name] ?? "#8a5c3a";

/** A board of any outline with its grain along one way. */
export function board(subject: Subject, outline: string, look: { colour: string; angle?: number; along?: "x" | "y" }): string {
  const { sheet } = subject;
  const { colour, angle = 40, along = "y" } = look;
  const light = linear(sheet, angle, [[0, shade(colour, 0.09)], [0.5, colour], [1, shade(colour, -0.1)]]);
  const veins = grain(sheet, along === "y" ? { scale: 0.03, strength: 0.5, colour: shade(colour, -0.2), stretch: 0.12 } : { scale: 0.004, strength: 0.5, colour: shade(colour, -0.2), stretch: 9 });
  return `<path d="${outline}" fill="${light}"/><path d="${outline}" fill="${veins}"/>`;
}

const box = (x: number, y: number, width: number, height: number) => `M${px(x)} ${px(y)}h${px(width)}v${px(height)}h${px(-width)}Z`;

/** A slim turned post. */
function post(subject: Subject, place: { x: number; top: number; foot: number; width: number }, colour: string): string {
  const { x, top, foot, width } = place;
  const round = linear(subject.sheet, 0, [[0, shade(colour, -0.12)], [0.35, shade(colour, 0.14)], [1, shade(colour, -0.2)]]);
  const bulges = [0.2, 0.42, 0.5, 0.58, 0.82].map((part, index) => `<ellipse cx="${px(x)}" cy="${px(top + (foot - top) * part)}" rx="${px(width * (index === 2 ? 0.95 : 0.74))}" ry="${px(width * 0.42)}" fill="${round}"/>`).join("");
  return `<path d="M${px(x - width / 2)} ${px(top)}H${px(x + width / 2)}L${px(x + width * 0.4)} ${px(foot)}H${px(x - width * 0.4)}Z" fill="${round}"/>${bulges}`;
}

function octagonTable(subject: Subject): Piece {
  const wood = woodOf(subject);
  const bone = "#efe4cc";
  const [rx, ry, high] = [400, 120, 560];
  const corners = regular([0, 0], 1, { count: 8, turn: Math.PI / 8 }).map(([x, y]): Point => [x * rx, -high + y * ry]);
  const sides = [0, 1, 2, 3].map((index) => {
    const [a, b] = [corners[index] ?? [0, 0], corners[index + 1] ?? [0, 0]];
    const tone = shade(wood, [-0.16, -0.06, 0.03, -0.01][index] ?? 0);
    const drop = high - 100;
    const at = (u: number, v: number): Point => [a[0] + (b[0] - a[0]) * u, a[1] + (b[1] - a[1]) * u + drop * v];
    const p = (u: number, v: number) => at(u, v).map(px).join(" ");
    const panel = `M${p(0, 0)}L${p(1, 0)}L${p(1, 1)}L${p(0.82, 1)}L${p(0.82, 0.62)}C${p(0.82, 0.46)} ${p(0.6, 0.44)} ${p(0.5, 0.32)}C${p(0.4, 0.44)} ${p(0.18, 0.46)} ${p(0.18, 0.62)}L${p(0.18, 1)}L${p(0, 1)}Z`;
    const marks = times(7, (step) => { const [x, y] = at(0.14 + step * 0.12, 0.14); return polygon(starPoints({ centre: [x, y], outer: 15, inner: 7, points: 4 })); }).join("") + [0.09, 0.91].map((u) => times(6, (step) => { const [x, y] = at(u, 0.3 + step * 0.12); return polygon(regular([x, y], 9, { count: 4 })); }).join("")).join("");
    return `${board(subject, panel, { colour: tone })}<path d="${marks}" fill="${bone}" opacity=".9"/><path d="M${p(0.05, 0.05)}L${p(0.95, 0.05)}M${p(0.05, 0.22)}L${p(0.95, 0.22)}" stroke="${bone}" stroke-width="3" opacity=".7"/>`;
  });
  const back = `<path d="M${px(-rx * 0.8)} ${-high + 60}V-130H${px(rx * 0.8)}V${-high + 60}Z" fill="${shade(wood, -0.3)}"/>`;
  const star = (k: number, inner: number) => polygon(starPoints({ centre: [0, 0], outer: k, inner, points: 8 }).map(([x, y]): Point => [x * rx, -high + y * ry]));
  const ringed = rosette([0, 0], 0.8, 8).map(({ points, kind }) => `<path d="${polygon(points.map(([x, y]): Point => [x * rx, -high + y * ry]))}" fill="${kind === 1 ? bone : kind === 2 ? "#b5894a" : shade(wood, kind === 0 ? -0.08 : 0.1)}" stroke="${shade(wood, -0.2)}" stroke-width="1.5"/>`).join("");
  const top = polygon(corners.map(([x, y]): Point => [x * 1.05, -high + (y + high) * 1.05]));
  const lip = polygon(corners.map(([x, y]): Point => [x * 1.05, -high + (y + high) * 1.05 + 18]));
  return { markup: `${back}${sides.reverse().join("")}<path d="${lip}" fill="${shade(wood, -0.24)}"/>${board(subject, top, { colour: shade(wood, 0.04), along: "x" })}${ringed}<path d="${star(0.98, 0.93)}" fill="none" stroke="${bone}" stroke-width="5"/>`, width: 840, height: 690, outline: `M-400 0L-390 ${-high}H390L400 0Z` };
}

function screen(subject: Subject): Piece {
  const wood = woodOf(subject);
  const { sheet } = subject;
  const knot = tiled(sheet, [48, 48], { content: `<g fill="${shade(wood, 0.02)}"><circle cx="24" cy="24" r="11"/><circle r="8"/><circle cx="48" r="8"/><circle cy="48" r="8"/><circle cx="48" cy="48" r="8"/></g><path d="M0 0L48 48M48 0L0 48" stroke="${shade(wood, -0.06)}" stroke-width="7"/><path d="M0 -2L46 44M48 -2L2 44" stroke="#fff0d6" stroke-width="2" opacity=".3"/><circle cx="20" cy="20" r="4" fill="#fff0d6" opacity=".5"/>` });
  const panel = (tone: number, index: number) => {
    const colour = shade(wood, tone);
    const frame = `${box(-160, -1040, 320, 1040)}${"M-122 -430V-820C-122 -900 -60 -930 0 -990C60 -930 122 -900 122 -820V-430Z"}M-122 -392V-240H122V-392ZM-122 -204V-50H122V-204Z`;
    const lattice = "M-122 -430V-820C-122 -900 -60 -930 0 -990C60 -930 122 -900 122 -820V-430Z";
    const low = `${box(-122, -392, 244, 152)}`;
    const solid = `${box(-122, -204, 244, 154)}`;
    return `<path d="${lattice}${low}" fill="${knot}"/><g fill-rule="evenodd">${board(subject, frame, { colour })}</g>${board(subject, solid, { colour: shade(colour, -0.06) })}<path d="${polygon(starPoints({ centre: [0, -127], outer: 60, inner: 42, points: 8 }))}" fill="none" stroke="${shade(colour, -0.22)}" stroke-width="7"/><path d="${lattice}${low}${solid}" fill="none" stroke="${shade(colour, -0.24)}" stroke-width="7" opacity=".7"/>${index < 2 ? `<path d="M160 -860v60M160 -240v60" stroke="#b5894a" stroke-width="12"/>` : ""}`;
  };
  const lean = [[-312, -0.1], [0, 0.03], [312, -0.06]].map(([x = 0, tone = 0], index) => `<g transform="translate(${x} 0) skewY(${index === 1 ? -3 : 3.4})">${panel(tone, index)}</g>`);
  return { markup: lean.join(""), width: 960, height: 1070, outline: box(-470, -1040, 940, 1040) };
}

function chest(subject: Subject): Piece {
  const { palette } = subject;
  const front = box(-460, -350, 920, 350);
  const lid = "M-476 -352L-420 -470H420L476 -352Z";
  const flower = (x: number, y: number, r: number) => `<g transform="translate(${x} ${y})"><path d="${times(8, (index) => leafPath(onCircle([0, 0], r * 0.2, (index * Math.PI) / 4), r * 0.75, { turn: (index * Math.PI) / 4, width: r * 0.24 })).join("")}" fill="${palette.name === "Madder" ? "#e7c27a" : "#c4503f"}"/><circle r="${px(r * 0.26)}" fill="#efdcae"/></g>`;
  const sprig = (x: number, flip: number) => `<g transform="translate(${x} -170) scale(${flip} 1)"><path d="M-120 90C-60 40 60 60 120 -70" fill="none" stroke="#efdcae" stroke-width="7"/><path d="${times(6, (index) => leafPath([-96 + index * 38, 70 - index * 20 - (index > 3 ? (index - 3) * 14 : 0)], 52, { turn: index % 2 ? -2.1 : 0.3, width: 13 })).join("")}" fill="${palette.name === "Emerald" ? "#e7c27a" : "#6f9a6c"}"/></g>`;
  const iron = (x: number, y: number, flip: string) => `<path transform="translate(${x} ${y}) scale(${flip})" d="M0 0H84L60 16L40 14L16 40L14 64L0 84Z" fill="#2c2826"/>`;
  return { markup: `<path d="${box(-440, -10, 70, 24)}" fill="#2c2018"/><path d="${box(370, -10, 70, 24)}" fill="#2c2018"/>${board(subject, front, { colour: palette.base, along: "x" })}${board(subject, lid, { colour: shade(palette.base, 0.08), along: "x" })}<path d="M-476 -352H476V-332H-476Z" fill="${shade(palette.base, -0.12)}"/><path d="${box(-424, -306, 848, 270)}" fill="none" stroke="#efdcae" stroke-width="7"/><path d="${box(-408, -290, 816, 238)}" fill="none" stroke="#efdcae" stroke-width="2.5"/>${sprig(-170, 1)}${sprig(170, -1)}${flower(0, -170, 100)}${flower(-320, -170, 66)}${flower(320, -170, 66)}${iron(-460, -350, "1 1")}${iron(460, -350, "-1 1")}${iron(-460, 0, "1 -1")}${iron(460, 0, "-1 -1")}<path d="M-44 -356H44V-300Q0 -262 -44 -300Z" fill="#2c2826"/><circle cy="-318" r="9" fill="#c39a55"/><path d="M0 -314v20" stroke="#c39a55" stroke-width="6"/>`, width: 960, height: 480, outline: `${front}${lid}` };
}

function rehal(subject: Subject): Piece {
  const wood = woodOf(subject);
  const wing = (side: 1 | -1) => {
    const tone = shade(wood, side === 1 ? -0.06 : 0.05);
    const leg = `M${side * 10} -260L${side * 330} 0H${side * 210}L${side * -60} -300Z`;
    const leaf = `M${side * -20} -250L${side * 380} -600Q${side * 440} -560 ${side * 420} -520L${side * 60} -190Z`;
    return { leg: board(subject, leg, { colour: shade(tone, -0.06) }), leaf: `${board(subject, leaf, { colour: tone, angle: side === 1 ? 20 : 60 })}<path d="${times(6, (index) => polygon(starPoints({ centre: [side * (80 + index * 52), -290 - index * 46], outer: 26, inner: 12, points: 8 }))).join("")}" fill="${shade(tone, -0.24)}" opacity=".75"/><path d="M${side * 30} -240L${side * 400} -566" stroke="${shade(tone, -0.2)}" stroke-width="5"/>` };
  };
  const [left, right] = [wing(-1), wing(1)];
  const pages = `<path d="M-372 -604Q-190 -510 0 -330Q190 -510 372 -604L394 -570Q200 -460 0 -276Q-200 -460 -394 -570Z" fill="#f4ead6"/><path d="M-360 -590Q-190 -500 0 -322Q190 -500 360 -590" fill="none" stroke="#b8a888" stroke-width="3"/>`;
  return { markup: left.leg + right.leg + left.leaf + right.leaf + pages, width: 860, height: 620, outline: "M-330 0L0 -260L330 0H210L0 -200L-210 0ZM-420 -560L0 -230L420 -560L380 -610L0 -310L-380 -610Z" };
}

function trayStand(subject: Subject): Piece {
  const wood = woodOf(subject);
  const legs = [-1, 1, -0.55, 0.55, -0.1, 0.1].map((part, index) => `<g transform="translate(${px(part * 30)} 0) rotate(${px(part * 33)} 0 -260)">${post(subject, { x: 0, top: -560, foot: 10, width: 40 }, shade(wood, index % 2 ? -0.06 : 0.03))}</g>`);
  return { markup: `${legs.join("")}<circle cy="-262" r="22" fill="#c39a55"/><circle cx="-5" cy="-268" r="8" fill="#fff3cf" opacity=".8"/>`, width: 720, height: 580, outline: "M-330 0L-40 -270L-300 -540H300L40 -270L330 0Z" };
}

function mirror(subject: Subject): Piece {
  const { sheet, palette } = subject;
  const wood = palette.name === "Turquoise" ? palette.base : woodOf(subject);
  const gate = (k: number, foot: number) => `M${px(-250 * k)} ${px(-foot)}V${px(-500)}C${px(-250 * k)} -520 ${px(-330 * k)} -560 ${px(-330 * k)} -700C${px(-330 * k)} -880 ${px(-140 * k)} ${px(-960 - 60 * k)} 0 ${px(-1000 - 90 * k)}C${px(140 * k)} ${px(-960 - 60 * k)} ${px(330 * k)} -880 ${px(330 * k)} -700C${px(330 * k)} -560 ${px(250 * k)} -520 ${px(250 * k)} -500V${px(-foot)}Z`;
  const [outer, inner] = [gate(1, 0), gate(0.76, 76)];
  const glass = linear(sheet, 40, [[0, "#f2f3ee"], [0.35, "#b9c4c4"], [0.5, "#dfe5e2"], [0.7, "#9aa8aa"], [1, "#cfd6d3"]]);
  const room = `<path d="M-300 -520L300 -620V-76H-300Z" fill="#d9c4a4" opacity=".5"/><path d="M-260 -1100L60 -1100L-140 -76H-300Z" fill="#ffffff" opacity=".34"/>`;
  return { markup: `${board(subject, outer, { colour: wood })}<path d="${outer}" fill="none" stroke="${shade(wood, -0.2)}" stroke-width="7"/><path d="${gate(0.95, 14)}" fill="none" stroke="${shade(wood, 0.14)}" stroke-width="6"/><path d="${gate(0.8, 64)}" fill="none" stroke="${shade(wood, -0.22)}" stroke-width="11" stroke-dasharray="16 10"/><path d="${gate(0.88, 40)}" fill="none" stroke="${shade(wood, -0.18)}" stroke-width="26" stroke-dasharray="4 22"/>${clipped(sheet, `<path d="${inner}"/>`, `<path d="${inner}" fill="${glass}"/>${room}`)}<path d="${inner}" fill="none" stroke="#1d120c" stroke-width="9" opacity=".5"/>`, width: 680, height: 1100, outline: outer };
}

function benchPiece(subject: Subject): Piece {
  const { palette, sheet } = subject;
  const wood = "#6b4630";
  const tape = palette.name === "Natural" ? "#dcc9a4" : palette.base;
  const weave = tiled(sheet, [56, 28], { content: `<rect width="56" height="28" fill="${tape}"/><path d="M0 0L14 14L0 28M14 0L28 14L14 28M28 0L42 14L28 28M42 0L56 14L42 28" fill="none" stroke="${shade(tape, -0.14)}" stroke-width="5"/><path d="M5 0L19 14L5 28M33 0L47 14L33 28" fill="none" stroke="${mix(tape, palette.pale, 0.6)}" stroke-width="5"/>` });
  const seat = "M-450 -330L-380 -420H380L450 -330Z";
  const legs = [[-420, -340, 0], [420, -340, 0], [-350, -420, -30], [350, -420, -30]].map(([x = 0, top = 0, lift = 0]) => post(subject, { x, top, foot: lift, width: 52 }, shade(wood, lift ? -0.1 : 0.02)));
  return { markup: `${legs[2]}${legs[3]}<path d="${seat}" fill="${weave}"/><path d="${seat}" fill="${linear(sheet, 30, [[0, "#fff4e0", 0.25], [0.6, "#1d0f08", 0.02], [1, "#1d0f08", 0.25]])}"/>${board(subject, "M-460 -344H460V-296H-460Z", { colour: wood, along: "x" })}${legs[0]}${legs[1]}<path d="M-400 -428H400" stroke="${shade(wood, -0.06)}" stroke-width="20" stroke-linecap="round"/>`, width: 960, height: 470, outline: "M-450 0V-430H450V0H400V-300H-400V0Z" };
}

function chair(subject: Subject): Piece {
  const wood = woodOf(subject);
  const back = "M-240 -360L-260 -800Q0 -880 260 -800L240 -360Z";
  const whorl = (x: number, y: number, r: number) => `${circlePath([x, y], r)}${circlePath([x, y], r * 0.7)}${times(6, (index) => leafPath([x, y], r * 0.66, { turn: (index * Math.PI) / 3, width: r * 0.16 })).join("")}`;
  const carve = whorl(0, -610, 110) + whorl(-160, -720, 52) + whorl(160, -720, 52) + whorl(-160, -480, 52) + whorl(160, -480, 52);
  const seat = "M-300 -280L-230 -370H230L300 -280Z";
  const thongs = times(12, (index) => `M${-290 + index * 52} -284L${-224 + index * 40} -366`).join("") + times(4, (index) => `M${-286 + index * 16} ${-300 - index * 20}H${286 - index * 16}`).join("");
  const leg = (x: number, top: number, foot: number) => post(subject, { x, top, foot, width: 46 }, shade(wood, foot ? -0.12 : 0.02));
  return { markup: `${leg(-220, -800, -40)}${leg(220, -800, -40)}${board(subject, back, { colour: wood })}<g fill="none"><path d="${carve}" stroke="#fff0d6" stroke-width="4" opacity=".35" transform="translate(2.5 3)"/><path d="${carve}" stroke="${shade(wood, -0.26)}" stroke-width="6"/></g><path d="${seat}" fill="#d9b684"/><path d="${thongs}" stroke="#8a5c34" stroke-width="9" opacity=".8"/>${board(subject, "M-316 -296H316V-252H-316Z", { colour: shade(wood, 0.04), along: "x" })}${leg(-282, -300, 0)}${leg(282, -300, 0)}<path d="M-280 -120H280" stroke="${shade(wood, -0.1)}" stroke-width="22"/>`, width: 660, height: 850, outline: `${back}M-310 0V-300H310V0H260V-240H-260V0Z` };
}

function shelf(subject: Subject): Piece {
  const { palette } = subject;
  const paint = palette.name === "Chalk" ? "#e9e2d3" : palette.base;
  const frame = "M-360 0V-700H-330C-300 -790 -120 -800 0 -900C120 -800 300 -790 330 -700H360V0Z";
  const holes = times(9, (index) => { const [x, y] = [-310 + (index % 3) * 212, -650 + Math.floor(index / 3) * 216]; return `M${x} ${y + 190}V${y + 70}C${x} ${y + 20} ${x + 60} ${y + 30} ${x + 96} ${y}C${x + 132} ${y + 30} ${x + 192} ${y + 20} ${x + 192} ${y + 70}V${y + 190}Z`; });
  const inside = (path: string, index: number) => `<path d="${path}" fill="${shade(paint, -0.26 + (index % 3) * 0.03)}"/><path d="${path}" fill="${linear(subject.sheet, 40, [[0, "#120a06", 0.5], [0.6, "#120a06", 0.05]])}"/>`;
  const wares = ["#c4503f", "#dc9b2c", "#f1e6cf", "#7a3a2a", "#d3a55f", "#5d6a3c"];
  const things = [0, 2, 4, 5, 7].map((index, order) => { const [x, y] = [-310 + (index % 3) * 212 + 96, -650 + Math.floor(index / 3) * 216 + 188]; const tone = wares[order] ?? "#c4503f"; return order % 2 ? `<path d="M${x - 54} ${y}Q${x - 66} ${y - 50} ${x - 70} ${y - 62}H${x + 70}Q${x + 66} ${y - 50} ${x + 54} ${y}Z" fill="${linear(subject.sheet, 0, [[0, shade(tone, -0.1)], [0.3, shade(tone, 0.12)], [1, shade(tone, -0.18)]])}"/>` : `<path d="M${x - 36} ${y}C${x - 62} ${y - 40} ${x - 40} ${y - 76} ${x - 18} ${y - 88}V${y - 108}H${x + 18}V${y - 88}C${x + 40} ${y - 76} ${x + 62} ${y - 40} ${x + 36} ${y}Z" fill="${linear(subject.sheet, 0, [[0, shade(tone, -0.1)], [0.3, shade(tone, 0.12)], [1, shade(tone, -0.18)]])}"/>`; }).join("");
  return { markup: `${board(subject, frame, { colour: paint })}${holes.map(inside).join("")}${things}<path d="${holes.join("")}" fill="none" stroke="${shade(paint, 0.12)}" stroke-width="5"/><path d="${frame}" fill="none" stroke="${shade(paint, -0.18)}" stroke-width="7"/><path d="${polygon(starPoints({ centre: [0, -776], outer: 46, inner: 32, points: 8 }))}" fill="${shade(paint, -0.26)}"/><path d="M-380 0H380V-26H-380Z" fill="${shade(paint, -0.08)}"/>`, width: 760, height: 900, outline: frame };
}

function stool(subject: Subject): Piece {
  const seat = subject.palette.name === "Natural" ? "#d9bd8a" : subject.palette.base;
  const { markup, height } = stoolMarkup(subject.sheet, { wood: "#9a6a42", seat });
  return { markup: placed(markup, 0, { y: 0, scale: 1.5 }), width: 640, height: height * 1.5 + 60, outline: "M-300 -90L-290 -560L10 -660L310 -560L300 -80L10 0Z" };
}

const forms: Record<string, (subject: Subject) => Piece> = { octagon: octagonTable, stool, screen, chest, rehal, traystand: trayStand, mirror, bench: benchPiece, chair, shelf };

export function furniturePiece(subject: Subject): Piece {
  return (forms[subject.form] ?? stool)(subject);
}
