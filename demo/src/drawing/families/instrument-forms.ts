// Instruments: lutes and drums upright around their own middle, drums of clay on their foot.
import { mix, shade } from "../colour.ts";
import { onBody, outlineOf, ringBand, turnedBody, type Profile } from "../lathe.ts";
import { circlePath, leafPath, onCircle, placed, polygon, starPoints, times, type Point } from "../shapes.ts";
import { blurred, grain, linear, px, radial } from "../sheet.ts";
import type { Piece, Subject } from "../subject.ts";
import { board } from "./furniture-forms.ts";
import { rosette } from "./tilings.ts";

const tone = ({ palette }: Subject) => ({ Honey: "#c98f4e", Walnut: "#7a4f32", Natural: "#d6b98a", Black: "#3a3330", Pomegranate: "#8e3a2c" })[palette.name] ?? palette.base;

function rose(subject: Subject, at: Point, r: number): string {
  return `<circle cx="${at[0]}" cy="${at[1]}" r="${r}" fill="#1d0f08"/><g transform="translate(${at[0]} ${at[1]})">${rosette([0, 0], r * 0.98, 10).map(({ points, kind }) => (kind === 1 || kind === 4 ? "" : `<path d="${polygon(points)}" fill="none" stroke="${shade(tone(subject), 0.12)}" stroke-width="${px(Math.max(2.5, r * 0.045))}"/>`)).join("")}</g><circle cx="${at[0]}" cy="${at[1]}" r="${r + 7}" fill="none" stroke="#efe4cc" stroke-width="9" stroke-dasharray="9 5"/><circle cx="${at[0]}" cy="${at[1]}" r="${r + 15}" fill="none" stroke="#3a2418" stroke-width="4"/>`;
}

function strings(from: readonly number[], to: readonly number[], y: { top: number; bottom: number }): string {
  const lines = from.map((x, index) => `M${px(x)} ${y.top}L${px(to[index] ?? x)} ${y.bottom}`).join("");
  return `<path d="${lines}" stroke="#1d0f08" stroke-width="2.4" opacity=".4" transform="translate(5 3)"/><path d="${lines}" stroke="#f6eedb" stroke-width="2.4"/>`;
}

function oud(subject: Subject): Piece {
  const { sheet } = subject;
  const wood = tone(subject);
  const bodyPath = "M0 -250C70 -240 260 -60 300 160C330 360 190 480 0 480S-330 360 -300 160C-260 -60 -70 -240 0 -250Z";
  const rib = "M0 -262C80 -250 280 -64 318 156C348 370 200 500 0 500S-348 370 -318 156C-280 -64 -80 -250 0 -262Z";
  const top = mix("#dcb67c", wood, subject.palette.name === "Walnut" ? 0.35 : 0.08);
  const neck = "M-44 -580H44L62 -232H-62Z";
  const head = `<path d="M-40 -580H40L150 -760Q120 -800 84 -780L-40 -600Z" fill="${shade(wood, -0.16)}"/>${times(6, (index) => `<path d="M${px(-24 + index * 26)} ${px(-618 - index * 26)}l-70 -26" stroke="#2a1a12" stroke-width="14" stroke-linecap="round"/><path d="M${px(30 + index * 22)} ${px(-606 - index * 28)}l66 34" stroke="#2a1a12" stroke-width="14" stroke-linecap="round"/>`).join("")}`;
  const xs = [-34, -24, -12, -2, 10, 22, 34];
  return { markup: `${head}<path d="${rib}" fill="${linear(sheet, 0, [[0, shade(wood, -0.2)], [0.5, shade(wood, -0.02)], [1, shade(wood, -0.28)]])}"/>${board(subject, bodyPath, { colour: top, along: "y" })}<path d="${bodyPath}" fill="none" stroke="#3a2418" stroke-width="7"/><path d="${bodyPath}" fill="none" stroke="#efe4cc" stroke-width="5" stroke-dasharray="12 8" transform="scale(.965) translate(0 5)"/>${board(subject, neck, { colour: "#33251d" })}${rose(subject, [0, 20], 92)}${rose(subject, [-130, 190], 38)}${rose(subject, [130, 190], 38)}<path d="M-100 330H100L84 356H-84Z" fill="#33251d"/>${strings(xs, xs.map((x) => x * 2.3), { top: -576, bottom: 340 })}<path d="M-46 -584H46V-570H-46Z" fill="#efe4cc"/>`, width: 700, height: 1290, outline: `${rib}M-44 -600H44V-200H-44ZM-30 -590L100 -780L150 -760L40 -580Z` };
}

function saz(subject: Subject): Piece {
  const { sheet } = subject;
  const wood = tone(subject);
  const body = "M0 60C40 70 190 200 190 370C190 520 110 600 0 600S-190 520 -190 370C-190 200 -40 70 0 60Z";
  const burst = radial(sheet, [0.5, 0.55, 0.55], [[0, "#e2bb78"], [0.6, "#cf9a52"], [0.86, wood], [1, shade(wood, -0.24)]]);
  const neck = "M-23 -620H23L30 110H-30Z";
  const frets = times(17, (index) => { const y = -540 + index * 36; return `M${-25 - index * 0.3} ${y}h${50 + index * 0.6}`; }).join("");
  return { markup: `<path d="M-26 -620L-34 -790Q0 -812 34 -790L26 -620Z" fill="${shade(wood, -0.12)}"/>${[-1, 1].map((side) => times(4, (index) => `<path d="M${side * 28} ${-650 - index * 36}h${side * 56}" stroke="#2a1a12" stroke-width="14" stroke-linecap="round"/><circle cx="${side * 88}" cy="${-650 - index * 36}" r="13" fill="#2a1a12"/>`).join("")).join("")}<path d="${body}" fill="${shade(wood, -0.3)}" transform="translate(0 332) scale(1.05) translate(0 -332)"/><path d="${body}" fill="${burst}"/><path d="${body}" fill="${grain(sheet, { scale: 0.03, strength: 0.5, colour: "#5a3418", stretch: 0.1 })}"/><path d="${body}" fill="none" stroke="#2a1a12" stroke-width="7"/>${board(subject, neck, { colour: "#8a5a34" })}<path d="${frets}" stroke="#f3ead7" stroke-width="3.4" opacity=".8"/><path d="${times(8, (index) => leafPath(onCircle([0, 250], 14, (index * Math.PI) / 4), 36, { turn: (index * Math.PI) / 4, width: 10 })).join("")}" fill="#33251d"/><path d="M-60 470H60L52 486H-52Z" fill="#33251d"/>${strings([-15, -10, -2, 3, 11, 16], [-36, -28, -6, 2, 26, 34], { top: -620, bottom: 478 })}<path d="M-27 -626H27V-612H-27Z" fill="#efe4cc"/>`, width: 420, height: 1420, outline: `${body}M-30 -800H30V120H-30Z` };
}

function darbuka(subject: Subject): Piece {
  const { sheet, palette } = subject;
  const profile: Profile = [[300, 640], [300, 640], [306, 590], [270, 440], [140, 340], [118, 280], [130, 160], [190, 20], [196, 0]];
  const pearl = subject.motif === "pearl";
  const ground = pearl ? tone(subject) : palette.pale;
  const marks = pearl
    ? [560, 500, 450].map((height, row) => times(19, (index) => { const { x, y, squeeze } = onBody(profile, -1.45 + index * 0.161 + (row % 2) * 0.08, height); return `<path d="M${px(x - 18 * squeeze)} ${px(y + 22)}L${px(x)} ${px(y - 24)}L${px(x + 18 * squeeze)} ${px(y + 22)}Z" fill="${["#f3efe6", "#d9e4e2", "#efdde0"][index % 3]}"/>`; }).join("")).join("") + [250, 110, 60].map((height) => times(15, (index) => { const { x, y, squeeze } = onBody(profile, -1.45 + index * 0.207, height); return `<path d="${polygon([[x - 11 * squeeze, y], [x, y - 13], [x + 11 * squeeze, y], [x, y + 13]])}" fill="#efe9df"/>`; }).join("")).join("")
    : `<path d="${ringBand(profile, 590, 556)}${ringBand(profile, 330, 296)}${ringBand(profile, 60, 10)}" fill="${palette.base}"/><path d="${ringBand(profile, 540, 530)}${ringBand(profile, 400, 390)}${ringBand(profile, 250, 240)}" fill="${palette.accent}"/>` + times(11, (index) => { const { x, y, squeeze } = onBody(profile, -1.42 + index * 0.284, 464); return `<path transform="translate(${px(x)} ${px(y)}) scale(${px(Math.max(0.1, squeeze))} 1)" d="M0 -52L38 0L0 52L-38 0ZM0 -24L18 0L0 24L-18 0Z" fill="${palette.base}" fill-rule="evenodd"/>`; }).join("") + times(13, (index) => { const { x, y, squeeze } = onBody(profile, -1.42 + index * 0.237, 150); return `<path transform="translate(${px(x)} ${px(y)}) scale(${px(Math.max(0.1, squeeze))} 1)" d="M-14 60L0 -60L14 60Z" fill="${palette.base}"/>`; }).join("");
  const skin = "#efe0c0";
  const head = `<ellipse cy="-640" rx="300" ry="51" fill="${shade(skin, -0.16)}"/><ellipse cy="-644" rx="292" ry="47" fill="${linear(sheet, 10, [[0, shade(skin, 0.03)], [1, shade(skin, -0.08)]])}"/><ellipse cy="-642" rx="130" ry="20" fill="#b98a58" opacity=".28"/>`;
  const lacing = pearl ? `<path d="${ringBand(profile, 640, 606)}" fill="#b9a98a"/>${times(7, (index) => { const { x, y } = onBody(profile, -1.2 + index * 0.4, 610); return `<rect x="${px(x - 8)}" y="${px(y - 30)}" width="16" height="44" rx="4" fill="#d9d3c4"/>`; }).join("")}` : `<path d="${ringBand(profile, 640, 604)}" fill="${skin}"/><path d="${times(27, (index) => { const [a, b] = [onBody(profile, -1.5 + index * 0.115, 612), onBody(profile, -1.44 + index * 0.115, 572)]; return `M${px(a.x)} ${px(a.y)}L${px(b.x)} ${px(b.y)}`; }).join("")}" stroke="#5a4028" stroke-width="4"/>`;
  return { markup: turnedBody(sheet, { profile, colour: ground, finish: pearl ? "satin" : "gloss", decoration: marks + lacing, streak: [0.9, 0.62] }) + head, width: 620, height: 700, outline: outlineOf(profile) };
}

function frameDrum(subject: Subject): Piece {
  const { sheet } = subject;
  const r = 400;
  const riq = subject.form === "riq";
  const wood = riq ? (subject.palette.name === "Chalk" ? "#efe6d4" : "#6b4630") : "#8a5c3a";
  const skin = subject.palette.name === "Madder" ? "#c98a6a" : "#ecd9b2";
  const face = radial(sheet, [0.4, 0.36, 0.75], [[0, shade(skin, 0.06)], [0.6, skin], [1, shade(skin, -0.14)]]);
  const henna = subject.palette.name === "Madder" ? "#6a2a1c" : "#8a4a24";
  const painted = riq ? "" : `<circle r="170" fill="none" stroke="${henna}" stroke-width="9"/><path d="${times(16, (index) => leafPath(onCircle([0, 0], 186, (index * Math.PI) / 8), 66, { turn: (index * Math.PI) / 8, width: 15 })).join("")}" fill="${henna}"/><path d="${polygon(starPoints({ centre: [0, 0], outer: 142, inner: 94, points: 8 }))}" fill="none" stroke="${henna}" stroke-width="8"/><circle r="50" fill="${henna}"/><circle r="28" fill="${skin}"/><path d="${times(40, (index) => circlePath(onCircle([0, 0], 284, (index / 40) * Math.PI * 2), 7)).join("")}" fill="${henna}"/>`;
  const cymbals = riq ? times(5, (index) => { const turn = (index / 5) * Math.PI * 2 - Math.PI / 2; return [-0.085, 0.085].map((shift) => { const [x, y] = onCircle([0, 0], 396, turn + shift); return `<circle cx="${px(x + 5)}" cy="${px(y + 8)}" r="46" fill="#1d0f08" opacity=".4"/><circle cx="${px(x)}" cy="${px(y)}" r="45" fill="${radial(sheet, [0.34, 0.3, 0.8], [[0, "#fdeeb8"], [0.5, "#c99f4c"], [1, "#7a5a22"]])}"/><circle cx="${px(x)}" cy="${px(y)}" r="15" fill="#9a7430"/><circle cx="${px(x)}" cy="${px(y)}" r="30" fill="none" stroke="#7a5a22" stroke-width="3"/>`; }).join(""); }).join("") : "";
  const inlay = riq ? times(72, (index) => { const turn = (index / 72) * Math.PI * 2; const [a, b, c] = [onCircle([0, 0], 372, turn), onCircle([0, 0], 424, turn + 0.04), onCircle([0, 0], 372, turn + 0.08)]; return `<path d="${polygon([a, b, c])}" fill="${index % 3 === 0 ? "#b5894a" : wood === "#6b4630" ? "#efe6d4" : "#6b4630"}"/>`; }).join("") : "";
  return { markup: `<circle r="432" fill="${linear(sheet, 45, [[0, shade(wood, 0.12)], [0.5, wood], [1, shade(wood, -0.2)]])}"/>${inlay}<circle r="${riq ? 360 : r}" fill="${face}"/><circle r="${riq ? 360 : r}" fill="${grain(sheet, { scale: 0.012, strength: 0.5, colour: "#8a5c34" })}"/><circle r="${riq ? 360 : r}" fill="${grain(sheet, { scale: 0.3, strength: 0.3, colour: "#8a5c34" })}"/>${painted}<circle r="${riq ? 360 : r}" fill="none" stroke="#1d0f08" stroke-width="6" opacity=".4"/>${cymbals}`, width: 900, height: 900, outline: circlePath([0, 0], 430) };
}

function ney(subject: Subject): Piece {
  const { sheet } = subject;
  const reed = subject.palette.name === "Honey" ? "#b9813f" : "#d9b878";
  const round = (colour: string) => linear(sheet, 0, [[0, shade(colour, -0.2)], [0.3, shade(colour, 0.14)], [0.6, colour], [1, shade(colour, -0.24)]]);
  const one = (length: number) => { const step = length / 9; return times(9, (index) => `<rect x="-30" y="${px(-length / 2 + index * step)}" width="60" height="${px(step)}" fill="${round(shade(reed, (index % 2) * 0.03))}"/><path d="M-31 ${px(-length / 2 + index * step)}h62" stroke="${shade(reed, -0.3)}" stroke-width="5"/><path d="M-30 ${px(-length / 2 + index * step + 9)}h60M-30 ${px(-length / 2 + index * step + 17)}h60" stroke="#5a2a1c" stroke-width="5" opacity=".75"/>`).join("") + [0.44, 0.52, 0.6, 0.7, 0.78, 0.86].map((part) => `<ellipse cy="${px(-length / 2 + length * part)}" rx="12" ry="15" fill="#1d0f08"/><path d="M-12 ${px(-length / 2 + length * part + 3)}a12 14 0 0 0 24 0" fill="none" stroke="#fff0d0" stroke-width="3" opacity=".6"/>`).join("") + `<path d="M-32 ${px(-length / 2)}L-20 ${px(-length / 2 - 66)}H20L32 ${px(-length / 2)}Z" fill="${round("#33251d")}"/>`; };
  return { markup: placed(one(1080), -120, { y: 0, turn: -7 }) + placed(one(860), 120, { y: 40, turn: 9 }), width: 620, height: 1200, outline: "M-90 -540H-150L-90 560H-20ZM170 -400H220L100 470H40Z" };
}

function qanun(subject: Subject): Piece {
  const wood = tone(subject);
  const body = "M-460 260L-460 -60L120 -260H460V260Z";
  const skin = "M300 -222H430V222H300Z";
  const lines = times(26, (index) => { const part = index / 25; const y = 226 - part * 440; const left = part < 0.62 ? -430 : -430 + ((part - 0.62) / 0.38) * 560; return `M${px(left)} ${px(y)}H420`; }).join("");
  const levers = times(24, (index) => { const part = index / 24; const y = 220 - part * 420; const left = part < 0.62 ? -400 : -400 + ((part - 0.62) / 0.38) * 560; return `<rect x="${px(left)}" y="${px(y - 5)}" width="44" height="9" rx="3" fill="#d9b45c"/>`; }).join("");
  return { markup: `${board(subject, body, { colour: wood, along: "x" })}<path d="${body}" fill="none" stroke="#33251d" stroke-width="13"/><path d="M-440 242L-440 -46L124 -240H440V242Z" fill="none" stroke="#efe4cc" stroke-width="5" stroke-dasharray="12 7"/><path d="${skin}" fill="#efe2c4"/><path d="M300 -222H330V222H300Z" fill="#1d0f08" opacity=".16"/>${rose(subject, [-40, 60], 88)}${rose(subject, [120, -120], 46)}<path d="M370 -226H386V226H370Z" fill="#33251d"/><path d="${lines}" stroke="#1d0f08" stroke-width="2" opacity=".4" transform="translate(2 4)"/><path d="${lines}" stroke="#f8f1e0" stroke-width="2"/>${levers}`, width: 940, height: 540, outline: body };
}

function qraqeb(subject: Subject): Piece {
  const { sheet } = subject;
  const metal = subject.palette.name === "Copper" ? "#a8643f" : "#4a4744";
  const shape = "M-60 -430C-150 -430 -160 -250 -70 -210C-40 -196 -40 -170 -46 -120V120C-40 170 -40 196 -70 210C-160 250 -150 430 -60 430H60C150 430 160 250 70 210C40 196 40 170 46 120V-120C40 -170 40 -196 70 -210C160 -250 150 -430 60 -430Z";
  const domes = [-320, 320].map((y) => `<circle cy="${y}" r="74" fill="${radial(sheet, [0.34, 0.3, 0.85], [[0, shade(metal, 0.3)], [0.5, metal], [1, shade(metal, -0.2)]])}"/><circle cy="${y}" r="78" fill="none" stroke="${shade(metal, -0.2)}" stroke-width="5"/>`).join("");
  const one = `<path d="${shape}" fill="${shade(metal, -0.24)}" transform="translate(9 12)"/><path d="${shape}" fill="${linear(sheet, 50, [[0, shade(metal, 0.2)], [0.4, metal], [1, shade(metal, -0.12)]])}"/><path d="${shape}" fill="${grain(sheet, { scale: 0.06, strength: 0.6, colour: "#120c08" })}"/>${domes}<path d="M-52 -30C-100 0 -100 60 -52 70M52 -30C100 0 100 60 52 70M-54 -8H54M-54 44H54" fill="none" stroke="#8a5230" stroke-width="24" stroke-linecap="round"/>`;
  return { markup: placed(one, 170, { y: 30, turn: 15 }) + placed(`<path d="${shape}" fill="#120c08" opacity=".35" transform="translate(14 20)" ${blurred(sheet, 12)}/>${one}`, -170, { y: -20, turn: -12 }), width: 820, height: 960, outline: "M-340 -420L-160 -440L-60 380L-260 420ZM140 -400L330 -360L220 440L40 420Z" };
}

const forms: Record<string, (subject: Subject) => Piece> = { oud, saz, darbuka, framedrum: frameDrum, riq: frameDrum, ney, qanun, qraqeb };

export function instrumentPiece(subject: Subject): Piece {
  return (forms[subject.form] ?? frameDrum)(subject);
}

