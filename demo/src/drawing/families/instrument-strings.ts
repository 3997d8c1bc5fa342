// Stringed instruments: oud, saz, qanun.
import { mix, shade } from "../colour.ts";
import { leafPath, onCircle, polygon, times, type Point } from "../shapes.ts";
import { grain } from "../grain.ts";
import { linear, px, radial } from "../sheet.ts";
import type { Piece, Subject } from "../subject.ts";
import { board } from "./wood.ts";
import { rosette } from "./tilings-stars.ts";
import { tone } from "./instrument-wood.ts";

function rose(subject: Subject, at: Point, r: number): string {
  return `<circle cx="${at[0]}" cy="${at[1]}" r="${r}" fill="#1d0f08"/><g transform="translate(${at[0]} ${at[1]})">${rosette(
    [0, 0],
    r * 0.98,
    10,
  )
    .map(({ points, kind }) =>
      kind === 1 || kind === 4
        ? ""
        : `<path d="${polygon(points)}" fill="none" stroke="${shade(tone(subject), 0.12)}" stroke-width="${px(Math.max(2.5, r * 0.045))}"/>`,
    )
    .join(
      "",
    )}</g><circle cx="${at[0]}" cy="${at[1]}" r="${r + 7}" fill="none" stroke="#efe4cc" stroke-width="9" stroke-dasharray="9 5"/><circle cx="${at[0]}" cy="${at[1]}" r="${r + 15}" fill="none" stroke="#3a2418" stroke-width="4"/>`;
}

function strings(from: readonly number[], to: readonly number[], y: { top: number; bottom: number }): string {
  const lines = from.map((x, index) => `M${px(x)} ${y.top}L${px(to[index] ?? x)} ${y.bottom}`).join("");
  return `<path d="${lines}" stroke="#1d0f08" stroke-width="2.4" opacity=".4" transform="translate(5 3)"/><path d="${lines}" stroke="#f6eedb" stroke-width="2.4"/>`;
}

export function oud(subject: Subject): Piece {
  const { sheet } = subject;
  const wood = tone(subject);
  const bodyPath =
    "M0 -250C70 -240 260 -60 300 160C330 360 190 480 0 480S-330 360 -300 160C-260 -60 -70 -240 0 -250Z";
  const rib =
    "M0 -262C80 -250 280 -64 318 156C348 370 200 500 0 500S-348 370 -318 156C-280 -64 -80 -250 0 -262Z";
  const top = mix("#dcb67c", wood, subject.palette.name === "Walnut" ? 0.35 : 0.08);
  const neck = "M-44 -580H44L62 -232H-62Z";
  const head = `<path d="M-40 -580H40L150 -760Q120 -800 84 -780L-40 -600Z" fill="${shade(wood, -0.16)}"/>${times(6, (index) => `<path d="M${px(-24 + index * 26)} ${px(-618 - index * 26)}l-70 -26" stroke="#2a1a12" stroke-width="14" stroke-linecap="round"/><path d="M${px(30 + index * 22)} ${px(-606 - index * 28)}l66 34" stroke="#2a1a12" stroke-width="14" stroke-linecap="round"/>`).join("")}`;
  const xs = [-34, -24, -12, -2, 10, 22, 34];
  return {
    markup: `${head}<path d="${rib}" fill="${linear(sheet, 0, [
      [0, shade(wood, -0.2)],
      [0.5, shade(wood, -0.02)],
      [1, shade(wood, -0.28)],
    ])}"/>${board(subject, bodyPath, { colour: top, along: "y" })}<path d="${bodyPath}" fill="none" stroke="#3a2418" stroke-width="7"/><path d="${bodyPath}" fill="none" stroke="#efe4cc" stroke-width="5" stroke-dasharray="12 8" transform="scale(.965) translate(0 5)"/>${board(subject, neck, { colour: "#33251d" })}${rose(subject, [0, 20], 92)}${rose(subject, [-130, 190], 38)}${rose(subject, [130, 190], 38)}<path d="M-100 330H100L84 356H-84Z" fill="#33251d"/>${strings(
      xs,
      xs.map((x) => x * 2.3),
      { top: -576, bottom: 340 },
    )}<path d="M-46 -584H46V-570H-46Z" fill="#efe4cc"/>`,
    width: 700,
    height: 1290,
    outline: `${rib}M-44 -600H44V-200H-44ZM-30 -590L100 -780L150 -760L40 -580Z`,
  };
}

export function saz(subject: Subject): Piece {
  const { sheet } = subject;
  const wood = tone(subject);
  const body = "M0 60C40 70 190 200 190 370C190 520 110 600 0 600S-190 520 -190 370C-190 200 -40 70 0 60Z";
  const burst = radial(
    sheet,
    [0.5, 0.55, 0.55],
    [
      [0, "#e2bb78"],
      [0.6, "#cf9a52"],
      [0.86, wood],
      [1, shade(wood, -0.24)],
    ],
  );
  const neck = "M-23 -620H23L30 110H-30Z";
  const frets = times(17, (index) => {
    const y = -540 + index * 36;
    return `M${-25 - index * 0.3} ${y}h${50 + index * 0.6}`;
  }).join("");
  return {
    markup: `<path d="M-26 -620L-34 -790Q0 -812 34 -790L26 -620Z" fill="${shade(wood, -0.12)}"/>${[-1, 1].map((side) => times(4, (index) => `<path d="M${side * 28} ${-650 - index * 36}h${side * 56}" stroke="#2a1a12" stroke-width="14" stroke-linecap="round"/><circle cx="${side * 88}" cy="${-650 - index * 36}" r="13" fill="#2a1a12"/>`).join("")).join("")}<path d="${body}" fill="${shade(wood, -0.3)}" transform="translate(0 332) scale(1.05) translate(0 -332)"/><path d="${body}" fill="${burst}"/><path d="${body}" fill="${grain(sheet, { scale: 0.03, strength: 0.5, colour: "#5a3418", stretch: 0.1 })}"/><path d="${body}" fill="none" stroke="#2a1a12" stroke-width="7"/>${board(subject, neck, { colour: "#8a5a34" })}<path d="${frets}" stroke="#f3ead7" stroke-width="3.4" opacity=".8"/><path d="${times(8, (index) => leafPath(onCircle([0, 250], 14, (index * Math.PI) / 4), 36, { turn: (index * Math.PI) / 4, width: 10 })).join("")}" fill="#33251d"/><path d="M-60 470H60L52 486H-52Z" fill="#33251d"/>${strings([-15, -10, -2, 3, 11, 16], [-36, -28, -6, 2, 26, 34], { top: -620, bottom: 478 })}<path d="M-27 -626H27V-612H-27Z" fill="#efe4cc"/>`,
    width: 420,
    height: 1420,
    outline: `${body}M-30 -800H30V120H-30Z`,
  };
}

export function qanun(subject: Subject): Piece {
  const wood = tone(subject);
  const body = "M-460 260L-460 -60L120 -260H460V260Z";
  const skin = "M300 -222H430V222H300Z";
  const lines = times(26, (index) => {
    const part = index / 25;
    const y = 226 - part * 440;
    const left = part < 0.62 ? -430 : -430 + ((part - 0.62) / 0.38) * 560;
    return `M${px(left)} ${px(y)}H420`;
  }).join("");
  const levers = times(24, (index) => {
    const part = index / 24;
    const y = 220 - part * 420;
    const left = part < 0.62 ? -400 : -400 + ((part - 0.62) / 0.38) * 560;
    return `<rect x="${px(left)}" y="${px(y - 5)}" width="44" height="9" rx="3" fill="#d9b45c"/>`;
  }).join("");
  return {
    markup: `${board(subject, body, { colour: wood, along: "x" })}<path d="${body}" fill="none" stroke="#33251d" stroke-width="13"/><path d="M-440 242L-440 -46L124 -240H440V242Z" fill="none" stroke="#efe4cc" stroke-width="5" stroke-dasharray="12 7"/><path d="${skin}" fill="#efe2c4"/><path d="M300 -222H330V222H300Z" fill="#1d0f08" opacity=".16"/>${rose(subject, [-40, 60], 88)}${rose(subject, [120, -120], 46)}<path d="M370 -226H386V226H370Z" fill="#33251d"/><path d="${lines}" stroke="#1d0f08" stroke-width="2" opacity=".4" transform="translate(2 4)"/><path d="${lines}" stroke="#f8f1e0" stroke-width="2"/>${levers}`,
    width: 940,
    height: 540,
    outline: body,
  };
}
